import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabaseKey, type Keyring } from '../../../main/database-key.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'sportello-key-'));
const none: Keyring = {
  isAvailable: () => false,
  encrypt: () => Promise.reject(new Error('no keyring')),
  decrypt: () => Promise.reject(new Error('no keyring')),
};
/** Stands for a system keyring: what it wraps, only the same one unwraps. */
const keyring = (secret: number): Keyring => ({
  isAvailable: () => true,
  encrypt: async (text) => Buffer.from(text).map((byte) => byte ^ secret) as Buffer,
  decrypt: async (wrapped) => Buffer.from(wrapped.map((byte) => byte ^ secret)).toString(),
});

test('without a keyring the key is kept in a file of this account, and the protection says so', async () => {
  const at = folder();
  const made = await openDatabaseKey(at, none);
  expect(made).toMatchObject({ protection: 'none', key: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(statSync(join(at, 'key.json')).mode & 0o077).toBe(0);
  expect(await openDatabaseKey(at, none)).toEqual(made);
});

test('with a keyring the file holds the key only wrapped', async () => {
  const at = folder();
  const made = await openDatabaseKey(at, keyring(7));
  expect(made?.protection).toBe('keyring');
  expect(readFileSync(join(at, 'key.json'), 'utf8')).not.toContain(made?.key);
  expect(await openDatabaseKey(at, keyring(7))).toEqual(made);
});

test('a key kept without a keyring is wrapped as soon as there is one, and stays the same key', async () => {
  const at = folder();
  const bare = await openDatabaseKey(at, none);
  const wrapped = await openDatabaseKey(at, keyring(9));
  expect(wrapped).toEqual({ key: bare?.key, protection: 'keyring' });
  expect(readFileSync(join(at, 'key.json'), 'utf8')).not.toContain(bare?.key);
});

test('a key that cannot be unwrapped is reported and never overwritten', async () => {
  const at = folder();
  const file = join(at, 'key.json');
  await openDatabaseKey(at, keyring(7));
  const before = readFileSync(file);
  expect(await openDatabaseKey(at, keyring(8))).toBeNull();
  expect(await openDatabaseKey(at, none)).toBeNull();
  expect(readFileSync(file)).toEqual(before);
});

test.each([
  ['empty', ''],
  ['no JSON', '{'],
  ['another version', '{"version":2,"protection":"none","databaseKey":"00"}'],
  ['a short key', '{"version":1,"protection":"none","databaseKey":"00"}'],
])('a damaged key file (%s) is reported and left as it is', async (_name, content) => {
  const at = folder();
  writeFileSync(join(at, 'key.json'), content);
  expect(await openDatabaseKey(at, none)).toBeNull();
  expect(readFileSync(join(at, 'key.json'), 'utf8')).toBe(content);
});

import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formerDatabaseKey, openSecret, removeFormerKey, type Keyring } from '../../../main/database-key.ts';

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

test('[ID2] without a keyring the key is kept in a file of this account, and the protection says so', async () => {
  const at = folder();
  const made = await openSecret(at, none);
  expect(made).toMatchObject({ protection: 'none', key: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(statSync(join(at, 'secret.json')).mode & 0o077).toBe(0);
  expect(await openSecret(at, none)).toEqual(made);
});

test('with a keyring the file holds the key only wrapped', async () => {
  const at = folder();
  const made = await openSecret(at, keyring(7));
  expect(made?.protection).toBe('keyring');
  expect(readFileSync(join(at, 'secret.json'), 'utf8')).not.toContain(made?.key);
  expect(await openSecret(at, keyring(7))).toEqual(made);
});

test('a key kept without a keyring is wrapped as soon as there is one, and stays the same key', async () => {
  const at = folder();
  const bare = await openSecret(at, none);
  const wrapped = await openSecret(at, keyring(9));
  expect(wrapped).toEqual({ key: bare?.key, protection: 'keyring' });
  expect(readFileSync(join(at, 'secret.json'), 'utf8')).not.toContain(bare?.key);
});

test('a key that cannot be unwrapped is reported and never overwritten', async () => {
  const at = folder();
  const file = join(at, 'secret.json');
  await openSecret(at, keyring(7));
  const before = readFileSync(file);
  expect(await openSecret(at, keyring(8))).toBeNull();
  expect(await openSecret(at, none)).toBeNull();
  expect(readFileSync(file)).toEqual(before);
});

test.each([
  ['empty', ''],
  ['no JSON', '{'],
  ['another version', '{"version":2,"protection":"none","databaseKey":"00"}'],
  ['a short key', '{"version":1,"protection":"none","databaseKey":"00"}'],
])('a damaged key file (%s) is reported and left as it is', async (_name, content) => {
  const at = folder();
  writeFileSync(join(at, 'secret.json'), content);
  expect(await openSecret(at, none)).toBeNull();
  expect(readFileSync(join(at, 'secret.json'), 'utf8')).toBe(content);
});

test('[ID7] the key of before is read where there is one, and is nowhere once it was taken over', async () => {
  const at = folder();
  expect(await formerDatabaseKey(at, none)).toBe('none');
  const key = 'ab'.repeat(32);
  writeFileSync(join(at, 'key.json'), JSON.stringify({ version: 1, protection: 'none', databaseKey: key }));
  expect(await formerDatabaseKey(at, none)).toEqual({ key, protection: 'none' });
  removeFormerKey(at);
  removeFormerKey(at);
  expect(readdirSync(at)).toEqual([]);
  writeFileSync(join(at, 'key.json'), '{');
  expect(await formerDatabaseKey(at, none)).toBeNull();
});

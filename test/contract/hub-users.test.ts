import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { sendMail } from '../support/mailbox.ts';
import { enrolCode, eventually, listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { runHub, type Ended } from '../support/hub-command.ts';

/** People are shut out and let in again while a hub serves. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-users-'));
const data = join(folder, 'data');
let hub: HubProcess;
let luca: TestDevice;
let maria: TestDevice;

const users = (word: string, ...more: string[]): Promise<Ended> => runHub('users', word, '--data', data, ...more);

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  const served = { syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, code: (name: string) => enrolCode(data, name) };
  luca = await enrolDevice(served, 'Luca Bianchi');
  maria = await enrolDevice(served, 'Maria Rossi');
  for (const subject of ['Prima', 'Seconda', 'Terza']) {
    const from = { from: 'Anna <anna@posta.example>', to: 'assistenza@dbo.example' };
    await sendMail(hub.smtpPort, { ...from, subject, text: 'Buongiorno, una domanda.' });
  }
}, 90_000);

afterAll(async () => {
  await hub?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const idOf = (device: TestDevice, subject: string): string | undefined =>
  [...device.held].find(([, { conversation }]) => conversation?.subject === subject)?.[0];
async function claim(device: TestDevice, subject: string): Promise<{ id: string; fence: number }> {
  await device.until(() => idOf(device, subject) !== undefined);
  const conversationId = idOf(device, subject) ?? '';
  const outcome = await device.run({ name: 'claim', conversationId });
  if (!outcome.ok) throw new Error(`the claim was refused: ${outcome.failure.code}`);
  return { id: conversationId, fence: outcome.fence ?? -1 };
}
const states = async (): Promise<object> =>
  Object.fromEntries((await listConversations(data)).map(({ number, state, assignee }) => [number, [state, assignee]]));

test('[CL14] [HS10] Whoever is deactivated is cut off, and the cases that they held wait again, with an audit entry each', async () => {
  const { id, fence } = await claim(luca, 'Prima');
  const note = { name: 'note', conversationId: id, under: fence, messageId: 'm-private', text: 'Lo so solo io' };
  expect(await luca.run(note)).toEqual({ ok: true });
  await claim(luca, 'Terza');
  await claim(maria, 'Seconda');
  const all = await listConversations(data);
  const held = all.filter(({ assignee }) => assignee === 'Luca Bianchi').map(({ number }) => number);
  expect(held).toHaveLength(2);
  const ended = await users('deactivate', '--user', 'Luca Bianchi');
  expect(ended).toEqual({
    code: 0,
    errors: '',
    output: `deactivated\n${held.map((number) => `waits again: ${number}\n`).join('')}`,
  });
  expect((await luca.wire.find('error')).failure.code).toBe('revoked-device');
  await luca.wire.closed;
  await expect(luca.reconnect()).rejects.toThrow('closed with 1008');
  const after = Object.fromEntries(
    all.map(({ number }) => [number, held.includes(number) ? ['waiting', null] : ['claimed', 'Maria Rossi']]),
  );
  expect(await states()).toEqual(after);
  await maria.until(() => maria.held.get(id)?.conversation?.state === 'waiting');
  expect(JSON.stringify(maria.wire.frames)).not.toContain('Lo so solo io');
  const audit = (await runHub('audit', 'list', '--data', data, '--json')).output;
  expect(audit.match(/"kind":\s*"user-active"/g)).toHaveLength(1);
  expect(audit.match(/"kind":\s*"release"/g)).toHaveLength(2);
  expect((await runHub('audit', 'verify', '--data', data)).code).toBe(0);
}, 120_000);

test('[CL14] Made active again, by id, they come in and hold nothing of before', async () => {
  const listed = JSON.parse((await users('list', '--json')).output) as { id: string; name: string; active: boolean }[];
  expect(Object.fromEntries(listed.map(({ name, active }) => [name, active]))).toEqual({
    'Luca Bianchi': false,
    'Maria Rossi': true,
  });
  expect(await users('activate', '--user', luca.userId)).toEqual({ code: 0, errors: '', output: 'activated\n' });
  luca = await luca.reconnect();
  expect(Object.values(await states()).filter(([, assignee]) => assignee === 'Luca Bianchi')).toEqual([]);
  await claim(luca, 'Prima');
  await eventually('it is theirs', async () => JSON.stringify(await states()).includes('Luca Bianchi'), 30_000);
}, 90_000);

test('[CL14] What changes nothing is refused, and so is an unknown person; nothing is written down', async () => {
  const entries = async () => (await runHub('audit', 'list', '--data', data)).output.match(/user-active/g)?.length;
  const before = await entries();
  expect(await users('activate', '--user', 'Luca Bianchi')).toMatchObject({ code: 2 });
  expect(await users('deactivate', '--user', 'Nessuno')).toMatchObject({ code: 2 });
  expect(await users('deactivate')).toMatchObject({ code: 2 });
  expect(await users('list')).toMatchObject({ code: 2 });
  expect(await entries()).toBe(before);
}, 90_000);

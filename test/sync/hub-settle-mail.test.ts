import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { sendMail } from '../support/mailbox.ts';
import { eventually, listConversations, startHub } from '../support/processes.ts';
import { openSmtpOutside } from '../support/smtp-outside.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

let hub: TestHub;
let maria: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  id = await hub.receive();
  const queue = hub.hub.outgoingQueue;
  await queue.sent((await queue.next(hub.clock.now()))?.id ?? '', hub.clock.now());
  await maria.push(
    { name: 'claim', conversationId: id },
    { name: 'reply', conversationId: id, under: { claim: 1 }, messageId: 'r', text: 'Ecco' },
  );
});
afterEach(() => hub.close());

const settle = (outcome: 'again' | 'arrived', over: object = {}) =>
  ({ name: 'settle-mail', conversationId: id, under: 1, messageId: 'r', outcome, ...over }) as const;
const shown = () => maria.held.get(id)?.messages.get('r')?.delivery;
const lines = () => [...(maria.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => event ?? []);

/** The reply has left the hub, and nobody knows whether it arrived. Returns its Message-ID. */
async function uncertain(): Promise<string> {
  const queue = hub.hub.outgoingQueue;
  const mail = await queue.next(hub.clock.now());
  await queue.sending('r');
  await queue.uncertain('r');
  await maria.until(() => shown() === 'uncertain');
  return mail?.mailMessageId ?? '';
}

test('[OU5] A participant sends it again: it is queued with the same Message-ID, and a line says who decided', async () => {
  const messageId = await uncertain();
  expect(await hub.hub.outgoingQueue.next(hub.clock.now())).toBeNull();
  expect(await maria.run(settle('again'))).toEqual({ ok: true });
  await maria.until(() => shown() === 'queued');
  expect(await hub.hub.outgoingQueue.next(hub.clock.now())).toMatchObject({ id: 'r', mailMessageId: messageId });
  expect(lines()).toContainEqual({ code: 'mail-settled', userId: maria.userId, messageId: 'r', outcome: 'again' });
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }));
  expect(entries.find(({ kind }) => kind === 'settle-mail')?.facts).toBe('{"messageId":"r","outcome":"again"}');
});

test('[OU5] It counts as arrived: sent, and nothing leaves; also once the case is resolved', async () => {
  await uncertain();
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await maria.run(settle('arrived'))).toEqual({ ok: true });
  await maria.until(() => shown() === 'sent');
  expect(await hub.hub.outgoingQueue.next(hub.clock.now())).toBeNull();
});

test('[OU5] Decided once: a second decision, one about a mail that is not uncertain, a replayed one are refused', async () => {
  expect(await maria.run(settle('again'))).toMatchObject({ ok: false, failure: { code: 'wrong-state' } });
  await uncertain();
  expect(await maria.run(settle('again'))).toEqual({ ok: true });
  expect(await maria.run(settle('arrived'))).toMatchObject({ ok: false, failure: { code: 'wrong-state' } });
  const unknown = await maria.run(settle('again', { messageId: 'x' }));
  expect(unknown).toMatchObject({ ok: false, failure: { code: 'invalid-command' } });
});

test('[OU5] Only participants decide, under the current fence', async () => {
  await uncertain();
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  expect(await luca.run(settle('again'))).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
  expect(await maria.run(settle('again', { under: 0 }))).toMatchObject({ ok: false, failure: { code: 'stale' } });
});

test('[OU5] [VE2] a device of version 1 reads the decision as a note', async () => {
  await uncertain();
  await maria.wire.close();
  const old = await maria.reconnect({ protocol: 1 });
  await old.until(() => old.held.has(id));
  expect(await old.run(settle('arrived'))).toEqual({ ok: true });
  await old.until(() => [...(old.held.get(id)?.messages.values() ?? [])].some(({ text }) => text.includes('arrivata')));
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
});

test('[OU1] [OU2] A hub that is killed between DATA and the answer leaves it uncertain, and never sends it twice', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sportello-killed-'));
  const outside = await openSmtpOutside();
  const options = { data, relay: `smtp://127.0.0.1:${outside.port}`, extra: ['--mail-domain', 'dbo.example'] };
  try {
    outside.fault = { stage: 'after-dot', fault: 'hang' };
    const killed = await startHub(options);
    const mail = { from: 'anna@posta.example', to: 'segreteria@dbo.example', subject: 'Gita', text: 'Quando?' };
    await sendMail(killed.smtpPort, mail);
    await eventually('the outside has it, the hub knows nothing of it', () => outside.arrived.length === 1);
    await killed.kill();
    outside.fault = null;
    const next = await startHub(options);
    await sendMail(next.smtpPort, { ...mail, subject: 'Corso', text: 'Dove?' });
    await eventually('the second one has left', () => outside.arrived.length === 2);
    await next.stop();
    expect(outside.arrived.map((raw) => /\[(\d{4}-\d{6})\]/.exec(raw)?.[1])).toEqual(['2026-000001', '2026-000002']);
    const [first, second] = await listConversations(data, true);
    expect(JSON.stringify(first)).toContain('"uncertain"');
    expect(JSON.stringify(second)).toContain('"sent"');
  } finally {
    await outside.close();
    rmSync(data, { recursive: true, force: true });
  }
});

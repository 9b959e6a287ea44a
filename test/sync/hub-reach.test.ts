import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

/** A Tuesday, ten o'clock. */
const TUESDAY = Date.parse('2026-11-24T10:00+01:00');

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub({ startAt: TUESDAY });
  [maria, luca] = [await enrolDevice(hub, 'Maria Rossi'), await enrolDevice(hub, 'Luca Bianchi')];
  id = await hub.receive({ contact: { name: 'Ivo Rota', email: 'ivo@posta.example', phone: '0350002233' } });
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const record = () => hub.storage.read((tx) => tx.conversation(id));
const call = (outcome: string, againAt: number | null = null, by = maria) =>
  by.run({ name: 'log-call', conversationId: id, under: 1, outcome, againAt });
const confirm = (email: string | null, phone: string | null) =>
  maria.run({ name: 'confirm-contact', conversationId: id, under: 1, email, phone });
const events = (code: string) =>
  [...(maria.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) => (event?.code === code ? [event] : []));

describe('calls', () => {
  test('[CB1] each try is a line that names who, how and when again; only who takes part writes one', async () => {
    const againAt = hub.clock.now() + 3_600_000;
    expect(await call('no-answer', againAt)).toEqual({ ok: true });
    expect(await call('busy', null, luca)).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
    await maria.until(() => events('call').length === 1);
    expect(events('call')).toEqual([{ code: 'call', userId: maria.userId, outcome: 'no-answer', againAt }]);
    await maria.until(() => maria.held.get(id)?.conversation?.reach?.callDueAt === againAt);
    expect(maria.held.get(id)?.conversation?.reach).toEqual({ tries: 1, callDueAt: againAt });
    expect(JSON.stringify(luca.held.get(id)?.stub)).not.toContain('reach');
  });

  test('[CB2] [CD1] the third try that reaches nobody is late for all, and marks the number; who answers ends both', async () => {
    await call('no-answer');
    await call('left-message');
    expect((await record())?.late).toBeUndefined();
    await call('busy', hub.clock.now() + 1);
    expect(await record()).toMatchObject({ late: { call: 2 }, reach: { tries: 3, phone: { why: 'unanswered' } } });
    await luca.until(() => luca.held.get(id)?.stub.late?.call === 2, 'late for everybody');
    await call('reached');
    expect((await record())?.late).toBeUndefined();
    expect((await record())?.reach ?? {}).toEqual({});
  });

  test('[CB3] a call that reached the contact stops the clock; what they write later starts it anew from there', async () => {
    await call('no-answer');
    expect((await record())?.awaitingAnswer).toBe(true);
    await call('reached');
    expect((await record())?.awaitingAnswer).toBe(false);
    hub.clock.advance(1_000);
    await hub.receive({ replyToken: (await record())?.replyToken ?? '', text: 'Grazie, però…' });
    const since = await hub.storage.read((tx) => tx.unansweredSince([id]));
    expect(since.get(id)).toBe(hub.clock.now());
  });
});

describe('details', () => {
  test('[CD1] [CD2] a mail that came back marks the address in all open cases of it, with the reason as a code', async () => {
    const other = await hub.receive({ contact: { name: 'Ivo', email: 'ivo@posta.example', phone: null } });
    await maria.run({ name: 'reply', conversationId: id, under: 1, messageId: 'r-1', text: 'Le rispondo.' });
    const mailMessageId = await replyMail();
    expect(await hub.hub.intake.bounced(mailMessageId, 'mailbox-full')).toBe('known');
    const failing = { at: hub.clock.now(), why: 'mailbox-full' };
    expect((await record())?.reach).toEqual({ email: failing });
    expect((await hub.storage.read((tx) => tx.conversation(other)))?.reach).toEqual({ email: failing });
    await maria.until(() => events('undeliverable').length === 1);
    expect(events('undeliverable')).toEqual([{ code: 'undeliverable', why: 'mailbox-full' }]);
  });

  test('[CD3] what the contact confirms is the case’s from then on; what failed is forgotten; the audit has no detail', async () => {
    await call('wrong-number');
    expect((await record())?.reach?.phone?.why).toBe('wrong-number');
    expect(await confirm('nuovo@posta.example', '0359998877')).toEqual({ ok: true });
    expect(await record()).toMatchObject({
      contact: { name: 'Ivo Rota', email: 'nuovo@posta.example', phone: '0359998877' },
      reach: { confirmedAt: hub.clock.now() },
    });
    expect((await record())?.reach).toEqual({ confirmedAt: hub.clock.now() });
    await maria.until(() => events('contact-confirmed').length === 1);
    expect(events('contact-confirmed')).toEqual([{ code: 'contact-confirmed', userId: maria.userId, isChanged: true }]);
    const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
    expect(JSON.stringify(entries)).not.toMatch(/nuovo@|0359998877/);
    const reply = { name: 'reply', conversationId: id, under: 1, messageId: 'r-2', text: 'Ora le scrivo qui.' };
    expect(await maria.run(reply)).toEqual({ ok: true });
  });

  test('[VE2] a device of version 1 reads calls and confirmations as notes', async () => {
    await call('no-answer', hub.clock.now() + 1);
    await confirm('ivo@posta.example', null);
    const old = await enrolDevice(hub, 'Maria Rossi', { protocol: 1 });
    await old.until(
      () => [...(old.held.get(id)?.messages.values() ?? [])].filter(({ kind }) => kind === 'note').length === 2,
    );
    expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
  });
});

/** As it leaves. */
async function replyMail(): Promise<string> {
  for (let turn = 0; turn < 10; turn += 1) {
    const at = { now: hub.clock.now(), owner: 'test', until: hub.clock.now() + 60_000 };
    const mail = await hub.storage.write((tx) => tx.claimMail(at));
    if (mail?.kind === 'reply') return mail.mailMessageId;
  }
  throw new Error('no reply leaves');
}

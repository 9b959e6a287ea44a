import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsByKind, type AuditEntry } from '../../hub/audit/entry.ts';
import type { Role } from '../../shared/model/directory.ts';
import { commandSchema } from '../../shared/protocol/commands.ts';
import { verified } from '../support/audit.ts';
import { createKey, enrolDevice, enrolFrame, signHello, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { openWire } from '../support/wire.ts';

const persons = ['assignee', 'former', 'stranger', 'coordinator'] as const;
type Person = (typeof persons)[number];
const situations = ['waiting', 'claimed', 'resolved'] as const;
type Situation = (typeof situations)[number];

const CANARY = 'CANARINO';
const canaries = {
  contact: { name: `${CANARY} Belotti`, email: 'canarino@posta.example', phone: '035 111222' },
  subject: `${CANARY} oggetto`,
  text: `${CANARY} testo`,
};

let hub: TestHub;
let devices: Record<Person, TestDevice>;

beforeAll(async () => {
  hub = await startTestHub();
  const enrol = (name: string, role: Role = 'volunteer') => enrolDevice(hub, name, { role, evicts: true });
  devices = {
    assignee: await enrol(`${CANARY} Assegnataria`),
    former: await enrol('Precedente'),
    stranger: await enrol('Estranea'),
    coordinator: await enrol('Coordinatrice', 'coordinator'),
  };
});

afterAll(async () => {
  await hub.close();
});

const after = (seq: number): Promise<readonly AuditEntry[]> =>
  hub.storage.read((tx) => tx.auditEntries({ after: seq, limit: 10_000 }));
const count = (): Promise<number> => hub.storage.read((tx) => tx.auditCount());
const later = (ms: number): void => hub.clock.set(hub.clock.now() + ms);
const who = ({ userId, deviceId }: TestDevice) => ({ userId, deviceId });
const factsOf = ({ facts }: AuditEntry): unknown => JSON.parse(facts);

/** The entries that a step wrote, those of receipts aside: these come whenever the devices are ready. */
async function entriesOf(step: () => Promise<unknown>): Promise<readonly AuditEntry[]> {
  const before = await count();
  await step();
  return (await after(before)).filter(({ kind }) => kind !== 'evicted');
}

async function prepare(situation: Situation): Promise<string> {
  // So that the limit of frames in a time is not what answers.
  later(10_000);
  const id = await hub.receive(canaries);
  if (situation === 'waiting') return id;
  const { former, assignee } = devices;
  const to = { userId: assignee.userId };
  await former.run({ name: 'claim', conversationId: id });
  await former.run({ name: 'transfer', conversationId: id, under: 1, to, handover: canaries.text });
  if (situation === 'resolved') await assignee.run({ name: 'resolve', conversationId: id, under: 2 });
  return id;
}

const fences: Record<Situation, number> = { waiting: 0, claimed: 2, resolved: 2 };
/** `create` is about no conversation that exists, a word of the guard about none. */
const aboutNone: readonly string[] = ['create', 'set-guard-word'];
const known = commandSchema.options.map(({ shape }) => shape.name.value).filter((name) => !aboutNone.includes(name));
const names = [...known, 'demolish', 'claim-badly'];

function commandNamed(name: string, id: string, under: number): object {
  if (name === 'claim-badly') return { name: 'claim', conversationId: 17, text: canaries.text };
  const common = { conversationId: id, under, messageId: hub.ids.next(), text: canaries.text, handover: canaries.text };
  const slot = { startAt: hub.clock.now(), endAt: hub.clock.now() + 1_800_000 };
  const about = { token: hub.ids.secret(), groupId: 'cassa', place: 'office', appointmentId: 'a-1', outcome: 'kept' };
  const words = { part: 'text', start: 0, end: 2, redactions: 0, how: 'played' };
  const kept = { attachmentId: 'nessuno', purpose: 'age', days: 3, kind: 'identity', step: 'asked' };
  const { userId } = devices.stranger;
  const answer = { at: 1, ...(name === 'decline-transfer' ? { reason: 'no-time' } : {}) };
  const outcome = { 'settle-mail': 'again', 'end-promise': 'kept', 'log-call': 'reached' }[name] ?? about.outcome;
  const reach = { againAt: null, email: null, phone: null, dueAt: hub.clock.now() + 60_000, inAnalysis: false };
  return {
    name,
    otherId: id,
    toUserId: userId,
    ...answer,
    ...reach,
    ...common,
    ...slot,
    ...about,
    ...words,
    ...kept,
    userId,
    outcome,
    to: { userId },
  };
}

describe.each(situations)('a %s conversation', (situation) => {
  test.each(names)(
    '[AU1] %s by everybody: one entry that says who, about what, and what the answer was',
    async (name) => {
      for (const person of persons) {
        const id = await prepare(situation);
        const number = await hub.storage.read((tx) => tx.caseNumbers([id]));
        const device = devices[person];
        let code = '';
        const written = await entriesOf(async () => {
          const outcome = await device.run(commandNamed(name, id, fences[situation]));
          code = outcome.ok ? 'ok' : outcome.failure.code;
        });
        if (name === 'noop') {
          expect(written).toEqual([]);
          continue;
        }
        expect([person, written.length]).toEqual([person, 1]);
        const [entry] = written;
        const isUnderstood = name !== 'demolish' && name !== 'claim-badly';
        const about = isUnderstood
          ? { conversationId: id, number: number.get(id) }
          : { conversationId: null, number: null };
        expect(entry).toMatchObject({ ...who(device), ...about, at: hub.clock.now() });
        expect(entry?.kind).toBe(code === 'ok' ? name : 'command-refused');
        const command = { demolish: 'unknown', 'claim-badly': 'claim' }[name] ?? name;
        if (code !== 'ok') expect(entry === undefined ? null : factsOf(entry)).toEqual({ command, code });
      }
    },
  );
});

test('[AU1] The facts of what was applied', async () => {
  const id = await prepare('waiting');
  const { assignee, former } = devices;
  const messageId = hub.ids.next();
  const text = canaries.text;
  const steps: readonly (readonly [TestDevice, object, unknown])[] = [
    [former, { name: 'open' }, { asParticipant: false }],
    [former, { name: 'claim' }, { fence: 1, already: false }],
    [former, { name: 'claim' }, { fence: 1, already: true }],
    [former, { name: 'open' }, { asParticipant: true }],
    [former, { name: 'note', under: 1, messageId, text }, { messageId }],
    [former, { name: 'release', under: 1, handover: ' ' }, { fence: 2, hasHandover: false }],
    [former, { name: 'claim' }, { fence: 3, already: false }],
    [
      former,
      { name: 'transfer', under: 3, to: { userId: assignee.userId }, handover: text },
      { fence: 4, toUserId: assignee.userId, toGroupId: null, hasHandover: true },
    ],
    [assignee, { name: 'resolve', under: 4 }, { fence: 4 }],
    [assignee, { name: 'reopen' }, { fence: 5 }],
    [
      assignee,
      { name: 'transfer', under: 5, to: { groupId: 'cassa' }, handover: '' },
      { fence: 6, toUserId: null, toGroupId: 'cassa', hasHandover: false },
    ],
  ];
  for (const [device, command, facts] of steps) {
    const [entry] = await entriesOf(() => device.run({ ...command, conversationId: id }));
    expect(entry === undefined ? null : factsOf(entry)).toEqual(facts);
  }
});

test('[AU1] A command that is answered again adds nothing', async () => {
  const id = await prepare('waiting');
  const { coordinator } = devices;
  const claim = { name: 'claim', conversationId: id };
  await coordinator.run(claim);
  const lastSeq = coordinator.wire.frames.flatMap((frame) => (frame.type === 'answer' ? [frame.seq] : [])).at(-1) ?? 0;
  const written = await entriesOf(async () => {
    coordinator.wire.send({ type: 'push', commands: [{ seq: lastSeq, command: claim }] });
    await coordinator.run({ name: 'noop', conversationId: id });
  });
  expect(written).toEqual([]);
});

test('[AU1] Receipts that ended a hold are entries, others are not', async () => {
  const id = await prepare('waiting');
  const { assignee, stranger } = devices;
  await stranger.until(() => stranger.held.get(id)?.conversation != null);
  const before = await count();
  await assignee.run({ name: 'claim', conversationId: id });
  await stranger.until(() => stranger.held.get(id)?.stub.fence === 1);
  const useless = [
    { conversationId: id, fence: 1 },
    { conversationId: 'unknown', fence: 9 },
  ];
  stranger.wire.send({ type: 'evicted', items: useless });
  await stranger.run({ name: 'noop', conversationId: id });
  const receipts = (await after(before)).filter(
    ({ kind, deviceId }) => kind === 'evicted' && deviceId === stranger.deviceId,
  );
  const facts = '{"expired":false,"fence":1}';
  expect(receipts).toMatchObject([{ conversationId: id, userId: stranger.userId, facts }]);
  expect(receipts[0]?.number).toMatch(/^\d{4}-\d{6}$/);
});

test('[AU1] Arrivals are entries: what opens a conversation, what joins one; what comes twice is one', async () => {
  const token = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.replyToken ?? '';
  let id = '';
  const opened = await entriesOf(async () => (id = await hub.receive({ ...canaries, dedupeKey: 'twice' })));
  const facts = { result: 'opened', channel: 'ticket', origin: 'mail', fence: 0 };
  expect(opened.map(factsOf)).toEqual([facts]);
  expect(opened).toMatchObject([{ kind: 'arrival', userId: null, deviceId: null, conversationId: id }]);
  expect(await entriesOf(() => hub.receive({ ...canaries, dedupeKey: 'twice' }))).toEqual([]);
  const replyToken = await token(id);
  const joined = await entriesOf(() => hub.receive({ ...canaries, replyToken }));
  expect(joined.map(factsOf)).toEqual([{ ...facts, result: 'joined' }]);
});

test('[AU1] Codes, enrolments and logins are entries, refused ones too', async () => {
  const before = await count();
  const key = createKey();
  const code = await hub.code('Nuova');
  const wire = await openWire(hub.syncUrl);
  const { hubId } = await wire.find('challenge');
  wire.send(enrolFrame(code, key));
  const { deviceId, userId, nonce } = await wire.find('enrolled');
  const rest = { type: 'hello', protocol: 1, epoch: null, cursor: 0, answered: 0, appVersion: CANARY };
  wire.send({ ...rest, deviceId, signature: signHello(key, { hubId, nonce, deviceId }) });
  await wire.find('welcome');
  const refused = async (frame: (nonce: string) => object) => {
    const next = await openWire(hub.syncUrl);
    next.send(frame((await next.find('challenge')).nonce));
    await next.closed;
  };
  const signed = (id: string) => (fresh: string) => ({
    ...rest,
    deviceId: id,
    signature: signHello(key, { hubId, nonce: fresh, deviceId: id }),
  });
  await refused(() => enrolFrame(code, key));
  await refused(() => enrolFrame('WRONG-CODES', key));
  await refused(signed('nobody-knows-it'));
  await refused((fresh) => ({ ...signed(deviceId)(fresh), signature: 'A'.repeat(86) }));
  await hub.storage.write((tx) => tx.revokeDevice(deviceId, hub.clock.now()));
  await refused(signed(deviceId));
  const device = { userId, deviceId };
  const none = { userId: null, deviceId: null };
  expect(
    (await after(before)).map(({ kind, facts, userId: user, deviceId: id }) => [
      kind,
      facts,
      { userId: user, deviceId: id },
    ]),
  ).toEqual([
    ['enrolment-code', `{"forUserId":"${userId}"}`, none],
    ['enrolment', '{}', device],
    ['login', '{"holdsNothing":true,"resync":false}', device],
    ['enrolment-refused', '{"code":"used-code"}', { userId, deviceId: null }],
    ['enrolment-refused', '{"code":"wrong-code"}', none],
    ['login-refused', '{"code":"unknown-device","unrecorded":0}', none],
    ['login-refused', '{"code":"bad-signature","unrecorded":0}', device],
    ['revocation', `{"deviceId":"${deviceId}"}`, none],
    ['login-refused', '{"code":"revoked-device","unrecorded":0}', device],
  ]);
});

test('[AU5] Of an address that is refused again and again, 20 a minute are entries; the others are counted', async () => {
  later(120_000);
  const signature = 'A'.repeat(86);
  const frame = {
    type: 'hello',
    protocol: 1,
    deviceId: 'nobody',
    signature,
    epoch: null,
    cursor: 0,
    answered: 0,
    appVersion: '1',
  };
  const refuse = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const wire = await openWire(hub.syncUrl);
      await wire.find('challenge');
      wire.send(frame);
      expect((await wire.find('error')).failure.code).toBe('unknown-device');
      await wire.closed;
    }
  };
  expect(await entriesOf(() => refuse(27))).toHaveLength(20);
  later(60_001);
  const [next, ...others] = await entriesOf(() => refuse(1));
  expect([next === undefined ? null : factsOf(next), others]).toEqual([{ code: 'unknown-device', unrecorded: 7 }, []]);
});

async function withAttachment(): Promise<{ readonly id: string; readonly attachmentId: string }> {
  const bytes = Buffer.from(`%PDF-1.7 ${CANARY}`);
  const id = await hub.receive({
    ...canaries,
    attachments: [{ name: `${CANARY}.pdf`, type: 'application/pdf', bytes }],
  });
  const [message] = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  return { id, attachmentId: message?.attachments[0]?.id ?? '' };
}

const fetchAs = (device: TestDevice, attachmentId: string) =>
  fetch(`${hub.httpUrl}/v1/attachments/${attachmentId}`, {
    headers: { authorization: `Bearer ${device.welcome.blobToken}` },
  });

test('[AU1][AU6] Every read of an attachment is an entry, and every one that was refused', async () => {
  const { id, attachmentId } = await withAttachment();
  const { assignee, stranger } = devices;
  await assignee.run({ name: 'claim', conversationId: id });
  const written = await entriesOf(async () => {
    expect((await fetchAs(assignee, attachmentId)).status).toBe(200);
    expect((await fetchAs(stranger, attachmentId)).status).toBe(403);
    expect((await fetchAs(stranger, 'none')).status).toBe(404);
    expect((await fetch(`${hub.httpUrl}/v1/attachments/${attachmentId}`)).status).toBe(401);
  });
  expect(written).toMatchObject([
    { kind: 'attachment-read', ...who(assignee), conversationId: id, facts: `{"attachmentId":"${attachmentId}"}` },
    { kind: 'attachment-refused', ...who(stranger), conversationId: id },
  ]);
  expect(written[1] === undefined ? null : factsOf(written[1])).toEqual({ attachmentId, code: 'not-participant' });
});

test('[AU1] Each kind of entry that a serving hub writes was written here', async () => {
  const { assignee } = devices;
  const id = await prepare('claimed');
  await assignee.run({ name: 'reply', conversationId: id, under: 2, messageId: hub.ids.next(), text: canaries.text });
  const despite = { flags: ['health'], reason: 'asked-for' } as const;
  const told = { conversationId: id, under: 2, text: 'Suo figlio è in cura dallo psichiatra.', despite };
  expect(await assignee.run({ name: 'reply', ...told, messageId: hub.ids.next() })).toEqual({ ok: true });
  const written = new Set((await after(0)).map(({ kind }) => kind));
  // Readings by coordinators (BG1), a restored hub (RE1), an expired lease (LE3), a case opened at the desk and what is set at the
  // command line are tests of their own, and so are appointments.
  const set = [
    'schedule',
    'schedule-refused',
    'settings',
    'settings-refused',
    'key-group',
    'user-active',
    'api-key',
    'calendar-link',
    'calendar-link-revoked',
    'guard-word',
    'guard-identifiers',
  ];
  const elsewhere = [
    ...set,
    'redact',
    'redact-attachment',
    'document-expired',
    'keep-document',
    'destroy-document',
    'settle-mail',
    'unlock',
    'rotation',
    'merge',
    'unmerge',
    'chat-origin',
    ...['late', 'contact-appointment', 'chronology-exported'],
    ...['canned-reply', 'returned', 'group', 'staff-refused', 'user-known', 'user-role', 'enrolment-withdrawn'],
    ...['inspection', 'inspection-ended', 'inspection-refused', 'reassign', 'reassign-undone', 'reassign-refused'],
    ...['restored', 'accept-transfer', 'transfer-ended', 'create', 'lease-expired'],
  ];
  const kinds = Object.keys(factsByKind).filter((kind) => !elsewhere.includes(kind) && !kind.endsWith('-appointment'));
  expect([...written].sort()).toEqual(kinds.sort());
});

test('[AU3] No text, no contact data, no names, and nothing that a device chose, in all that was written', async () => {
  const all = await after(0);
  expect(all.length).toBeGreaterThan(200);
  const told = JSON.stringify(all).toLowerCase();
  const forbidden = [
    CANARY,
    'belotti',
    'posta.example',
    '035 111',
    'oggetto',
    'estranea',
    'PC di prova',
    'demolish',
    'nobody-knows',
  ];
  for (const words of forbidden) expect([words, told.includes(words.toLowerCase())]).toEqual([words, false]);
  for (const { kind, facts } of all) {
    const shape = factsByKind[kind as keyof typeof factsByKind];
    expect([kind, shape.safeParse(JSON.parse(facts)).success]).toEqual([kind, true]);
  }
  expect(await verified(hub.storage)).toMatchObject({ ok: true, head: { entries: all.length } });
});

test('[AU6] Where the entry cannot be written, no byte of the attachment leaves', async () => {
  const { id, attachmentId } = await withAttachment();
  const { assignee } = devices;
  await assignee.run({ name: 'claim', conversationId: id });
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(`${hub.folder}/hub.db`);
  database.exec('alter table audit rename to elsewhere');
  const given = await fetchAs(assignee, attachmentId);
  expect([given.status, await given.json()]).toEqual([500, { code: 'internal' }]);
  database.exec('alter table elsewhere rename to audit');
  database.close();
  expect((await fetchAs(assignee, attachmentId)).status).toBe(200);
});

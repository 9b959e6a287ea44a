import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scan } from '../../shared/guard/scan.ts';
import { type GuardSettings, MAX_GUARD_PHRASES } from '../../shared/guard/settings.ts';
import { setIdentifiers } from '../../hub/guard/set-identifiers.ts';
import { digestOfHeld } from '../support/held-digest.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { incomingMail, startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

const IBAN = 'IT60X0542811101000000123456';
const SAID = `Può versare la quota su ${IBAN}, intestato a noi.`;
/** Nothing in it for the guard alone. */
const HARMLESS = 'Il caso Betulla si chiude venerdì.';

let hub: TestHub;
let carla: TestDevice;
let luca: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  carla = await enrolDevice(hub, 'Carla Coordinatrice', { role: 'coordinator' });
  luca = await enrolDevice(hub, 'Luca Bianchi');
});

afterEach(() => hub.close());

const word = (phrase: string, verdict: 'always' | 'never' | 'none') =>
  ({ name: 'set-guard-word', conversationId: 'none', phrase, verdict }) as const;
const settings = () => hub.storage.read((tx) => tx.guardSettings());
const toldTo = ({ wire }: TestDevice): readonly GuardSettings[] =>
  wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((change) => (change.kind === 'guard' ? [change.guard] : []));
const entries = async (kind: string) =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 200 }))).filter((entry) => entry.kind === kind);
const flagsOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.flags ?? [];

describe('[GU8] a coordinator says of a phrase', () => {
  test('that it is always confidential, then never, then nothing: it has one verdict, however it is written', async () => {
    expect(await carla.run(word('caso Betulla', 'always'))).toEqual({ ok: true });
    expect(await settings()).toMatchObject({ always: ['caso Betulla'], never: [] });
    expect(await carla.run(word('Caso  BETULLÀ', 'never'))).toEqual({ ok: true });
    expect(await settings()).toMatchObject({ always: [], never: ['Caso  BETULLÀ'] });
    expect(await carla.run(word('caso betulla', 'none'))).toEqual({ ok: true });
    expect(await settings()).toMatchObject({ always: [], never: [] });
  });

  test('and nobody else: it is refused as forbidden, and nothing changes', async () => {
    expect(await luca.run(word('caso Betulla', 'always'))).toEqual({ ok: false, failure: { code: 'forbidden' } });
    expect(await settings()).toMatchObject({ always: [], never: [] });
    expect(toldTo(luca)).toEqual([]);
    expect(await entries('command-refused')).toMatchObject([{ userId: luca.userId }]);
  });

  test('which is written down with their name and without the phrase', async () => {
    await carla.run(word('caso Betulla', 'always'));
    const written = await entries('guard-word');
    expect(written).toMatchObject([{ userId: carla.userId, facts: '{"verdict":"always","words":1}' }]);
    expect(JSON.stringify(written)).not.toMatch(/betulla/i);
    expect(hub.log.join('\n')).not.toMatch(/betulla/i);
  });

  test.each([
    '',
    ' ',
    '...',
    'a'.repeat(81),
    'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici',
  ])('and of no phrase like "%s"', async (phrase) => {
    expect(await carla.run(word(phrase, 'always'))).toEqual({ ok: false, failure: { code: 'invalid-command' } });
  });

  test('up to a number that every device can hold', async () => {
    const always = Array.from({ length: MAX_GUARD_PHRASES }, (_, at) => `parola ${at}`);
    await hub.storage.write((tx) => tx.putGuardSettings({ always, never: [], association: {} }));
    expect(await carla.run(word('una di troppo', 'always'))).toMatchObject({ failure: { code: 'invalid-command' } });
    expect(await carla.run(word('parola 7', 'never'))).toEqual({ ok: true });
  });
});

describe('[GU9] the words', () => {
  test('reach every device at once and after a new start, and count in its digest', async () => {
    await carla.run(word('caso Betulla', 'always'));
    await luca.until(() => toldTo(luca).length > 0, 'the words');
    expect(toldTo(luca)).toEqual([{ always: ['caso Betulla'], never: [], association: {} }]);
    const maria = await enrolDevice(hub, 'Maria Rossi');
    await maria.until(() => toldTo(maria).length > 0, 'the words');
    const digest = await hub.storage.read((tx) => tx.digest(maria.userId));
    expect(digestOfHeld(maria)).toEqual(digest);
  });

  test('decide at the hub as on a device: what arrives, and a reply', async () => {
    await carla.run(word('caso Betulla', 'always'));
    const id = await hub.receive({ text: HARMLESS });
    expect(await flagsOf(id)).toEqual(['confidence']);
    await luca.run({ name: 'claim', conversationId: id });
    const written = { name: 'reply', conversationId: id, under: 1, text: HARMLESS } as const;
    const answer = await luca.run({ ...written, messageId: 'm-1' });
    expect(answer).toMatchObject({ failure: { code: 'confidential', flags: ['confidence'] } });
    const own = (await settings()) satisfies GuardSettings;
    expect(scan(HARMLESS, { direction: 'out', ...own }).confidential).toBe(true);
    await carla.run(word('caso Betulla', 'never'));
    expect(await luca.run({ ...written, messageId: 'm-2' })).toEqual({ ok: true });
  });

  test('are not sent to a device of version 1, and its digest does not count them', async () => {
    const old = await enrolDevice(hub, 'Ada Vecchia', { protocol: 1 });
    await carla.run(word('caso Betulla', 'always'));
    const id = await hub.receive();
    await old.until(() => old.held.has(id), 'what came after it');
    expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
    const digest = await hub.storage.read((tx) => tx.digest(old.userId, ['schedule', 'appointment', 'guard']));
    expect(digestOfHeld(old)).toEqual(digest);
  });
});

describe("[GU10] the association's own identifiers", () => {
  const given = { ibans: [IBAN], phones: ['035 555 01 00'] };

  test('are marked nowhere once they are given: in what arrives, in a reply, in a case from the desk', async () => {
    expect(await flagsOf(await hub.receive({ text: SAID }))).toEqual(['iban']);
    await hub.storage.write((tx) => setIdentifiers(tx, given, 1));
    const id = await hub.receive({ text: SAID });
    expect(await flagsOf(id)).toEqual([]);
    await luca.run({ name: 'claim', conversationId: id });
    const reply = { name: 'reply', conversationId: id, under: 1, messageId: 'm-1', text: SAID } as const;
    expect(await luca.run(reply)).toEqual({ ok: true });
    const other = { ...reply, messageId: 'm-2', text: SAID.replace(IBAN, 'DE89370400440532013000') };
    expect(await luca.run(other)).toMatchObject({ failure: { code: 'confidential' } });
    luca.wire.send({ type: 'lease' });
    const { numbers } = await luca.wire.find('numbers');
    const about = { channel: 'ticket', groupId: 'segreteria', subject: 'Quota', numberTold: true } as const;
    const contact = { name: 'Ada', email: null, phone: null };
    const create = { name: 'create', conversationId: 'c-9', number: numbers[0], messageId: 'm-9', text: SAID } as const;
    expect(await luca.run({ ...create, ...about, contact })).toEqual({ ok: true });
    expect(await flagsOf('c-9')).toEqual([]);
  });

  test('reach the devices, stay beside the words, and are written down when they are others', async () => {
    await carla.run(word('caso Betulla', 'always'));
    await hub.storage.write((tx) => setIdentifiers(tx, given, 1));
    await hub.storage.write((tx) => setIdentifiers(tx, given, 2));
    await luca.until(() => toldTo(luca).length > 1, 'the identifiers');
    expect(toldTo(luca).at(-1)).toEqual({ always: ['caso Betulla'], never: [], association: given });
    expect(await entries('guard-identifiers')).toMatchObject([{ facts: '{"identifiers":2}' }]);
  });
});

test('[GU11] a text is read before the transaction that writes it', async () => {
  const { readCommands } = await import('../../hub/guard/read-commands.ts');
  const steps: string[] = [];
  const storage: Parameters<typeof readCommands>[0] = {
    read: async (query) => {
      steps.push('read');
      return hub.storage.read(query);
    },
  };
  const reply = { name: 'reply', conversationId: 'c', under: 1, messageId: 'm', text: `Il suo IBAN è ${IBAN}.` };
  const claim = { name: 'claim', conversationId: 'c' };
  expect(await readCommands(storage, [{ seq: 1, command: claim }])).toMatchObject([{ seq: 1, flags: null }]);
  expect(steps).toEqual([]);
  const read = await readCommands(storage, [
    { seq: 1, command: reply },
    { seq: 2, command: { ...reply, name: 'note' } },
  ]);
  expect(read.map(({ flags }) => flags)).toEqual([['iban'], null]);
  expect(steps).toEqual(['read']);
  const { push } = await import('../../hub/commands/push.ts');
  const by = { deviceId: luca.deviceId, userId: luca.userId, now: 1, ids: hub.ids, mailDomain: 'prova.example' };
  const id = await hub.receive(incomingMail());
  const [reading] = await readCommands(hub.storage, [{ seq: 1, command: { ...reply, conversationId: id } }]);
  await expect(hub.storage.write((tx) => push(tx, [{ ...reading!, flags: null }], by))).rejects.toThrow(
    'a text that the guard has not read',
  );
});

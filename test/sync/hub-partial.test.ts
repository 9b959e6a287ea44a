import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const BEFORE = 'PRIMA-CHE-VENISSE';
const AFTER = 'DOPO-CHE-VENNE';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let sara: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca, sara] = [await enrol('Maria Rossi'), await enrol('Luca Bianchi'), await enrol('Sara Verdi')];
  // Flagged, so that nobody else was ever sent a word of it.
  const text = `Mia moglie è in dialisi da marzo. ${BEFORE}`;
  id = await hub.receive({ subject: `Oggetto ${BEFORE}`, text, attachments: [file(`${BEFORE}.txt`)] });
  await maria.run({ name: 'claim', conversationId: id });
  await note(`Nota ${BEFORE}`);
});
afterEach(() => hub.close());

const enrol = (name: string): Promise<TestDevice> => enrolDevice(hub, name);
const file = (name: string) => ({ name, type: 'text/plain', bytes: Buffer.from(`contenuto ${name}`) });
const record = () => hub.storage.read((tx) => tx.conversation(id));
const note = (text: string, by: TestDevice = maria, under = 1) =>
  by.run({ name: 'note', conversationId: id, under, messageId: hub.ids.next(), text });
const add = (userId: string, from?: 'now', { by = maria, under = 1 } = {}) =>
  by.run({ name: 'add-participant', conversationId: id, under, userId, ...(from === undefined ? {} : { from }) });
const readBy = (device: TestDevice): string => JSON.stringify(device.wire.frames);
const texts = (device: TestDevice) => [...(device.held.get(id)?.messages.values() ?? [])].map(({ text }) => text);
const answer = async (text: string, quoted: string | null = null) => {
  const { replyToken = null } = (await record()) ?? {};
  await hub.receive({ replyToken, text, quoted, attachments: [file(`${AFTER}.txt`)] });
};
const get = (attachmentId: string, { welcome }: TestDevice) =>
  fetch(`${hub.httpUrl}/v1/attachments/${attachmentId}`, {
    headers: { authorization: `Bearer ${welcome.blobToken}` },
  });

test('[PV1] [PV2] whoever is added from now on is sent later messages alone, without what these repeat', async () => {
  expect(await add(luca.userId, 'now')).toEqual({ ok: true });
  await note(`Nota ${AFTER}`);
  await answer(`Risposta ${AFTER}`, `> ${BEFORE}`);
  await luca.until(() => texts(luca).some((text) => text.includes('Risposta')));
  expect(readBy(luca)).not.toContain(BEFORE);
  expect(luca.held.get(id)?.conversation).toMatchObject({ subject: '', reminders: 0 });
  const { partial } = (await record()) ?? {};
  expect(luca.held.get(id)?.conversation?.seesFrom).toEqual({
    at: partial?.[luca.userId]?.at,
    byUserId: maria.userId,
  });
  expect(maria.held.get(id)?.conversation?.subject).toContain(BEFORE);
  expect(maria.held.get(id)?.conversation).not.toHaveProperty('seesFrom');
  // What changes later in an earlier message doesn't bring it; neither does a device that comes new.
  const earlier = [...(maria.held.get(id)?.messages.values() ?? [])].find(({ text }) => text.startsWith('Nota'));
  const part = { messageId: earlier?.id, part: 'text', start: 0, end: 4, redactions: 0 };
  expect(await maria.run({ name: 'redact', conversationId: id, under: 1, ...part })).toEqual({ ok: true });
  const other = await enrol('Luca Bianchi');
  await other.until(() => texts(other).some((text) => text.includes('Risposta')));
  // What everybody is sent comes after it.
  const marker = await hub.receive();
  for (const device of [luca, other, sara]) await device.until(() => device.held.has(marker));
  expect(readBy(luca) + readBy(other)).not.toContain(BEFORE);
  expect(readBy(sara)).not.toContain(AFTER);
});

test('[PV2] bytes of earlier files are refused to them, those of later ones given', async () => {
  await add(luca.userId, 'now');
  await answer(`Risposta ${AFTER}`);
  await maria.until(() => texts(maria).some((text) => text.includes('Risposta')));
  const files = [...(maria.held.get(id)?.messages.values() ?? [])].flatMap(({ attachments }) => attachments);
  const idOf = (name: string) => files.find((each) => each.name.startsWith(name))?.id ?? '';
  expect((await get(idOf(BEFORE), luca)).status).not.toBe(200);
  expect((await get(idOf(AFTER), luca)).status).toBe(200);
  expect((await get(idOf(BEFORE), maria)).status).toBe(200);
});

test('[PV3] added again with all of it they see all of it, with a line and an entry; nobody’s part becomes smaller', async () => {
  await add(luca.userId, 'now');
  await luca.until(() => luca.held.get(id)?.conversation != null);
  expect(await add(luca.userId)).toEqual({ ok: true });
  await luca.until(() => texts(luca).some((text) => text.includes(BEFORE)));
  expect(luca.held.get(id)?.conversation?.subject).toContain(BEFORE);
  expect(await add(luca.userId, 'now')).toEqual({ ok: true });
  expect((await record())?.partial).toBeUndefined();
  const joined = () =>
    [...(maria.held.get(id)?.messages.values() ?? [])].filter(({ event }) => event?.code === 'joined').length;
  await maria.until(() => joined() === 2);
  const lines = [...(maria.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) =>
    event?.code === 'joined' ? [event.sees] : [],
  );
  expect(lines).toEqual(['now', 'all']);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }));
  const added = entries
    .filter(({ kind }) => kind === 'add-participant')
    .map(({ facts }) => JSON.parse(facts) as unknown);
  expect(added).toEqual([
    { addedUserId: luca.userId, sees: 'now' },
    { addedUserId: luca.userId, sees: 'all' },
    { addedUserId: luca.userId, sees: 'now' },
  ]);
});

test('[PV3] who becomes the assignee sees all of it', async () => {
  await add(luca.userId, 'now');
  await maria.run({ name: 'ask-transfer', conversationId: id, under: 1, toUserId: luca.userId, handover: '' });
  const at = (await record())?.passing?.at ?? 0;
  expect(await luca.run({ name: 'accept-transfer', conversationId: id, at })).toMatchObject({ ok: true });
  await luca.until(() => texts(luca).some((text) => text.includes(BEFORE)));
});

test('[PV4] they write and leave; what is about the case as a whole is refused', async () => {
  await add(luca.userId, 'now');
  expect(await note(`Nota ${AFTER}`, luca)).toEqual({ ok: true });
  const whole = [
    { name: 'release', handover: '' },
    { name: 'transfer', to: { groupId: 'cassa' }, handover: '' },
    { name: 'ask-transfer', toUserId: sara.userId, handover: '' },
    { name: 'resolve' },
    { name: 'add-participant', userId: sara.userId },
    { name: 'add-participant', userId: luca.userId },
    { name: 'merge', otherId: id },
    { name: 'heard', messageId: 'm', how: 'played' },
  ];
  for (const command of whole)
    expect([command.name, await luca.run({ ...command, conversationId: id, under: 1 })]).toMatchObject([
      command.name,
      { failure: { code: 'forbidden' } },
    ]);
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  expect(await luca.run({ name: 'reopen', conversationId: id })).toMatchObject({ failure: { code: 'forbidden' } });
  expect(readBy(luca)).not.toContain(BEFORE);
});

test('[PV5] of a case that is merged with it they see what comes from the merge on', async () => {
  await add(luca.userId, 'now');
  const other = await hub.receive({ subject: BEFORE, text: `Mio figlio è celiaco. ${BEFORE}` });
  await maria.run({ name: 'merge', conversationId: id, under: 1, otherId: other });
  await luca.until(() => luca.held.get(other)?.conversation != null);
  const messageId = hub.ids.next();
  const fence = (await hub.storage.read((tx) => tx.conversation(other)))?.fence;
  await maria.run({ name: 'note', conversationId: other, under: fence, messageId, text: AFTER });
  await luca.until(() => luca.held.get(other)?.messages.has(messageId) === true);
  expect(readBy(luca)).not.toContain(BEFORE);
});

test('[PV6] taken out they lose what they saw, and come in again with what comes then', async () => {
  await add(luca.userId, 'now');
  await note(`Nota ${AFTER}`);
  await luca.until(() => texts(luca).some((text) => text.includes(AFTER)));
  await maria.run({ name: 'remove-participant', conversationId: id, under: 1, userId: luca.userId });
  await luca.until(() => luca.held.get(id)?.conversation === null);
  expect((await record())?.partial).toBeUndefined();
  await add(luca.userId, 'now', { under: 2 });
  await luca.until(() => luca.held.get(id)?.conversation != null);
  expect(texts(luca).join()).not.toContain(AFTER);
});

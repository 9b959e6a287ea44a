import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOfHeld } from '../support/held-digest.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** What a person confides; never to be found where nobody has claimed it. */
const CONFIDED = 'Mia moglie è in dialisi da marzo e il marito della vicina è stato arrestato.';
const HARMLESS = 'Buongiorno, a che ora apre la segreteria il sabato?';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria Rossi');
  luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
});

afterEach(async () => {
  await hub.close();
});

const known = (device: TestDevice, id: string) => device.until(() => device.held.has(id), 'known');
const flagsAt = (device: TestDevice, id: string) => device.held.get(id)?.stub.flags;
const contentAt = (device: TestDevice, id: string) => device.held.get(id)?.conversation ?? null;
const framesOf = ({ wire }: TestDevice) => JSON.stringify(wire.frames);

test('[GU1] [GU2] what is flagged waits as a stub with its categories; whoever claims it gets all of it', async () => {
  const id = await hub.receive({ subject: 'Una cosa delicata', text: CONFIDED });
  await known(luca, id);
  expect(flagsAt(luca, id)).toEqual(expect.arrayContaining(['health', 'judicial']));
  expect(contentAt(luca, id)).toBeNull();
  expect(framesOf(luca)).not.toContain('dialisi');
  expect(await maria.run({ name: 'claim', conversationId: id })).toMatchObject({ ok: true });
  await maria.until(() => contentAt(maria, id) !== null, 'hers');
  expect([...(maria.held.get(id)?.messages.values() ?? [])].map(({ text }) => text)).toContain(CONFIDED);
  expect(flagsAt(maria, id)).toEqual(expect.arrayContaining(['health', 'judicial']));
  expect(framesOf(luca)).not.toContain('delicata');
});

test('[GU1] harmless text is not flagged, and goes to everybody', async () => {
  const id = await hub.receive({ subject: 'Orari', text: HARMLESS });
  await luca.until(() => contentAt(luca, id) !== null, 'read by all');
  expect(flagsAt(luca, id)).toBeUndefined();
});

test.each([
  ['the subject', { subject: 'IBAN IT60 X054 2811 1010 0000 0123 456', text: HARMLESS }, 'iban'],
  ['the quoted text', { text: HARMLESS, quoted: `> ${CONFIDED}` }, 'health'],
  ['the name of an attachment', { text: HARMLESS, attachments: [attached('IT60X0542811101000000123456.pdf')] }, 'iban'],
  ['an attached text', { text: HARMLESS, attachments: [attached('nota.txt', 'text/plain', CONFIDED)] }, 'health'],
  [
    '[OM2] what is read in a mail’s HTML',
    { text: HARMLESS, attachments: [{ ...attached('messaggio.html', 'text/html', '<p>…'), words: CONFIDED }] },
    'health',
  ],
])('[GU1] %s counts', async (_where, mail, flag) => {
  const id = await hub.receive(mail);
  await known(luca, id);
  expect(flagsAt(luca, id)).toContain(flag);
  expect(contentAt(luca, id)).toBeNull();
});

test('[GU2] after a release it is a stub again, for everybody', async () => {
  const id = await hub.receive({ text: CONFIDED });
  await maria.run({ name: 'claim', conversationId: id });
  await maria.until(() => contentAt(maria, id) !== null);
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: 'Serve un appuntamento.' });
  await maria.until(() => maria.held.get(id)?.stub.fence === 2);
  expect(contentAt(maria, id)).toBeNull();
  await luca.until(() => luca.held.get(id)?.stub.fence === 2);
  expect(contentAt(luca, id)).toBeNull();
});

test('[GU3] a further message flags what waits: devices evict it, and their receipts end the holds', async () => {
  const id = await hub.receive({ channel: 'chat', origin: 'chat', text: HARMLESS });
  await luca.until(() => contentAt(luca, id) !== null, 'read by all');
  const { replyToken = null } = (await hub.storage.read((tx) => tx.conversation(id))) ?? {};
  await hub.receive({ channel: 'chat', origin: 'chat', text: CONFIDED, replyToken });
  await luca.until(() => luca.held.get(id)?.stub.fence === 1, 'flagged');
  expect(contentAt(luca, id)).toBeNull();
  expect(framesOf(luca)).not.toContain('dialisi');
  await luca.run({ name: 'noop', conversationId: 'x' });
  await maria.run({ name: 'claim', conversationId: id });
  await maria.until(() => contentAt(maria, id)?.eviction?.pending === 0, 'evicted by Luca');
});

test('[GU2] [DI1] what is flagged counts in the digest as the stub that it is', async () => {
  await hub.receive({ text: CONFIDED });
  const plain = await hub.receive({ text: HARMLESS });
  await luca.until(() => contentAt(luca, plain) !== null);
  luca.wire.send({ type: 'digest', cursor: luca.cursor(), ...digestOfHeld(luca) });
  expect((await luca.wire.find('digest')).isSame).toBe(true);
});

function attached(name: string, type = 'application/pdf', text = 'x') {
  return { name, type, bytes: new TextEncoder().encode(text) };
}

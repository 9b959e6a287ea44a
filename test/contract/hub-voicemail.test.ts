import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { hashOfApiKey } from '../../hub/api-key.ts';
import { createAudioConverter } from '../../hub/intake/convert-audio.ts';
import { withPlayableCopies } from '../../hub/intake/playable.ts';
import { registerVoicemailDoor } from '../../hub/public/voicemail-door.ts';
import { isPlayable } from '../../shared/audio/wav.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { readAudio } from '../support/audio.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const SECRET = 'Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg';
let hub: TestHub;
let keyId: string;
let lastId = 0;

const folder = mkdtempSync(join(tmpdir(), 'sportello-greedy-'));
/** In the place of ffmpeg: wants 3 GiB, and would then give back what it was given. */
const greedy = join(folder, 'greedy');

beforeAll(async () => {
  writeFileSync(greedy, '#!/bin/sh\nexec /bin/dd bs=3G count=1 2>/dev/null\n');
  chmodSync(greedy, 0o755);
  const convert = createAudioConverter({ ffmpeg: greedy });
  hub = await startTestHub({
    doors: (app, { storage, intake, clock }) =>
      registerVoicemailDoor(app, { storage, intake: withPlayableCopies(intake, convert), clock }),
  });
  keyId = hub.ids.next();
  const key = { id: keyId, name: 'Centralino', createdAt: hub.clock.now(), revokedAt: null };
  await hub.storage.write((tx) => tx.addApiKey(key, hashOfApiKey(SECRET)));
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The limits in time are counted anew. */
beforeEach(() => hub.clock.set(hub.clock.now() + 10 * 60_000));

const answerSchema = z.object({
  number: z.string().default(''),
  duplicate: z.boolean().optional(),
  status: z.number().optional(),
  code: z.string().optional(),
  title: z.string().optional(),
});

interface Sent {
  readonly fields?: Readonly<Record<string, string>>;
  readonly audio?: Uint8Array | null;
  readonly secret?: string | null;
}

async function send({ fields = {}, audio = readAudio('message-pcm.wav'), secret = SECRET }: Sent = {}) {
  const form = new FormData();
  const all = { id: `call-${String((lastId += 1)).padStart(6, '0')}`, caller: '035 000 1122', key: '3', ...fields };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  if (audio !== null) form.append('audio', new Blob([new Uint8Array(audio)]), 'messaggio.wav');
  const headers: Record<string, string> = secret === null ? {} : { authorization: `Bearer ${secret}` };
  const response = await fetch(`${hub.httpUrl}/voicemail`, { method: 'POST', body: form, headers });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: answerSchema.parse(await response.json()),
  };
}

const caseOf = async (number: string) =>
  hub.storage.read(async (tx) => {
    const all = await tx.conversations({ after: '', limit: 1_000 });
    const found = all.find((each) => each.number === number);
    if (found === undefined) throw new Error('no such case');
    return { ...found, messages: (await tx.messages([found.id], -1)).get(found.id) ?? [] };
  });

test('[VM3] A recording becomes one waiting case, with caller, key and length, and no acknowledgement leaves', async () => {
  const { status, body } = await send({ fields: { name: 'Bruna Invernizzi', key: '8' } });
  expect([status, body.duplicate]).toEqual([201, false]);
  const found = await caseOf(body.number);
  expect(found).toMatchObject({
    channel: 'voicemail',
    origin: 'switchboard',
    state: 'waiting',
    groupId: 'telematici',
    subject: 'Messaggio vocale da 0350001122',
    contact: { name: 'Bruna Invernizzi', email: null, phone: '0350001122' },
  });
  expect(found.flags).toBeUndefined();
  const [message] = found.messages;
  expect(message?.attachments).toMatchObject([{ name: 'messaggio.wav', type: 'audio/wav', durationMs: 2_400 }]);
  expect(await hub.storage.read((tx) => tx.unsentMails())).toEqual([]);
});

test.skipIf(!existsSync('/usr/bin/prlimit'))(
  '[VM5] A converter that wants too much memory is ended: the recording is kept, as one that does not play, and the hub goes on',
  async () => {
    const answers = await Promise.all([1, 2, 3].map(() => send({ audio: readAudio('message-gsm.wav') })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const { body } of answers) {
      const attachments = (await caseOf(body.number)).messages.flatMap((message) => message.attachments);
      expect(attachments.map(({ name }) => name)).toEqual(['messaggio.wav']);
    }
    expect(isPlayable('audio/wav', readAudio('message-gsm.wav'))).toBe(false);
    expect((await send()).status).toBe(201);
  },
);

test('[VM3] The same id is one case, however often and however much at once it is sent', async () => {
  const fields = { id: 'call-same-1' };
  const answers = await Promise.all(Array.from({ length: 3 }, () => send({ fields })));
  const again = await send({ fields });
  expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
  expect([again.status, again.body.duplicate]).toEqual([200, true]);
  expect(new Set([...answers, again].map(({ body }) => body.number)).size).toBe(1);
});

test.each([
  ['3', 'segreteria'],
  ['8', 'telematici'],
  ['0', 'segreteria'],
  ['none', 'segreteria'],
  ['timeout', 'segreteria'],
  ['', 'segreteria'],
  ['7', 'segreteria'],
])('[VM2] key %j leads to %s', async (key, groupId) => {
  const { body } = await send({ fields: { key } });
  expect((await caseOf(body.number)).groupId).toBe(groupId);
});

test('[VM2] What the association sets goes before, for mail too; what leads to a group that is gone falls back', async () => {
  const before = await hub.storage.read((tx) => tx.keyGroups());
  await hub.storage.write((tx) => tx.setKeyGroups(new Map([...before, ['5', 'cassa'], ['6', 'gone']])));
  const groups = [];
  for (const key of ['3', '5', '6']) groups.push((await caseOf((await send({ fields: { key } })).body.number)).groupId);
  const byMail = await hub.receive({ channel: 'voicemail', origin: 'switchboard', key: '5' });
  groups.push((await hub.storage.read((tx) => tx.conversation(byMail)))?.groupId);
  expect(groups).toEqual(['segreteria', 'cassa', 'segreteria', 'cassa']);
});

test.each<readonly [string, Sent, { readonly status: number; readonly code: string }]>([
  ['no key', { secret: null }, { status: 401, code: 'unauthorized' }],
  ['another key', { secret: 'x'.repeat(43) }, { status: 401, code: 'unauthorized' }],
  ['no id', { fields: { id: '' } }, { status: 422, code: 'id-missing' }],
  ['an id of another form', { fields: { id: 'a b c d e f' } }, { status: 422, code: 'id-missing' }],
  ['a key that is none', { fields: { key: 'tre' } }, { status: 422, code: 'key-wrong' }],
  ['a caller that is no number', { fields: { caller: 'Anna' } }, { status: 422, code: 'caller-wrong' }],
  ['no recording', { audio: null }, { status: 422, code: 'audio-missing' }],
  ['an empty recording', { audio: new Uint8Array() }, { status: 415, code: 'unsupported-type' }],
  ['a program', { audio: Buffer.from('MZ\x90\0 this is no sound') }, { status: 415, code: 'unsupported-type' }],
  ['a picture', { audio: Buffer.from('GIF89a') }, { status: 415, code: 'unsupported-type' }],
  ['too much', { audio: new Uint8Array(MAX_ATTACHMENT_BYTES + 1) }, { status: 413, code: 'too-large' }],
])('[VM3] With %s nothing is opened, and a program can read why', async (_name, sent, wanted) => {
  const before = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 1_000 }));
  const answer = await send(sent);
  expect(answer).toMatchObject({ status: wanted.status, body: { ...wanted, title: expect.any(String) } });
  expect(answer.type).toContain('application/problem+json');
  expect(await hub.storage.read((tx) => tx.conversations({ after: '', limit: 1_000 }))).toHaveLength(before.length);
});

test('[VM3] What is no form is refused', async () => {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
  const response = await fetch(`${hub.httpUrl}/voicemail`, { method: 'POST', body: '{}', headers });
  expect([response.status, answerSchema.parse(await response.json()).code]).toEqual([400, 'unreadable']);
});

test('[VM3] Ten wrong keys from one address in ten minutes, and 120 messages of one key, are enough', async () => {
  const answers = [];
  for (let attempt = 0; attempt < 11; attempt += 1) answers.push((await send({ secret: 'y'.repeat(43) })).status);
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  hub.clock.set(hub.clock.now() + 10 * 60_000);
  const statuses = [];
  for (let attempt = 0; attempt < 121; attempt += 1) statuses.push((await send({ audio: null })).status);
  expect([statuses.at(-2), statuses.at(-1)]).toEqual([422, 429]);
}, 30_000);

test('[VM3] A key that was withdrawn is worth nothing at once; the hub keeps no key', async () => {
  expect(await hub.rawData()).not.toContain(SECRET);
  await hub.storage.write((tx) => tx.revokeApiKey(keyId, hub.clock.now()));
  expect((await send()).status).toBe(401);
  expect(await hub.storage.write((tx) => tx.revokeApiKey(keyId, hub.clock.now()))).toBe(false);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FieldReaders } from '../../shared/model/need-to-know.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const EMAIL = 'zqanna@posta.example';
const PHONE = '333 7654321';
const contact = { name: 'Anna Belotti', email: EMAIL, phone: PHONE };

let hub: TestHub;
let paola: TestDevice;
let maria: TestDevice;
let luca: TestDevice;
let revision: number;

beforeEach(async () => {
  hub = await startTestHub();
  revision = 0;
  await hub.code('Paola', 'coordinator');
  [paola, maria, luca] = [
    await enrolDevice(hub, 'Paola'),
    await enrolDevice(hub, 'Maria'),
    await enrolDevice(hub, 'Luca'),
  ];
});
afterEach(() => hub.close());

async function rule(email: FieldReaders, phone: FieldReaders = email): Promise<void> {
  const answer = await fetch(`${hub.httpUrl}/v1/settings`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${paola.welcome.blobToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ part: 'needToKnow', value: { revision, email, phone } }),
  });
  expect(answer.status).toBe(204);
  revision += 1;
}
const told = (device: TestDevice, id: string) => device.held.get(id)?.conversation?.contact;
const wasTold = (device: TestDevice, value: string): boolean => JSON.stringify(device.wire.frames).includes(value);
const claim = (device: TestDevice, id: string) => device.run({ name: 'claim', conversationId: id });
const stored = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.contact;

test('[NK1] [NK2] what only whoever takes part needs is in no byte that goes to others, and they see that it is there', async () => {
  await rule('participants');
  const id = await hub.receive({ contact, text: 'Vorrei sapere gli orari.' });
  for (const device of [paola, maria, luca]) {
    await device.until(() => told(device, id) !== undefined, 'the case');
    expect(told(device, id)).toEqual({ name: contact.name, email: null, phone: null, withheld: ['email', 'phone'] });
  }
  await claim(maria, id);
  await maria.until(() => told(maria, id)?.email === EMAIL, 'her case');
  expect(told(maria, id)).toEqual(contact);
  for (const device of [paola, luca]) {
    expect(wasTold(device, EMAIL)).toBe(false);
    expect(wasTold(device, PHONE)).toBe(false);
  }
  // Whoever waits for it to come back is told no more than before.
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: '' });
  await luca.until(() => told(luca, id) !== undefined, 'it waits again');
  expect(wasTold(luca, EMAIL)).toBe(false);
});

test('[NK1] of those who take part, the coordinators alone; a field that is empty is not withheld', async () => {
  await rule('participants', 'coordinators');
  const id = await hub.receive({ contact: { ...contact, email: null }, text: 'Mi richiamate?' });
  await claim(maria, id);
  await maria.until(() => told(maria, id) !== undefined, 'her case');
  expect(told(maria, id)).toEqual({ name: contact.name, email: null, phone: null, withheld: ['phone'] });
  await maria.run({ name: 'add-participant', conversationId: id, under: 1, userId: paola.userId });
  await paola.until(() => told(paola, id)?.phone === PHONE, 'the coordinator takes part');
  expect(wasTold(maria, PHONE)).toBe(false);
});

test('[NK3] a rule that changes tells every case anew, and so does a role that does', async () => {
  const ids = [await hub.receive({ contact, text: 'Uno' }), await hub.receive({ contact, text: 'Due' })];
  await luca.until(() => ids.every((id) => told(luca, id)?.email === EMAIL), 'as shipped');
  await rule('participants', 'coordinators');
  await luca.until(() => ids.every((id) => told(luca, id)?.withheld?.length === 2), 'withheld');
  await rule('readers', 'coordinators');
  await luca.until(() => ids.every((id) => told(luca, id)?.email === EMAIL), 'told again');
  const [id = ''] = ids;
  await claim(luca, id);
  await luca.until(() => luca.held.get(id)?.conversation?.state === 'claimed', 'his');
  expect(told(luca, id)).toMatchObject({ phone: null, withheld: ['phone'] });
  const change = await fetch(`${hub.httpUrl}/v1/people`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${paola.welcome.blobToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ step: 'role', userId: luca.userId, role: 'coordinator' }),
  });
  expect(change.ok).toBe(true);
  await luca.until(() => told(luca, id)?.phone === PHONE, 'a coordinator now');
});

test('[NK4] whoever is not told a field leaves it as it is', async () => {
  await rule('readers', 'coordinators');
  const id = await hub.receive({ contact, text: 'Ho cambiato posta.' });
  await claim(maria, id);
  const said = { email: 'nuova@posta.example', phone: null };
  expect(await maria.run({ name: 'confirm-contact', conversationId: id, under: 1, ...said })).toEqual({ ok: true });
  expect(await stored(id)).toEqual({ ...contact, email: 'nuova@posta.example' });
});

test('[NK3] a real device has none of it in any file any more, and finds nobody by it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-need-to-know-'));
  const core: TestCore = openTestCore({ folder, start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Sara') } });
  try {
    const window = core.renderer();
    const id = await hub.receive({ contact, text: 'Vorrei sapere gli orari.' });
    const open = window.watch({ name: 'conversation', id });
    await open.until((value) => value?.content?.contact.email === EMAIL, 'held');
    await rule('participants');
    await open.until((value) => value?.content?.contact.withheld?.length === 2, 'withheld');
    const left = () => {
      const copy = decryptedCopy(core.databaseFile, testKey);
      const found = ['zqanna', PHONE].flatMap((word) => [
        ...filesContaining(folder, word),
        ...filesContaining(copy, word),
      ]);
      rmSync(copy, { recursive: true });
      return found;
    };
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  } finally {
    core.stop();
    rmSync(folder, { recursive: true });
  }
});

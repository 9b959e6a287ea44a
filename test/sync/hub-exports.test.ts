import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Chronologies that are taken out, over real HTTP. */
let hub: TestHub;
let maria: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  maria = await enrolDevice(hub, 'Maria');
  id = await hub.receive({ text: 'Buongiorno' });
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

const post = (device: TestDevice | null, body: unknown) =>
  fetch(`${hub.httpUrl}/v1/exports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const audited = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))
    .filter(({ kind }) => kind === 'chronology-exported')
    .map(({ userId, conversationId, facts }) => [userId, conversationId, facts]);

test('[CX2] who takes part has it written down, without text; nobody else takes a chronology out', async () => {
  const luca = await enrolDevice(hub, 'Luca');
  const wanted = { conversationId: id, form: 'pdf', withTexts: true, withNotes: false };
  expect((await post(null, wanted)).status).toBe(401);
  expect((await post(luca, wanted)).status).toBe(403);
  expect((await post(maria, { ...wanted, conversationId: 'nessuna' })).status).toBe(404);
  for (const wrong of [{ ...wanted, form: 'mail' }, { ...wanted, text: 'Buongiorno' }, null])
    expect((await post(maria, wrong)).status).toBe(400);
  expect(await audited()).toEqual([]);
  expect((await post(maria, wanted)).status).toBe(204);
  expect(await audited()).toEqual([[maria.userId, id, '{"form":"pdf","withNotes":false,"withTexts":true}']]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const BEFORE = 'zqprima';
const AFTER = 'zqdopo';

interface Seat {
  readonly core: TestCore;
  readonly window: TestRenderer;
}

let hub: TestHub;
let folder: string;
let maria: Seat;
let luca: Seat;
let lucaId: string;
let id: string;

const sit = async (name: string): Promise<Seat> => {
  const start = { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) };
  const core = openTestCore({ folder: join(folder, name.slice(0, 4)), start });
  return { core, window: core.renderer() };
};
const opened = ({ window }: Seat) => window.watch({ name: 'conversation', id });
const run = ({ window }: Seat, command: object) =>
  window.call({ name: 'command', command: { conversationId: id, ...command } as never });
const fence = (): number => opened(maria).now()?.under as number;
const note = (text: string, messageId: string) => run(maria, { name: 'note', under: fence(), messageId, text });

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-partial-'));
  [maria, luca] = [await sit('Maria Rossi'), await sit('Luca Bianchi')];
  const attachments = [{ name: `${BEFORE}.txt`, type: 'text/plain', bytes: Buffer.from(`allegato ${BEFORE}`) }];
  // Everybody's until the claim: it was on Luca's device, and has left it.
  id = await hub.receive({ subject: `Oggetto ${BEFORE}`, text: `Siete aperti sabato? ${BEFORE}`, attachments });
  await opened(luca).until((value) => value?.content != null, 'waits');
  await run(maria, { name: 'claim' });
  await opened(maria).until((value) => typeof value?.under === 'number', 'claimed');
  const { users } = await maria.window.watch({ name: 'directory' }).until((value) => value.users.length === 2);
  lucaId = users.find(({ name }) => name === 'Luca Bianchi')?.id ?? '';
  await note(`Nota ${BEFORE}`, 'n-before');
  await opened(maria).until((value) => value?.content?.eviction?.removed === 1, 'receipt');
});
afterEach(async () => {
  for (const { core } of [maria, luca]) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

function left({ core }: Seat, canary: string): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, canary), ...filesContaining(copy, canary)];
  rmSync(copy, { recursive: true });
  return found;
}

test('[PV2] [PV6] nothing of before is on the device of whoever is added from now on, nothing at all once taken out', async () => {
  await run(maria, { name: 'add-participant', under: fence(), userId: lucaId, from: 'now' });
  const his = await opened(luca).until((value) => typeof value?.under === 'number', 'takes part');
  await note(`Nota ${AFTER}`, 'n-after');
  const later = await opened(luca).until((value) => value?.messages.some(({ text }) => text.includes(AFTER)) === true);
  expect(his?.content).toMatchObject({ subject: '', seesFrom: { at: expect.any(Number) as number } });
  expect(later?.messages.every(({ text }) => !text.includes(BEFORE))).toBe(true);
  expect(left(luca, BEFORE)).toEqual([]);
  expect(left(luca, AFTER)).toHaveLength(1);
  const found = (text: string) => luca.window.watch({ name: 'search', text, limit: 5 });
  await found(AFTER).until(({ hits }) => hits.length === 1);
  expect(found(BEFORE).now().hits).toEqual([]);
  await run(maria, { name: 'remove-participant', under: fence(), userId: lucaId });
  await opened(luca).until((value) => value?.content === null, 'taken out');
  await opened(maria).until((value) => value?.content?.eviction?.pending === 0, 'receipt');
  expect([...left(luca, BEFORE), ...left(luca, AFTER)]).toEqual([]);
});

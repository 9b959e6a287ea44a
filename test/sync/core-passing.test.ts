import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

const NOTE = 'zqbiglietto: la conosci già';
const BODY = 'zqcontenuto della pratica';

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

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-passing-'));
  [maria, luca] = [await sit('Maria Rossi'), await sit('Luca Bianchi')];
  // Flagged, so that Luca's device never had it.
  id = await hub.receive({ subject: BODY, text: `Mia moglie è in dialisi. ${BODY}` });
  await opened(maria).until((value) => value !== null, 'known');
  await maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await opened(maria).until((value) => typeof value?.under === 'number', 'claimed');
  const { users } = await maria.window.watch({ name: 'directory' }).until((value) => value.users.length === 2);
  lucaId = users.find(({ name }) => name === 'Luca Bianchi')?.id ?? '';
});
afterEach(async () => {
  for (const { core } of [maria, luca]) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

const opened = ({ window }: Seat) => window.watch({ name: 'conversation', id });
const notices = ({ window }: Seat) => window.watch({ name: 'notices' });
const told = (seat: Seat, kind: string) =>
  notices(seat).until((all) => all.some((each) => each.kind === kind && each.conversationId === id), kind);

async function passesOn(): Promise<void> {
  const under = opened(maria).now()?.under as number;
  const command = { name: 'ask-transfer', conversationId: id, under, toUserId: lucaId, handover: NOTE } as const;
  await maria.window.call({ name: 'command', command });
}

const asked = () => opened(luca).until((value) => value?.passingNote === NOTE, 'the note');

function left({ core }: Seat, canary: string): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, canary), ...filesContaining(copy, canary)];
  rmSync(copy, { recursive: true });
  return found;
}

test('[TR3] [TR5] the note comes without anything else, and is nowhere once they have declined', async () => {
  await passesOn();
  const shown = await asked();
  expect(shown).toMatchObject({ content: null, messages: [], under: null, row: { claim: 'other' } });
  await told(luca, 'passing-asked');
  const mine = await luca.window
    .watch({ name: 'list', view: 'mine', groupId: null, offset: 0, limit: 9 })
    .until(({ total }) => total === 1, 'among theirs');
  expect(mine.rows[0]).toMatchObject({ content: null, passing: { toUserId: lucaId } });
  expect(left(luca, 'zqbiglietto')).toHaveLength(1);
  expect(left(luca, 'zqcontenuto')).toEqual([]);
  expect(luca.window.watch({ name: 'search', text: 'zqbiglietto', limit: 5 }).now().hits).toEqual([]);
  expect(JSON.stringify(luca.core.toMain)).not.toContain('zqbiglietto');
  const at = shown?.row.passing?.at ?? 0;
  const command = { name: 'decline-transfer', conversationId: id, at, reason: 'know-the-person' } as const;
  await luca.window.call({ name: 'command', command });
  await told(maria, 'passing-declined');
  await notices(luca).until((all) => all.every(({ kind }) => kind !== 'passing-asked'), 'nothing to answer');
  await opened(luca).until((value) => value?.row.passing === undefined && value?.row.pending === 0, 'over');
  await expect.poll(() => left(luca, 'zqbiglietto')).toEqual([]);
  expect(opened(maria).now()?.row.claim).toBe('mine');
});

test('[TR4] accepted, the one gets all of it and the other loses it, and is told', async () => {
  await passesOn();
  const at = (await asked())?.row.passing?.at ?? 0;
  await luca.window.call({ name: 'command', command: { name: 'accept-transfer', conversationId: id, at } });
  const his = await opened(luca).until((value) => typeof value?.under === 'number', 'his');
  expect(his?.messages.map(({ text }) => text)).toContain(NOTE);
  expect(his?.passingNote).toBeUndefined();
  await told(maria, 'passing-accepted');
  await opened(maria).until((value) => value?.content === null, 'gone');
  await expect.poll(() => left(maria, 'zqcontenuto')).toEqual([]);
});

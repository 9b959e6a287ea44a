import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

interface Seat {
  readonly core: TestCore;
  readonly cable: Cable;
  readonly window: TestRenderer;
}

let hub: TestHub;
let maria: Seat;
let luca: Seat;
let older: string;
let younger: string;

async function seat(name: string): Promise<Seat> {
  const cable = createCable();
  const start = { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) };
  const core = openTestCore({ start, deps: { openSocket: cable.openSocket } });
  const window = core.renderer();
  await connected({ core, cable, window }, 'online');
  return { core, cable, window };
}

const connected = ({ window }: Seat, wanted: 'online' | 'offline') =>
  window.watch({ name: 'status' }).until(({ connection, me }) => connection === wanted && me !== null, wanted);
const settled = ({ window }: Seat) =>
  window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'nothing in the outbox');
const opened = ({ window }: Seat, id: string) => window.watch({ name: 'conversation', id });
const mergedWith = ({ window }: Seat, id: string) => window.watch({ name: 'merged', id });
const run = ({ window }: Seat, command: Command) => window.call({ name: 'command', command });
const listOf = ({ window }: Seat, view: 'to-take' | 'mine' | 'passed-on') =>
  window.watch({ name: 'list', view, groupId: null, offset: 0, limit: 50 });
const numberOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.number ?? '';

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await seat('Maria Rossi'), await seat('Luca Bianchi')];
  older = await hub.receive({ text: 'Non riesco a entrare nel sito.' });
  hub.clock.advance(1_000);
  younger = await hub.receive({ text: 'Ancora io: la ricevuta non si apre.' });
  for (const each of [maria, luca]) await listOf(each, 'to-take').until(({ total }) => total === 2, 'both arrived');
});
afterEach(async () => {
  maria.core.remove();
  luca.core.remove();
  await hub.close();
});

/** Held by her, and merged. */
async function merged(): Promise<void> {
  await run(maria, { name: 'claim', conversationId: younger });
  const open = await opened(maria, younger).until((value) => typeof value?.under === 'number', 'claimed');
  const under = open?.under as number;
  await run(maria, { name: 'merge', conversationId: younger, under, otherId: older });
  await mergedWith(maria, older).until((led) => led.length === 1, 'merged');
}

test('[MG6] merged cases stand in the lists once, whoever looks; each number, and a word of each, finds the one that leads', async () => {
  await merged();
  const { rows } = await listOf(maria, 'mine').until(({ total }) => total === 1, 'one case');
  expect(rows[0]).toMatchObject({ id: older, merged: [{ id: younger, number: await numberOf(younger) }] });
  await listOf(luca, 'passed-on').until(({ total }) => total === 1, 'one for the others, too');
  await listOf(luca, 'to-take').until(({ total }) => total === 0, 'none of them waits');
  const found = (by: Seat, text: string) => by.window.watch({ name: 'search', text, limit: 5 });
  await found(maria, 'ricevuta').until(({ hits }) => hits[0]?.row.id === older, 'a word of the younger');
  await found(maria, await numberOf(younger)).until(({ hits }) => hits[0]?.row.id === older, 'its number');
  await found(luca, await numberOf(younger)).until(({ hits }) => hits[0]?.row.id === older, 'also without its content');
  expect(found(luca, 'ricevuta').now().hits).toEqual([]);
});

test('[MG6] who answers one has answered both; what comes later to the other waits again', async () => {
  await merged();
  const open = await opened(maria, older).until((value) => typeof value?.under === 'number', 'writable');
  const written = { messageId: 'r-1', text: 'Adesso funziona.', under: open?.under as number };
  await run(maria, { name: 'reply', conversationId: older, ...written });
  await listOf(maria, 'mine').until(({ rows }) => rows[0]?.content?.awaitingAnswer === false, 'answered');
  await settled(maria);
  expect(listOf(maria, 'mine').now().rows[0]?.content?.awaitingAnswer).toBe(false);
  const token = (await hub.storage.read((tx) => tx.conversation(younger)))?.replyToken ?? '';
  hub.clock.advance(1_000);
  await hub.receive({ replyToken: token, text: 'Ma la ricevuta?' });
  await listOf(maria, 'mine').until(({ rows }) => rows[0]?.content?.awaitingAnswer === true, 'waits again');
});

test('[MG6] made without network it is a pending command; where a colleague was faster it is refused, and nothing is lost', async () => {
  await run(maria, { name: 'claim', conversationId: younger });
  const open = await opened(maria, younger).until((value) => typeof value?.under === 'number', 'claimed');
  maria.cable.pull();
  await connected(maria, 'offline');
  await run(maria, { name: 'merge', conversationId: younger, under: open?.under as number, otherId: older });
  expect(mergedWith(maria, older).now()).toEqual([]);
  expect(maria.window.watch({ name: 'outbox' }).now()).toMatchObject([{ name: 'merge' }]);
  await run(luca, { name: 'claim', conversationId: older });
  await settled(luca);
  maria.cable.plug();
  await maria.window.call({ name: 'retry-now' });
  await maria.window
    .watch({ name: 'notices' })
    .until((notices) => notices.some(({ command, failure }) => command === 'merge' && failure?.code === 'taken'));
  expect(opened(maria, younger).now()?.row).toMatchObject({ claim: 'mine', state: 'claimed' });
});

test('[MG3] a window that showed the words of a merged case is given up when these leave', async () => {
  await merged();
  const lead = opened(maria, older);
  const open = await lead.until((value) => typeof value?.under === 'number', 'writable');
  const before = maria.core.toMain.filter(({ type }) => type === 'discard').length;
  const number = await numberOf(younger);
  const to = {
    userId: (await hub.storage.read((tx) => tx.users())).find(({ name }) => name === 'Luca Bianchi')?.id ?? '',
  };
  const under = open?.under as number;
  await run(maria, { name: 'transfer', conversationId: older, under, to, handover: '' });
  await lead.until((value) => value?.content === null, 'evicted');
  await mergedWith(maria, older).until((led) => led.every(({ content }) => content === null), 'with what it leads');
  expect(maria.core.toMain.filter(({ type }) => type === 'discard').length).toBeGreaterThan(before);
  await mergedWith(luca, older).until(([led]) => led?.row.number === number && led.content !== null, 'his now');
});

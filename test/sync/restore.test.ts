import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backup, restore } from '../../hub/cli/backup.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { placeOptions } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Two cores and a hub whose data is set back to a backup: real files or a real server, real sockets. */
interface Seat {
  readonly core: TestCore;
  readonly window: TestRenderer;
  /** Without it the hub can't be reached. */
  isPlugged: boolean;
}

let folder: string;
let hub: TestHub;
let maria: Seat;
let luca: Seat;

const copy = () => join(folder, 'copy.db');
const NOWHERE = 'ws://127.0.0.1:9/';

async function seat(name: string): Promise<Seat> {
  const place = { isPlugged: true };
  const core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) },
    // The restored hub listens on another port.
    deps: {
      openSocket: () => new WebSocket(place.isPlugged ? hub.syncUrl : NOWHERE, { perMessageDeflate: false }),
    },
  });
  const opened = Object.assign(place, { core, window: core.renderer() });
  await online(opened);
  return opened;
}

const status = ({ window }: Seat) => window.watch({ name: 'status' });
const online = (at: Seat) => status(at).until(({ connection, me }) => connection === 'online' && me !== null, 'online');
const offline = (at: Seat) => status(at).until(({ connection }) => connection === 'offline', 'offline');
const settled = (at: Seat) =>
  status(at).until(({ connection, outboxCount }) => connection === 'online' && outboxCount === 0, 'settled');
const opened = ({ window }: Seat, id: string) => window.watch({ name: 'conversation', id });
const run = ({ window }: Seat, command: Command) => window.call({ name: 'command', command });
const written = (name: 'reply' | 'note', id: string, { under, text }: { under: Under; text: string }): Command => ({
  ...{ name, conversationId: id, under, messageId: `m-${text.toLowerCase().replaceAll(' ', '-')}`, text },
});

async function back(at: Seat): Promise<void> {
  at.isPlugged = true;
  await at.window.call({ name: 'retry-now' });
  await settled(at);
}

async function claimed(by: Seat, id: string): Promise<number> {
  await opened(by, id).until((value) => value !== null, 'known');
  await run(by, { name: 'claim', conversationId: id });
  return (await opened(by, id).until((value) => typeof value?.under === 'number', 'claimed'))?.under as number;
}

/** The hub is lost, and its data set back to the copy. */
async function loseEverythingSince(file: string, ...args: string[]): Promise<void> {
  for (const each of [maria, luca]) each.isPlugged = false;
  await hub.close();
  for (const each of [maria, luca]) await offline(each);
  await restore([...(await placeOptions(folder)), '--from', file, ...args]);
  hub = await startTestHub({ folder });
}

const atHub = async (id: string) => {
  const conversation = await hub.storage.read((tx) => tx.conversation(id));
  const messages = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  const texts = messages.filter(({ kind }) => kind === 'reply' || kind === 'note');
  return { conversation, written: texts.map(({ text, delivery }) => [text, delivery]) };
};

const identityAtHub = async (id: string) => {
  const conversation = await hub.storage.read((tx) => tx.conversation(id));
  const messages = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  const ids = messages.filter(({ kind }) => kind === 'reply' || kind === 'note').map((each) => each.id);
  return { number: conversation?.number, assigneeId: conversation?.assigneeId, ids };
};

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'sportello-restore-'));
  hub = await startTestHub({ folder });
  [maria, luca] = [await seat('Maria Rossi'), await seat('Luca Bianchi')];
});

afterEach(async () => {
  maria.core.remove();
  luca.core.remove();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

test('[RE1] [RE2] [RE5] what was accepted and lost is offered again, once, and its mail is not sent again', async () => {
  const [held, fresh] = [await hub.receive(), await hub.receive()];
  const under = await claimed(maria, held);
  await run(maria, written('reply', held, { under, text: 'Prima' }));
  await settled(maria);
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  await run(maria, written('reply', held, { under, text: 'Dopo' }));
  await run(maria, written('note', held, { under, text: 'Appunto' }));
  const { seq } = await run(maria, { name: 'claim', conversationId: fresh });
  await run(maria, written('reply', fresh, { under: { claim: seq }, text: 'Presa' }));
  await settled(maria);
  const before = await atHub(held);
  await loseEverythingSince(copy());
  expect((await atHub(held)).written.map(([text]) => text)).toEqual(['Prima']);
  await run(maria, written('note', held, { under, text: 'Scritta intanto' }));
  await maria.window.call({ name: 'save-draft', conversationId: held, kind: 'reply', text: 'Bozza' });
  await back(maria);
  expect((await atHub(held)).written).toEqual([
    // It was queued in the backup: whether it left before the loss can't be known.
    ['Prima', 'uncertain'],
    ['Dopo', 'uncertain'],
    ['Appunto', null],
    ['Scritta intanto', null],
  ]);
  expect(before.written.map(([text]) => text)).toEqual(['Prima', 'Dopo', 'Appunto']);
  const taken = await atHub(fresh);
  expect(taken.conversation).toMatchObject({ state: 'claimed', assigneeId: before.conversation?.assigneeId });
  expect(taken.written).toEqual([['Presa', 'uncertain']]);
  expect(await hub.storage.read((tx) => tx.unsentMails())).toEqual([]);
  const hers = await opened(maria, held).until((value) => value?.messages.at(-1)?.text === 'Scritta intanto');
  expect(hers?.drafts).toMatchObject([{ text: 'Bozza' }]);
  expect(maria.window.watch({ name: 'notices' }).now()).toEqual([]);
});

test('[RE2] [RE4] [RE6] [CO2] yesterday’s backup, two devices ahead of it and more waiting: 0 lost, each once', async () => {
  const [hers, his] = [await hub.receive(), await hub.receive()];
  const underHers = await claimed(maria, hers);
  await settled(maria);
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const underHis = await claimed(luca, his);
  const say = async (text: string): Promise<void> => {
    await run(maria, written('reply', hers, { under: underHers, text: `Risposta ${text}` }));
    await run(maria, written('note', hers, { under: underHers, text: `Nota ${text}` }));
    await run(luca, written('note', his, { under: underHis, text: `Appunto ${text}` }));
    await run(luca, written('reply', his, { under: underHis, text: `Parola ${text}` }));
  };
  for (const text of ['uno', 'due']) await say(text);
  for (const each of [maria, luca]) await settled(each);
  const cases = async () => Promise.all([hers, his].map(identityAtHub));
  const before = await cases();
  for (const each of [maria, luca]) each.isPlugged = false;
  await hub.close();
  for (const each of [maria, luca]) await offline(each);
  await say('in uscita');
  expect([status(maria), status(luca)].map((each) => each.now().outboxCount)).toEqual([2, 2]);

  await restore([...(await placeOptions(folder)), '--from', copy()]);
  hub = await startTestHub({ folder });
  expect((await cases()).map(({ ids }) => ids)).toEqual([[], []]);
  await Promise.all([maria, luca].map(back));
  const after = await cases();
  expect(after.map(({ number, assigneeId }) => [number, assigneeId])).toEqual(
    before.map(({ number, assigneeId }) => [number, assigneeId]),
  );
  expect(after.map(({ ids }) => ids)).toEqual([
    ['m-risposta-uno', 'm-nota-uno', 'm-risposta-due', 'm-nota-due', 'm-risposta-in-uscita', 'm-nota-in-uscita'],
    ['m-appunto-uno', 'm-parola-uno', 'm-appunto-due', 'm-parola-due', 'm-appunto-in-uscita', 'm-parola-in-uscita'],
  ]);
  for (const each of [maria, luca]) expect(each.window.watch({ name: 'notices' }).now()).toEqual([]);
  const numbers = new Set([...before.map(({ number }) => number), (await identityAtHub(await hub.receive())).number]);
  expect(numbers.size).toBe(3);
});

test('[RE4] what no longer applies comes back as a draft with the reason', async () => {
  const id = await hub.receive();
  await opened(luca, id).until((value) => value !== null);
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const under = await claimed(maria, id);
  await run(maria, written('reply', id, { under, text: 'Della vita perduta' }));
  await settled(maria);
  await loseEverythingSince(copy());
  await back(luca);
  await claimed(luca, id);
  await back(maria);
  const hers = await opened(maria, id).until((value) => value?.row.claim === 'other' && value.content === null);
  expect(hers?.drafts).toMatchObject([{ kind: 'reply', text: 'Della vita perduta' }]);
  expect(hers?.drafts[0]?.returned?.code).toMatch(/^(stale|not-participant)$/);
  const notices = maria.window.watch({ name: 'notices' }).now();
  expect(notices.map(({ command }) => command)).toEqual(['claim', 'reply']);
  expect((await atHub(id)).written).toEqual([]);
});

test('[RE3] what was written in a case passed on since then stays gone, the moves are made again', async () => {
  const id = await hub.receive();
  await opened(luca, id).until((value) => value !== null);
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const under = await claimed(maria, id);
  await run(maria, written('reply', id, { under, text: 'Non resta qui' }));
  const { users } = maria.window.watch({ name: 'directory' }).now();
  const to = { userId: users.find(({ name }) => name === 'Luca Bianchi')?.id ?? '' };
  await run(maria, { name: 'transfer', conversationId: id, under, to, handover: 'Nota' });
  await opened(maria, id).until((value) => value?.content === null);
  await settled(maria);
  const his = await opened(luca, id).until((value) => typeof value?.under === 'number');
  await run(luca, written('note', id, { under: his?.under as number, text: 'Di Luca' }));
  await settled(luca);
  await loseEverythingSince(copy());
  await back(maria);
  await back(luca);
  const after = await atHub(id);
  expect(after.conversation).toMatchObject({ state: 'claimed', assigneeId: to.userId, fence: 2 });
  expect(after.written).toEqual([['Di Luca', null]]);
});

test('[RE2] [CO2] twice set back to the same copy, all is there once each time', async () => {
  const id = await hub.receive();
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const under = await claimed(maria, id);
  for (const text of ['Uno', 'Due', 'Tre']) await run(maria, written('note', id, { under, text }));
  await settled(maria);
  for (const _time of [1, 2]) {
    await loseEverythingSince(copy());
    await back(maria);
    expect((await atHub(id)).written.map(([text]) => text)).toEqual(['Uno', 'Due', 'Tre']);
  }
});

test('[RE8] a device that the backup does not know becomes known again, and offers all that it had sent', async () => {
  const id = await hub.receive();
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const marias = await seat('Maria Rossi');
  try {
    const under = await claimed(marias, id);
    for (const text of ['Uno', 'Due']) await run(marias, written('note', id, { under, text }));
    await settled(marias);
    marias.isPlugged = false;
    await loseEverythingSince(copy());
    await offline(marias);
    await run(marias, written('note', id, { under, text: 'Tre' }));
    marias.isPlugged = true;
    await marias.window.call({ name: 'retry-now' });
    await status(marias).until(({ problem }) => problem?.code === 'unknown-device', 'unknown');
    const enrol = async (name: string) =>
      marias.window.call({ name: 'enrol', code: await hub.code(name), hubUrl: hub.syncUrl });
    await expect(enrol('Luca Bianchi')).rejects.toMatchObject({ failure: { code: 'other-user' } });
    await enrol('Maria Rossi');
    await settled(marias);
    expect((await atHub(id)).written.map(([text]) => text)).toEqual(['Uno', 'Due', 'Tre']);
  } finally {
    marias.core.remove();
  }
});

test('[RE6] numbers that the lost life gave out are given to nobody else', async () => {
  const numberOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.number;
  await hub.receive();
  await backup([...(await placeOptions(folder)), '--to', copy()]);
  const lost: (string | undefined)[] = [];
  for (let count = 0; count < 5; count += 1) lost.push(await numberOf(await hub.receive()));
  await loseEverythingSince(copy(), '--skip-numbers', '5');
  expect(lost.at(-1)).toBe('2026-000006');
  expect(await numberOf(await hub.receive())).toBe('2026-000007');
  hub.clock.set(Date.UTC(2027, 0, 10));
  expect(await numberOf(await hub.receive())).toBe('2027-000001');
});

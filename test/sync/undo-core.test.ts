import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Timers } from '../../shared/effects.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { realTimers } from '../support/real-effects.ts';
import { createStepClock, type StepClock } from '../support/step-clock.ts';

/** A reply that can be undone, on a real device with a real hub. Only time is the test's. */
const UNDO_MS = 10_000;
const DRAFT = 'Buongiorno, le rispondiamo domani.';
let hub: TestHub;
let clock: StepClock;
let cable: Cable;
let core: TestCore;
let window: TestRenderer;
let id: string;

/** What is over in a moment is left to the machine. */
const timersOf = (stepped: StepClock): Timers => ({
  after: (delayMs, run) => (delayMs >= 1_000 ? stepped : realTimers).after(delayMs, run),
});

function open(folder?: string, enrolCode: string | null = null): void {
  core = openTestCore({
    ...(folder === undefined ? {} : { folder }),
    start: { hubUrl: hub.syncUrl, enrolCode },
    deps: { clock, timers: timersOf(clock), openSocket: cable.openSocket },
  });
  window = core.renderer();
}

const opened = (caseId = id) => window.watch({ name: 'conversation', id: caseId });
const outbox = () => window.watch({ name: 'outbox' });
const run = (command: Command, undoMs?: number) =>
  window.call({ name: 'command', command, ...(undoMs === undefined ? {} : { undoMs }) });
const settled = () => window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'settled');
const atHub = (caseId = id): Promise<string[]> =>
  hub.storage.write(async (tx) => {
    const messages = (await tx.messages([caseId], 0)).get(caseId) ?? [];
    return messages.filter(({ kind }) => kind === 'reply' || kind === 'note').map(({ text }) => text);
  });
const stateAtHub = (caseId = id) => hub.storage.write(async (tx) => (await tx.conversation(caseId))?.state);

async function claimed(caseId: string): Promise<void> {
  await opened(caseId).until((value) => value !== null, 'known');
  await run({ name: 'claim', conversationId: caseId });
  await opened(caseId).until((value) => typeof value?.under === 'number', 'claimed');
}

async function reply(text = DRAFT, caseId = id): Promise<number> {
  const { under, files = [] } = opened(caseId).now() ?? {};
  const named = files.map(({ id: fileId, name, type, sizeBytes }) => ({ id: fileId, name, type, sizeBytes }));
  const messageId = await window.call({ name: 'new-id' });
  const written = { name: 'reply' as const, conversationId: caseId, under: under ?? 0, messageId, text };
  const { seq } = await run({ ...written, ...(named.length > 0 ? { files: named } : {}) }, UNDO_MS);
  return seq;
}
const fence = (): number => opened().now()?.content?.fence ?? 0;

beforeEach(async () => {
  hub = await startTestHub();
  clock = createStepClock();
  cable = createCable();
  open(undefined, await hub.code('Maria Rossi'));
  id = await hub.receive();
  await claimed(id);
  await settled();
});

afterEach(async () => {
  core.remove();
  await hub.close();
});

test('[CO10] a reply waits for its time, says until when, and leaves then, once', async () => {
  await reply();
  expect(outbox().now()).toMatchObject([{ name: 'reply', sent: false, undoUntil: clock.now() + UNDO_MS }]);
  expect(opened().now()?.messages.at(-1)).toMatchObject({ text: DRAFT, delivery: 'queued' });
  clock.advance(UNDO_MS - 1);
  // Another command is carried out meanwhile: the reply would have been there by now.
  await claimed(await hub.receive());
  expect(await atHub()).toEqual([]);
  clock.advance(1);
  await settled();
  expect(await atHub()).toEqual([DRAFT]);
});

test('[CO10] undone it is the draft again with its files, and the hub never hears of it', async () => {
  const bytes = new Uint8Array(Buffer.from('Portare la tessera.'));
  await window.call({ name: 'add-file', conversationId: id, fileName: 'note.txt', bytes, flags: [] });
  await window.call({ name: 'add-file', conversationId: id, fileName: 'orari.txt', bytes, flags: [] });
  await opened().until((value) => value?.files.length === 2, 'files');
  const seq = await reply();
  expect(opened().now()?.files).toEqual([]);
  expect(await window.call({ name: 'cancel', seq })).toEqual({ cancelled: true });
  const back = await opened().until((value) => value?.drafts.length === 1, 'back');
  expect(back?.drafts).toMatchObject([{ kind: 'reply', text: DRAFT, returned: null }]);
  expect(back?.files.map(({ name }) => name)).toEqual(['note.txt', 'orari.txt']);
  expect(back?.row).toMatchObject({ pending: 0, hasDraft: true });
  expect(outbox().now()).toEqual([]);
  clock.advance(UNDO_MS);
  const { seq: next } = await run({ name: 'resolve', conversationId: id, under: fence() });
  expect(next).toBe(2);
  await settled();
  expect(await atHub()).toEqual([]);
  // Too late, and of something that is no more.
  expect(await window.call({ name: 'cancel', seq })).toEqual({ cancelled: false });
});

test('[CO10] what is made after it for the same case leaves after it, and is undone with it', async () => {
  const seq = await reply();
  await run({ name: 'note', conversationId: id, under: fence(), messageId: 'n-1', text: 'Ho chiesto in cassa.' });
  await run({ name: 'resolve', conversationId: id, under: fence() });
  await claimed(await hub.receive());
  expect(await stateAtHub()).toBe('claimed');
  await window.call({ name: 'cancel', seq });
  const back = await opened().until((value) => value?.drafts.length === 2, 'back');
  expect(back?.drafts.map(({ kind, text }) => [kind, text])).toEqual([
    ['note', 'Ho chiesto in cassa.'],
    ['reply', DRAFT],
  ]);
  expect(back?.row.state).toBe('claimed');
  await reply();
  await run({ name: 'resolve', conversationId: id, under: fence() });
  clock.advance(UNDO_MS);
  await settled();
  expect(await stateAtHub()).toBe('resolved');
  expect(await atHub()).toEqual([DRAFT]);
});

test('[CO10] a restart within the time leaves the rest of it; a crash after it lets go', async () => {
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await reply();
  const until = outbox().now()[0]?.undoUntil;
  // As after a power cut: what is on the disk is all there is.
  const copy = mkdtempSync(join(tmpdir(), 'sportello-undo-'));
  cpSync(core.folder, copy, { recursive: true });
  core.remove();
  clock = createStepClock(clock.now() + 4_000);
  open(copy);
  expect(outbox().now()).toMatchObject([{ undoUntil: until }]);
  clock.advance(UNDO_MS - 4_000);
  expect((await outbox().until((items) => items[0]?.undoUntil === null, 'let go'))[0]).toMatchObject({ seq: 2 });
  cable.plug();
  await window.call({ name: 'retry-now' });
  await settled();
  expect(await atHub()).toEqual([DRAFT]);
});

test('[CO10] whoever closes the program has sent it', async () => {
  await reply();
  const { folder } = core;
  core.stop();
  open(folder);
  expect(
    outbox()
      .now()
      .every(({ undoUntil }) => undoUntil === null),
  ).toBe(true);
  await settled();
  expect(await atHub()).toEqual([DRAFT]);
});

test('[CO10] the case was lost while it waited: it comes back as a draft with the reason', async () => {
  const other = await enrolDevice(hub, 'Maria Rossi');
  await reply();
  await other.run({ name: 'release', conversationId: id, under: fence(), handover: '' });
  await opened().until((value) => value?.row.state === 'waiting', 'released');
  clock.advance(UNDO_MS);
  await settled();
  expect(await atHub()).toEqual([]);
  const back = await opened().until((value) => value?.drafts.length === 1, 'back');
  expect(back?.drafts).toMatchObject([{ text: DRAFT, returned: { code: 'stale' } }]);
});

test('[CO10] a clock that is set back holds nothing up', async () => {
  await reply();
  const { folder } = core;
  clock.set(clock.now() - 3_600_000);
  open(folder);
  await settled();
  expect(await atHub()).toEqual([DRAFT]);
});

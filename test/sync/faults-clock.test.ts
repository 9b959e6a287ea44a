import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { createStepClock, type StepClock } from '../support/step-clock.ts';

/** Somebody sets the clock of a workstation or of the hub a day forward or back, while connected and while not. */
const DAY_MS = 86_400_000;
const days = [
  ['a day forward', DAY_MS],
  ['a day back', -DAY_MS],
] as const;

let hub: TestHub;
let cable: Cable;
let clock: StepClock;
let core: TestCore;
let window: TestRenderer;

beforeEach(async () => {
  hub = await startTestHub();
  clock = createStepClock(hub.clock.now());
  cable = createCable();
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: { openSocket: cable.openSocket, clock },
  });
  window = core.renderer();
  await until('online');
});
afterEach(async () => {
  core.remove();
  await hub.close();
});

const status = () => window.watch({ name: 'status' });
const until = (wanted: 'online' | 'offline') => status().until(({ connection }) => connection === wanted, wanted);
const settled = () => status().until(({ outboxCount }) => outboxCount === 0, 'nothing in the outbox');
const run = (command: Command) => window.call({ name: 'command', command });
const toTake = () => window.watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 });
const numberOf = async (id: string): Promise<string> => {
  const shown = await window.watch({ name: 'conversation', id }).until((value) => value !== null, 'arrived');
  return shown?.row.number ?? '';
};

async function claimAndWrite(id: string, messageId: string): Promise<void> {
  await run({ name: 'claim', conversationId: id });
  const open = window.watch({ name: 'conversation', id });
  const under = (await open.until((value) => typeof value?.under === 'number', 'claimed'))?.under;
  await run({ name: 'note', conversationId: id, under: under ?? 0, messageId, text: `Nota ${messageId}` });
  await settled();
  await open.until((value) => value?.messages.some((message) => message.id === messageId) === true, 'the note');
}

async function backOnline(): Promise<void> {
  cable.plug();
  await window.call({ name: 'retry-now' });
  await until('online');
}

describe.each(days)('the clock of the workstation, %s', (_, by) => {
  test('[CL1] [CO2] [LI1] connected: claims, order, numbers and drafts stay right', async () => {
    const first = await hub.receive();
    await numberOf(first);
    clock.set(clock.now() + by);
    const second = await hub.receive();
    const numbers = [await numberOf(first), await numberOf(second)];
    expect(numbers).toEqual(numbers.toSorted());
    const listed = await toTake().until(({ total }) => total === 2, 'both');
    expect(listed.rows.map(({ id }) => id)).toEqual([first, second]);
    await window.call({ name: 'save-draft', conversationId: second, kind: 'reply', text: 'prima' });
    await window.call({ name: 'save-draft', conversationId: second, kind: 'reply', text: 'dopo' });
    await claimAndWrite(first, 'n-1');
    const shown = await window.watch({ name: 'conversation', id: first }).until((value) => value !== null);
    // What the hub's clock said, not this one.
    expect(Math.abs((shown?.row.claimedAt ?? 0) - hub.clock.now())).toBeLessThan(60_000);
    const drafts = window.watch({ name: 'conversation', id: second });
    expect((await drafts.until((value) => value !== null))?.drafts[0]?.text).toBe('dopo');
    expect(status().now()).toMatchObject({ connection: 'online', problem: null });
  });

  test('[CL5] [LI2] offline: "since" is right on this clock, and what was done arrives when it is back', async () => {
    const id = await hub.receive();
    await numberOf(id);
    cable.pull();
    const { localSinceAt } = await until('offline');
    expect(localSinceAt).toBe(clock.now());
    await run({ name: 'claim', conversationId: id });
    await window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: 'scritta senza rete' });
    clock.set(clock.now() + by);
    await backOnline();
    await settled();
    const open = window.watch({ name: 'conversation', id });
    const value = await open.until((found) => typeof found?.under === 'number', 'granted');
    expect(value?.drafts[0]?.text).toBe('scritta senza rete');
    expect(status().now().localSinceAt).toBe(clock.now());
  });
});

describe.each(days)('the clock of the hub, %s', (_, by) => {
  test('[CL1] [FE1] [LI1] connected: order, claims and numbers stay right', async () => {
    const first = await hub.receive();
    await numberOf(first);
    hub.clock.set(hub.clock.now() + by);
    const second = await hub.receive();
    const numbers = [await numberOf(first), await numberOf(second)];
    expect(numbers).toEqual(numbers.toSorted());
    expect(new Set(numbers).size).toBe(2);
    await claimAndWrite(second, 'n-1');
    await claimAndWrite(first, 'n-2');
    const mine = window.watch({ name: 'list', view: 'mine', groupId: null, offset: 0, limit: 5 });
    await mine.until(({ total }) => total === 2, 'both claimed');
    expect(status().now()).toMatchObject({ connection: 'online', problem: null });
  });

  test('[CL5] [HS4] offline: it comes back, catches up, and what was done is applied once', async () => {
    const id = await hub.receive();
    await numberOf(id);
    cable.pull();
    await until('offline');
    await run({ name: 'claim', conversationId: id });
    hub.clock.set(hub.clock.now() + by);
    const later = await hub.receive();
    await backOnline();
    await settled();
    await window.watch({ name: 'conversation', id }).until((found) => typeof found?.under === 'number', 'granted');
    expect((await numberOf(later)) > (await numberOf(id))).toBe(true);
  });
});

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ToCore } from '../../shared/bridge/host.ts';
import type { Timers } from '../../shared/effects.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { realTimers } from '../support/real-effects.ts';
import { createStepClock, type StepClock } from '../support/step-clock.ts';

/** Whole cores at a whole hub: what opens a volunteer's data, and what closes it for good. */
type Keys = NonNullable<Extract<ToCore, { type: 'start' }>['keys']>;

const PIN = 'girasole 7';
const DAY_MS = 24 * 60 * 60_000;
const canary = 'Canarino giallo della gita';

let hub: TestHub;
let clock: StepClock;
let folder: string;
const open: TestCore[] = [];
const osSecret = randomBytes(32).toString('hex');

beforeEach(async () => {
  clock = createStepClock();
  hub = await startTestHub({ timers: realTimers });
  folder = mkdtempSync(join(tmpdir(), 'sportello-identity-'));
});

afterEach(async () => {
  for (const core of open.splice(0)) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Options {
  readonly keys?: Partial<Keys>;
  readonly at?: string;
  readonly hubUrl?: string;
  readonly databaseKey?: string | null;
  readonly timers?: Timers;
}

function start({ keys, at = folder, hubUrl = hub.syncUrl, databaseKey = null, timers }: Options = {}): TestCore {
  const place: Keys = { file: join(at, 'keys.json'), osSecret, pin: 'asked', offlineWindowMs: 7 * DAY_MS, ...keys };
  const core = openTestCore({
    folder: at,
    start: { databaseKey, keys: place, hubUrl },
    deps: { clock: { now: () => clock.now() }, ...(timers === undefined ? {} : { timers }) },
  });
  open.push(core);
  return core;
}

function close(core: TestCore): void {
  core.stop();
  open.splice(open.indexOf(core), 1);
}

/** A volunteer's core, enrolled with the PIN, once the hub's share is part of what opens the database. */
async function enrolled(
  options: Options = {},
  name = 'Maria Rossi',
): Promise<{ core: TestCore; window: TestRenderer }> {
  const core = start(options);
  const window = core.renderer();
  const status = window.watch({ name: 'status' });
  await status.until(({ connection }) => connection === 'not-enrolled');
  await window.call({ name: 'enrol', code: await hub.code(name), hubUrl: hub.syncUrl, pin: PIN });
  await status.until(({ connection }) => connection === 'online');
  await until(() => shareIsIn(options.at ?? folder));
  return { core, window };
}

const shareIsIn = (at: string): boolean =>
  (JSON.parse(readFileSync(join(at, 'keys.json'), 'utf8')) as { hasShare: boolean }).hasShare;

async function until(fits: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!fits()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const unreachable = 'ws://127.0.0.1:9';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    return error instanceof ExpectedError ? error.failure.code : String(error);
  }
}

const statusOf = (window: TestRenderer) => window.watch({ name: 'status' });

/** All bytes of a folder, as one text. */
const bytesIn = (at: string): string =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => join(at, name))
    .filter((file) => !readdirSafe(file))
    .map((file) => readFileSync(file).toString('latin1'))
    .join('\n');

function readdirSafe(file: string): boolean {
  try {
    readdirSync(file);
    return true;
  } catch {
    return false;
  }
}

test('[ID1] The database opens with system, PIN and hub together, and shows nothing before', async () => {
  await hub.receive({ subject: canary });
  const { core, window } = await enrolled();
  await window
    .watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 10 })
    .until(({ total }) => total === 1);
  close(core);
  const again = start();
  const locked = again.renderer();
  const status = statusOf(locked);
  await status.until(({ connection, door }) => connection === 'locked' && door?.wants === 'pin');
  expect(await codeOf(locked.call({ name: 'take-number' }))).not.toBe('ok');
  expect(locked.watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 10 }).now().rows).toEqual([]);
  await locked.call({ name: 'unlock', pin: PIN });
  await status.until(({ connection }) => connection === 'online');
  expect(bytesIn(folder)).not.toContain(PIN);
});

test('[ID1] A copied disk opens for nobody: not without the PIN, not without the hub, not on another system', async () => {
  await hub.receive({ subject: canary, text: canary });
  const { core, window } = await enrolled({ keys: { offlineWindowMs: null } });
  await window
    .watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 10 })
    .until(({ total }) => total === 1);
  await window.call({ name: 'save-draft', conversationId: 'x', kind: 'note', text: canary });
  close(core);
  expect(bytesIn(folder)).not.toContain(canary);
  const stolen = mkdtempSync(join(tmpdir(), 'sportello-stolen-'));
  cpSync(folder, stolen, { recursive: true });
  const noHub = start({ at: stolen, hubUrl: unreachable, keys: { offlineWindowMs: 7 * DAY_MS } });
  const thief = noHub.renderer();
  expect(await codeOf(thief.call({ name: 'unlock', pin: '000000' }))).toBe('wrong-pin');
  await hub.close();
  await thief.call({ name: 'unlock', pin: PIN });
  await statusOf(thief).until(({ door, problem }) => door?.wants === 'hub' && problem !== null);
  expect(JSON.stringify(thief.received)).not.toContain(canary);
  const elsewhere = start({ at: stolen, keys: { osSecret: randomBytes(32).toString('hex') } });
  expect(await codeOf(elsewhere.renderer().call({ name: 'unlock', pin: PIN }))).toBe('wrong-pin');
  expect(bytesIn(stolen)).not.toContain(canary);
  rmSync(stolen, { recursive: true, force: true });
  hub = await startTestHub();
});

test('[ID3] Wrong PINs cost more and more time, also after a restart and with the clock set back', async () => {
  const { core } = await enrolled();
  close(core);
  let now = start();
  let window = now.renderer();
  const wrong = () => window.call({ name: 'unlock', pin: 'sbagliato' });
  for (let slip = 0; slip < 4; slip += 1) expect(await codeOf(wrong())).toBe('wrong-pin');
  close(now);
  now = start();
  window = now.renderer();
  await statusOf(window).until(({ problem }) => problem?.retryAfterMs === 30_000);
  expect(await codeOf(window.call({ name: 'unlock', pin: PIN }))).toBe('wrong-pin');
  clock.advance(-DAY_MS);
  expect(await codeOf(window.call({ name: 'unlock', pin: PIN }))).toBe('wrong-pin');
  clock.advance(DAY_MS + 30_000);
  expect(await codeOf(wrong())).toBe('wrong-pin');
  clock.advance(59_999);
  expect(await codeOf(window.call({ name: 'unlock', pin: PIN }))).toBe('wrong-pin');
  clock.advance(1);
  await window.call({ name: 'unlock', pin: PIN });
  expect(JSON.stringify(now.log)).not.toContain('sbagliato');
});

test('[ID3] A PIN is changed by who knows it; obvious ones are refused', async () => {
  const { core, window } = await enrolled();
  expect(await codeOf(window.call({ name: 'choose-pin', pin: '111111', former: PIN }))).toBe('weak-pin');
  expect(await codeOf(window.call({ name: 'choose-pin', pin: 'un altro 8', former: 'altro' }))).toBe('wrong-pin');
  await window.call({ name: 'choose-pin', pin: 'un altro 8', former: PIN });
  close(core);
  const again = start().renderer();
  expect(await codeOf(again.call({ name: 'unlock', pin: PIN }))).toBe('wrong-pin');
  await again.call({ name: 'unlock', pin: 'un altro 8' });
  await statusOf(again).until(({ connection }) => connection === 'online');
});

test('[ID3] Where a PIN is wanted, nobody enrols without one, and a code that is wrong leaves no PIN behind', async () => {
  const window = start().renderer();
  await statusOf(window).until(({ connection, pin }) => connection === 'not-enrolled' && pin === 'wanted');
  const call = { name: 'enrol', hubUrl: hub.syncUrl } as const;
  expect(await codeOf(window.call({ ...call, code: await hub.code('Maria Rossi') }))).toBe('weak-pin');
  expect(await codeOf(window.call({ ...call, code: 'ABCDE-FGHJK', pin: PIN }))).toBe('wrong-code');
  expect((JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as { pin: unknown }).pin).toBeNull();
});

test('[ID4] A personal PC opens without the hub for as long as the policy says, counted whatever its clock does', async () => {
  const { core, window } = await enrolled();
  await window.call({ name: 'save-draft', conversationId: 'x', kind: 'note', text: 'bozza' });
  close(core);
  await hub.close();
  for (const days of [3, -30, 3]) {
    clock.advance(days * DAY_MS);
    const offline = start();
    const status = statusOf(offline.renderer());
    await offline.renderer().call({ name: 'unlock', pin: PIN });
    await status.until(({ connection }) => connection === 'offline' || connection === 'connecting');
    close(offline);
  }
  clock.advance(DAY_MS);
  const late = start();
  const seat = late.renderer();
  await seat.call({ name: 'unlock', pin: PIN });
  await statusOf(seat).until(({ door }) => door?.wants === 'hub');
  hub = await startTestHub();
});

test('[ID4] While it runs, a PC that was without the hub for too long closes, and opens with the hub again, drafts and all', async () => {
  const { core, window } = await enrolled();
  await window.call({ name: 'save-draft', conversationId: 'x', kind: 'desk', text: '{"bozza":1}' });
  close(core);
  const slow = createStepClock(clock.now());
  // What takes a minute or more waits for the test's clock.
  const timers: Timers = {
    after: (delayMs, run) => (delayMs >= 60_000 ? slow : realTimers).after(delayMs, run),
  };
  const away = start({ hubUrl: unreachable, timers });
  const seat = away.renderer();
  const status = statusOf(seat);
  await seat.call({ name: 'unlock', pin: PIN });
  await status.until(({ connection }) => connection === 'offline');
  for (let minutes = 0; minutes < 7 * 24 * 60; minutes += 60) {
    clock.advance(60 * 60_000);
    slow.advance(60 * 60_000);
  }
  await status.until(({ door }) => door?.wants === 'pin');
  expect(away.toMain.map(({ type }) => type)).toContain('locked');
  close(away);
  const back = start();
  const again = back.renderer();
  await again.call({ name: 'unlock', pin: PIN });
  await again.watch({ name: 'desk-drafts' }).until((drafts) => drafts.some(({ text }) => text === '{"bozza":1}'));
});

test('[ID5] A locked PC shows nothing and takes nothing, but goes on working; the PIN brings everything back', async () => {
  const { core, window } = await enrolled();
  const list = window.watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 10 });
  core.core.receive({ type: 'lock' });
  await statusOf(window).until(({ door }) => door?.wants === 'pin');
  expect(core.toMain.map(({ type }) => type)).toContain('locked');
  await hub.receive({ subject: canary });
  expect(await codeOf(window.call({ name: 'take-number' }))).toBe('invalid-request');
  expect(await codeOf(window.call({ name: 'choose-pin', pin: 'un altro 8', former: PIN }))).toBe('invalid-request');
  expect(list.now().rows).toEqual([]);
  expect(await codeOf(window.call({ name: 'unlock', pin: 'sbagliato' }))).toBe('wrong-pin');
  expect(JSON.stringify(window.received)).not.toContain(canary);
  await window.call({ name: 'unlock', pin: PIN });
  await list.until(({ rows }) => rows.some(({ content }) => content?.subject === canary));
});

test('[ID6] Who leaves is not waited for: what can leave does, then the program ends and nothing opens it but the PIN', async () => {
  const id = await hub.receive();
  const { core, window } = await enrolled();
  await window
    .watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 10 })
    .until(({ total }) => total === 1);
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  core.core.receive({ type: 'leave' });
  expect(await codeOf(window.call({ name: 'unlock', pin: PIN }))).not.toBe('ok');
  await until(() => core.toMain.some(({ type }) => type === 'stopped'));
  expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'claimed' });
});

test('[SH5] A device that is revoked while connected deletes its data within 5 s, and nothing of it is applied', async () => {
  const id = await hub.receive({ subject: canary });
  const { core, window } = await enrolled();
  const [device] = await hub.storage.read((tx) => tx.devices());
  const before = performance.now();
  await hub.storage.write((tx) => tx.revokeDevice(device!.id, hub.clock.now()));
  void window.call({ name: 'command', command: { name: 'claim', conversationId: id } }).catch(() => undefined);
  await statusOf(window).until(({ door }) => door?.wants === 'nothing');
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(readdirSync(folder).filter((name) => /^(keys\.json|sportello\.db)/.test(name))).toEqual([]);
  expect(core.toMain.at(-1)).toEqual({ type: 'wiped' });
  expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting' });
  expect((await hub.storage.read((tx) => tx.device(device!.id)))?.lastCommand).toBe(0);
});

test('[SH5] A device that was away when it was revoked can not be opened, and is deleted at its next contact', async () => {
  const { core } = await enrolled({ keys: { offlineWindowMs: null } });
  close(core);
  const [device] = await hub.storage.read((tx) => tx.devices());
  await hub.storage.write((tx) => tx.revokeDevice(device!.id, hub.clock.now()));
  const back = start({ keys: { offlineWindowMs: null } });
  const window = back.renderer();
  const before = performance.now();
  await window.call({ name: 'unlock', pin: PIN });
  await statusOf(window).until(({ door }) => door?.wants === 'nothing');
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(readdirSync(folder).filter((name) => /^(keys\.json|sportello\.db)/.test(name))).toEqual([]);
});

test('[SH5] What was waiting to leave when it was revoked is refused, all of it: 0 commands are accepted, and nothing is left', async () => {
  const id = await hub.receive({ subject: canary });
  const { core, window } = await enrolled();
  await window.watch({ name: 'conversation', id }).until((value) => value !== null, 'known');
  close(core);
  const away = start({ hubUrl: unreachable });
  const offline = away.renderer();
  await offline.call({ name: 'unlock', pin: PIN });
  const { seq } = await offline.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  for (const messageId of ['m-1', 'm-2']) {
    const under = { claim: seq };
    const note = { name: 'note' as const, conversationId: id, under, messageId, text: canary };
    await offline.call({ name: 'command', command: note });
  }
  expect(statusOf(offline).now().outboxCount).toBe(3);
  close(away);
  const [device] = await hub.storage.read((tx) => tx.devices());
  const answered = device?.lastCommand;
  await hub.storage.write((tx) => tx.revokeDevice(device!.id, hub.clock.now()));
  const before = performance.now();
  const back = start().renderer();
  await back.call({ name: 'unlock', pin: PIN });
  await statusOf(back).until(({ door }) => door?.wants === 'nothing');
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(bytesIn(folder)).not.toContain(canary);
  expect(readdirSync(folder).filter((name) => /^(keys\.json|sportello\.db)/.test(name))).toEqual([]);
  expect((await hub.storage.read((tx) => tx.device(device!.id)))?.lastCommand).toBe(answered);
  expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting', fence: 0 });
  const messages = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  expect(messages.filter(({ kind }) => kind === 'note')).toEqual([]);
});

test('[ID7] A database from before goes on under its key, which is wrapped at once; a PIN is chosen before anything is shown', async () => {
  const formerKey = randomBytes(32).toString('hex');
  const before = openTestCore({ folder, key: formerKey, start: { hubUrl: hub.syncUrl } });
  const first = before.renderer();
  await first.call({ name: 'enrol', code: await hub.code('Maria Rossi'), hubUrl: hub.syncUrl });
  before.stop();
  const core = start({ databaseKey: formerKey });
  expect(core.toMain.map(({ type }) => type)).toContain('adopted');
  const window = core.renderer();
  const status = statusOf(window);
  await status.until(({ door }) => door?.wants === 'new-pin');
  await window.call({ name: 'choose-pin', pin: PIN, former: null });
  await status.until(({ connection }) => connection === 'online');
  await until(() => shareIsIn(folder));
  expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain(formerKey);
  close(core);
  const again = start();
  await again.renderer().call({ name: 'unlock', pin: PIN });
  expect(again.toMain.map(({ type }) => type)).toContain('ready');
});

test('[SH4] After 90 days the device changes its key, and opens with the new one', async () => {
  const { core } = await enrolled({ keys: { offlineWindowMs: null } });
  const keyAtHub = async () => (await hub.storage.read((tx) => tx.devices()))[0]?.publicKey;
  const first = await keyAtHub();
  close(core);
  clock.advance(91 * DAY_MS);
  const late = start({ keys: { offlineWindowMs: null } });
  const seat = late.renderer();
  await seat.call({ name: 'unlock', pin: PIN });
  await statusOf(seat).until(({ connection }) => connection === 'online');
  let second = first;
  await until(() => {
    void keyAtHub().then((key) => (second = key));
    return second !== first;
  });
  close(late);
  const again = start({ keys: { offlineWindowMs: null } });
  const back = again.renderer();
  await back.call({ name: 'unlock', pin: PIN });
  await statusOf(back).until(({ connection }) => connection === 'online');
  expect(await keyAtHub()).toBe(second);
});

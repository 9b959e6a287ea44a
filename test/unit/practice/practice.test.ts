import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystemIds } from '../../../hub/cli/effects.ts';
import { createPractice, type Practice } from '../../../practice/practice.ts';
import type { View } from '../../../shared/bridge/core-queries.ts';
import type { FromCore } from '../../../shared/bridge/host.ts';
import { openRenderer, type TestRenderer } from '../../support/core-fixture.ts';
import { createStepClock, type StepClock } from '../../support/step-clock.ts';

// Core and hub of a practice in this process, on one clock that the test steps.
let clock: StepClock;
let practice: Practice;
let window: TestRenderer;
const failures: unknown[] = [];
const toMain: FromCore[] = [];
let before: readonly string[];

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Second by second, and everything that is due gets its turns: pings are answered as in life. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    clock.advance(1_000);
    for (let turn = 0; turn < 40; turn += 1) await settle();
  }
}

const rows = (view: View) => {
  const { answers } = window.watch({ name: 'list', view, groupId: null, offset: 0, limit: 200 });
  return answers.at(-1)?.rows ?? [];
};
const opened = (id: string) => window.watch({ name: 'conversation', id }).answers.at(-1) ?? null;

/** Takes a case of the list and answers it; returns its id. */
async function takeAndAnswer(name: string, text: string): Promise<string> {
  const id = rows('to-take').find(({ content }) => content?.contactName === name)?.id ?? 'none';
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await pass(1);
  const under = opened(id)?.under ?? 0;
  await window.call({
    name: 'command',
    command: { name: 'reply', conversationId: id, under, messageId: `reply-${id}`, text },
  });
  return id;
}

/** What the process holds open besides its own pipes: regular files and sockets of a network. */
const openFiles = (): readonly string[] =>
  readdirSync('/proc/self/fd')
    .flatMap((fd) => {
      const link = `/proc/self/fd/${fd}`;
      return existsSync(link) ? [readlinkSync(link)] : [];
    })
    .toSorted();

beforeEach(async () => {
  failures.length = 0;
  toMain.length = 0;
  before = openFiles();
  // A Tuesday at ten in Italy.
  clock = createStepClock();
  practice = createPractice({
    clock,
    timers: clock,
    ids: createSystemIds(clock),
    random: { next: () => 0 },
    soon: (run) => void setImmediate(run),
    nodeVersion: process.version,
    failed: (error) => failures.push(error),
    toMain: (message) => toMain.push(message),
  });
  const start = { databaseFile: ':memory:', databaseKey: null, protection: 'none', hubUrl: null, enrolCode: null };
  practice.receive({ type: 'start', ...start, deviceName: 'PC', appVersion: '0.1.0', logFile: null });
  window = openRenderer(practice, 1);
  const status = window.watch({ name: 'status' });
  for (let second = 0; status.now()?.connection !== 'online' && second < 60; second += 1) await pass(1);
  expect(status.now()).toMatchObject({ connection: 'online' });
  await pass(1);
});

afterEach(async () => {
  practice.receive({ type: 'stop' });
  await expect.poll(() => toMain.at(-1)).toEqual({ type: 'stopped' });
  expect(failures).toEqual([]);
});

test('[PX2] whoever starts is at work at once, among cases of every channel, and no file or socket is open', () => {
  const waiting = rows('to-take');
  expect(waiting.length).toBeGreaterThan(15);
  expect(new Set(waiting.map(({ channel }) => channel))).toEqual(new Set(['ticket', 'chat', 'voicemail']));
  expect(waiting.some(({ flags }) => flags.length > 0)).toBe(true);
  expect(waiting.some(({ content }) => content?.contactName === 'Ernesto Pellegrini')).toBe(true);
  expect(window.watch({ name: 'canned-replies' }).answers.at(-1)?.length).toBeGreaterThan(5);
  expect(openFiles().filter((file) => !before.includes(file))).toEqual([]);
  expect(toMain.map(({ type }) => type)).toEqual(['ready']);
});

test('[PX3] a mail counts as sent, and its reader answers; whoever is offered an appointment takes the first slot', async () => {
  const answered = await takeAndAnswer('Anna Galli', 'Buongiorno, può riprovare adesso?');
  await pass(3);
  expect(opened(answered)?.messages.find(({ id }) => id === `reply-${answered}`)).toMatchObject({ delivery: 'sent' });
  await pass(20);
  expect(opened(answered)?.messages.some(({ text }) => text.startsWith('Adesso funziona'))).toBe(true);

  const token = 'a'.repeat(43);
  const confided = rows('to-take').find(({ flags }) => flags.length > 0)?.id ?? 'none';
  await window.call({ name: 'command', command: { name: 'claim', conversationId: confided } });
  await pass(1);
  const under = opened(confided)?.under ?? 0;
  const about = { conversationId: confided, under };
  await window.call({
    name: 'command',
    command: { name: 'offer-appointment', ...about, token, groupId: 'segreteria', place: 'office' },
  });
  const text = `Scelga qui quando venire: https://esercitazione.example/appuntamento/${token}`;
  await window.call({ name: 'command', command: { name: 'reply', ...about, messageId: 'offered', text } });
  await pass(15);
  const agenda = window.watch({ name: 'agenda', from: clock.now(), to: clock.now() + 30 * 86_400_000 });
  expect(agenda.answers.at(-1)?.some(({ conversationId }) => conversationId === confided)).toBe(true);
});

test('[PX4] a visitor answers in the chat; a colleague takes cases, and leaves enough', async () => {
  const waiting = rows('to-take').length;
  const chat = await takeAndAnswer('Silvia Mazzoleni', 'Buongiorno, sotto il nome dell’evento.');
  const lines = (): number => opened(chat)?.messages.filter(({ kind }) => kind === 'incoming').length ?? 0;
  expect(lines()).toBe(1);
  await pass(6);
  expect(lines()).toBe(2);
  await pass(20);
  expect(rows('to-take').length).toBe(waiting - 2);
  await pass(20 * 75);
  expect(rows('to-take').filter(({ channel, flags }) => channel === 'ticket' && flags.length === 0).length).toBe(8);
});

import type { Page } from 'playwright';
import { now } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { go, inCase, inDialog, mine, offline, pressAtDesk, type Screen, see, steps } from './screen.ts';

const waiting = { conversationId: 'c-121', number: '2026-000121', localAt: now - 300_000, undoUntil: null };
const outbox: NonNullable<Script['outbox']> = [
  { seq: 1, name: 'claim', sent: true, ...waiting },
  { seq: 2, name: 'reply', sent: false, ...waiting },
];
type Notice = NonNullable<Script['notices']>[number];
const notice = (id: number, kind: Notice['kind'], more: Partial<Notice> = {}): Notice => ({
  ...{ id, localAt: now, conversationId: 'c-124', number: '2026-000124', kind, command: null, failure: null },
  ...more,
});

const isOpen = async (page: Page): Promise<void> => await page.getByRole('log').waitFor();

/** How it stands with the connection, what is on its way, and what one has to be told. */
export const stateScreens: readonly Screen[] = [
  { name: 'outbox', isMain: true, script: { ...offline, outbox }, act: go(/^In uscita/) },
  { name: 'outbox-empty', script: {}, act: go(/^In uscita/) },
  { name: 'toasts-past', script: {}, act: steps(pressAtDesk('F8'), inDialog) },
  {
    name: 'notices',
    isMain: true,
    script: {
      notices: [
        notice(1, 'lease-expired'),
        notice(2, 'added'),
        notice(3, 'late-answer'),
        notice(4, 'inspected', { failure: { code: 'taken', userId: 'u-paola', at: now } }),
        notice(5, 'expired', { conversationId: null, number: null }),
      ],
    },
  },
  {
    name: 'first-synchronisation',
    script: {
      status: { syncing: { done: 8_200, total: 20_000 }, protection: 'none' },
      info: { developmentRuntime: true, settingsProblem: true },
      hurried: true,
    },
  },
  {
    name: 'core-restarting',
    script: mine,
    act: steps(
      isOpen,
      async (page) => await page.evaluate(() => window.scripted.tell('core-stopped', { restarting: true })),
      async (page) => await page.getByRole('alert').first().waitFor(),
    ),
  },
  {
    name: 'core-stopped',
    script: mine,
    act: steps(
      isOpen,
      async (page) => await page.evaluate(() => window.scripted.tell('core-stopped', { restarting: false })),
      async (page) => await page.getByRole('alert').first().waitFor(),
    ),
  },
  { name: 'desk', isMain: true, script: {}, act: steps(go('Nuovo contatto'), see('2026-500001')) },
  {
    name: 'desk-no-number',
    script: { fails: { 'take-number': { code: 'no-numbers' } } },
    act: go('Nuovo contatto'),
  },
  {
    name: 'working',
    script: { ...mine, silent: ['command'], hurried: true },
    act: steps(inCase('e'), see('Ancora un momento…')),
  },
];

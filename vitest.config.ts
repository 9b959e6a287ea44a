import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { screens } from './test/support/e2e/screens.ts';

// Tests start some hundred hubs, and half of a hub's start is compiling: the first of them does it for the others.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'out', 'compile-cache');

const minuteMs = 60_000;
/** Many of these start processes, which on a busy machine takes its time. */
const fast = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: 30_000, hookTimeout: 30_000, ...more },
});
const withPostgres = { globalSetup: ['test/support/postgres-setup.ts'] };
/** The same tests of the hub once more, on the other database. */
const onPostgres = {
  ...withPostgres,
  env: { SPORTELLO_TEST_DATABASE: 'postgres' },
  include: [
    'claims',
    'staff',
    'numbers',
    'commands',
    'eviction',
    'feed',
    'handshake',
    'intake',
    'leases',
    'presence',
    'limits',
    'rights',
    'merge',
    'reach',
    'appointments',
    'offers',
    'bookings',
    'calendar',
    'schedules',
    'follow',
    'ticket-api',
    'chat',
    'chat-more',
    'redaction',
    'documents',
    'files',
    'canned-replies',
    'canned-files',
    'shares',
    'next',
    'promise',
    'unseen',
    'inspections',
    'board',
    'reassign',
    'exports',
  ]
    .map((about) => `test/sync/hub-${about}.test.ts`)
    .concat('test/sync/appointment-page.test.ts', 'test/sync/appointment-mail.test.ts', 'test/sync/restore.test.ts'),
};
/** As many at a time as there are screens, since a screen has one keyboard focus and one clipboard. */
const inElectron = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/support/e2e/own-screen.ts'],
    maxWorkers: Math.max(1, screens().length),
    testTimeout: 2 * minuteMs,
    hookTimeout: 2 * minuteMs,
  },
});

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    // All cores, as nobody works at this machine meanwhile; by itself it would leave one free, of two.
    maxWorkers: availableParallelism(),
    // Until a worker that was told to end has ended.
    teardownTimeout: minuteMs,
    environment: 'node',
    // A condition may be waited for as long as a busy machine needs; one second, the default, is too short for windows.
    expect: { poll: { timeout: 9_000 } },
    reporters: ['./test/support/plain-reporter.ts'],
    projects: [
      fast('unit'),
      fast('contract', withPostgres),
      fast('sync', withPostgres),
      fast('sync-postgres', onPostgres),
      inElectron('e2e'),
      inElectron('screenshots'),
    ],
  },
});

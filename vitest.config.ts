import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests start some hundred hubs, and half of a hub's start is compiling: the first of them does it for the others.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'out', 'compile-cache');

const minuteMs = 60_000;
const fast = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: 10_000, ...more },
});
/** Many of these start processes, which on a busy machine takes its time. */
const withPostgres = { globalSetup: ['test/support/postgres-setup.ts'], testTimeout: 30_000 };
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
    .concat('test/sync/appointment-page.test.ts', 'test/sync/appointment-mail.test.ts'),
};
/** One window at a time: they share a screen, two cores and the keyboard focus. */
const inElectron = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    fileParallelism: false,
    testTimeout: minuteMs,
    hookTimeout: minuteMs,
  },
});

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    // All cores, as nobody works at this machine meanwhile; by itself it would leave one free, of two.
    maxWorkers: availableParallelism(),
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

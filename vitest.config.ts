import { defineConfig } from 'vitest/config';

const minuteMs = 60_000;
const fast = (name: string) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: 10_000 },
});
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
    environment: 'node',
    reporters: ['./test/support/plain-reporter.ts'],
    projects: [fast('unit'), fast('contract'), fast('sync'), inElectron('e2e'), inElectron('screenshots')],
  },
});

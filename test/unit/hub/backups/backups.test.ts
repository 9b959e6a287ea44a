import { describe, expect, test } from 'vitest';
import { createBackups, type Backups, type BackupTools } from '../../../../hub/backups/backups.ts';
import { copiesIn, copyName, madeAt, surplus, untilNext } from '../../../../hub/backups/plan.ts';
import { createLog } from '../../../../hub/log.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-03-10T08:00:00Z');

describe('the plan', () => {
  test('names say when a copy was made, and sort so', () => {
    expect(copyName(start)).toBe('hub-20260310T080000Z.db');
    expect(madeAt('hub-20260310T080000Z.db')).toBe(start);
    expect(madeAt('hub.keys')).toBeNull();
    expect(copiesIn(['hub.keys', copyName(start + HOUR), 'hub-x.db', copyName(start)])).toEqual([
      copyName(start),
      copyName(start + HOUR),
    ]);
  });

  test.each([
    ['none yet: at once', [], 0],
    ['one just made', [copyName(start)], 6 * HOUR],
    ['one from before', [copyName(start - 5 * HOUR)], HOUR],
    ['one that should have been made while the hub was off', [copyName(start - 50 * HOUR)], 0],
    ['one from the future (the clock was wrong): not never', [copyName(start + 900 * HOUR)], 6 * HOUR],
  ])('%s', (_what, names, delay) => {
    expect(untilNext(names, { now: start, everyMs: 6 * HOUR })).toBe(delay);
  });

  test('the newest stay', () => {
    const names = [0, 1, 2, 3].map((n) => copyName(start + n * HOUR));
    expect(surplus(names, 3)).toEqual(names.slice(0, 1));
    expect(surplus(names, 9)).toEqual([]);
  });
});

describe('rounds', () => {
  /** A folder whose copies can be made to fail, and a clock that is stepped. */
  function world(keep = 2) {
    const state = {
      names: [] as string[],
      make: true,
      verify: true,
      changed: new Set<string>(),
      bad: new Set<string>(),
      now: start,
    };
    const tools: BackupTools = {
      names: async () => state.names,
      clean: async () => undefined,
      make: async (name) => {
        if (state.make) state.names.push(name);
        return state.make;
      },
      verify: async (name) => state.verify && !state.bad.has(name),
      isUnchanged: async (name) => !state.changed.has(name),
      remove: async (name) => void (state.names = state.names.filter((other) => other !== name)),
      abort: () => undefined,
    };
    let due: { at: number; run: () => void } | null = null;
    const events: string[] = [];
    const backups = createBackups({
      tools,
      clock: { now: () => state.now },
      timers: {
        after(delayMs, run) {
          due = { at: state.now + delayMs, run };
          return () => (due = null);
        },
      },
      log: createLog({ write: (line: string) => void events.push((JSON.parse(line) as { msg: string }).msg) }),
      everyMs: 6 * HOUR,
      keep,
    });
    const next = async (): Promise<void> => {
      const { at, run } = due ?? { at: Number.NaN, run: () => undefined };
      state.now = at;
      due = null;
      run();
      while (due === null) await Promise.resolve();
    };
    return { state, backups, events, next };
  }
  const begun = async (made: { backups: Backups; next: () => Promise<void> }): Promise<void> => {
    await made.backups.start();
    await made.next();
  };

  test('every six hours one, of which the last two stay', async () => {
    const made = world();
    await begun(made);
    await made.next();
    await made.next();
    expect(made.state.names).toEqual([copyName(start + 6 * HOUR), copyName(start + 12 * HOUR)]);
    expect(made.backups.state()).toEqual({ verifiedAt: start + 12 * HOUR, failures: 0, damaged: 0 });
    expect(made.events).toEqual(['backup-verified', 'backup-verified', 'backup-verified']);
  });

  test('a copy that is not good is reported, and no older one goes for it', async () => {
    const made = world();
    await begun(made);
    await made.next();
    made.state.verify = false;
    await made.next();
    await made.next();
    expect(made.state.names).toHaveLength(4);
    expect(made.backups.state()).toMatchObject({ verifiedAt: start + 6 * HOUR, failures: 2 });
    expect(made.events.slice(2)).toEqual(['backup-damaged', 'backup-damaged']);
  });

  test('a disk that is full does not end the rounds', async () => {
    const made = world();
    made.state.make = false;
    await begun(made);
    made.state.make = true;
    await made.next();
    expect(made.events).toEqual(['backup-failed', 'backup-verified']);
  });

  test('the copy of an earlier hub is tried at the start; one that is not good is followed by another at once', async () => {
    const made = world(5);
    made.state.names.push(copyName(start - 2 * HOUR));
    await begun(made);
    expect(made.backups.state()).toEqual({ verifiedAt: start - 2 * HOUR, failures: 0, damaged: 0 });
    await made.next();
    expect(made.state).toMatchObject({ names: [copyName(start - 2 * HOUR), copyName(start + 4 * HOUR)] });

    const half = world(5);
    half.state.names.push(copyName(start - 2 * HOUR));
    half.state.bad.add(copyName(start - 2 * HOUR));
    await begun(half);
    expect(half.events).toEqual(['backup-damaged', 'backup-verified']);
    expect(half.state.names).toEqual([copyName(start - 2 * HOUR), copyName(start)]);
    expect(half.backups.state()).toMatchObject({ verifiedAt: start, failures: 1 });
  });

  test('an older copy that has changed is reported once', async () => {
    const made = world(5);
    await begun(made);
    made.state.changed.add(copyName(start));
    await made.next();
    await made.next();
    expect(made.backups.state()).toMatchObject({ failures: 1, damaged: 1 });
    expect(made.events.filter((event) => event === 'backup-damaged')).toHaveLength(1);
  });
});

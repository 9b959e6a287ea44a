import { describe, expect, test } from 'vitest';
import type { Place } from '../../../../shared/bridge/desktop.ts';
import {
  firstWindow,
  idsOf,
  step,
  type Succession,
  type WindowEffect,
  type WindowEvent,
} from '../../../../main/windows/succession.ts';

const at = (scrollTop: number): Place => ({ view: 'mine', groupId: null, conversationId: null, scrollTop });

/** One after the other; what had to be done for it. */
function play(...events: readonly WindowEvent[]): { state: Succession; effects: readonly WindowEffect[] } {
  return events.reduce<{ state: Succession; effects: readonly WindowEffect[] }>(
    ({ state, effects }, event) => {
      const next = step(state, event);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state: firstWindow.state, effects: [] },
  );
}

describe('a window that takes over', () => {
  const started = [
    { type: 'asks', id: 1 },
    { type: 'loaded', id: 1 },
  ] as const;

  test('[EV6] the old one says where the person is when the fresh one asks, and ends after that, not before', () => {
    const before = [
      ...started,
      { type: 'discard', id: 1 },
      { type: 'asks', id: 2 },
      { type: 'loaded', id: 2 },
    ] as const;
    expect(play(...before).effects).toEqual([
      { type: 'give', id: 1, place: null },
      { type: 'open', id: 2, instead: 1 },
      { type: 'ask', id: 1 },
    ]);
    expect(play(...before, { type: 'leaves', id: 1, place: at(7) }).effects.slice(3)).toEqual([
      { type: 'give', id: 2, place: at(7) },
      { type: 'end', id: 1 },
    ]);
  });

  test.each([
    ['is silent', { type: 'silent', id: 1 }],
    ['dies', { type: 'lost', id: 1, mayRenew: true }],
  ] as const)('[EV6] where the old one %s, what it kept last is where the person is', (_what, event) => {
    const { effects } = play(
      ...started,
      { type: 'keeps', id: 1, place: at(3) },
      { type: 'discard', id: 1 },
      { type: 'asks', id: 2 },
      event,
    );
    expect(effects.at(-1)).toEqual({ type: 'give', id: 2, place: at(3) });
  });

  test('[EV6] a late word of the old one is not where the person is', () => {
    const { state } = play(
      { type: 'discard', id: 1 },
      { type: 'asks', id: 2 },
      { type: 'silent', id: 1 },
      { type: 'keeps', id: 2, place: at(2) },
      { type: 'leaves', id: 1, place: at(1) },
      { type: 'keeps', id: 1, place: at(1) },
    );
    expect(state.kept).toEqual(at(2));
  });

  test('[EV6] one that shows what is evicted while it takes over is replaced itself, from where the person is by then', () => {
    const { state, effects } = play(
      { type: 'discard', id: 1 },
      { type: 'asks', id: 2 },
      { type: 'leaves', id: 1, place: at(1) },
      { type: 'discard', id: 2 },
      { type: 'loaded', id: 2 },
      { type: 'keeps', id: 2, place: at(2) },
      { type: 'asks', id: 3 },
      { type: 'silent', id: 2 },
      { type: 'loaded', id: 3 },
    );
    expect(effects.slice(-3)).toEqual([
      { type: 'ask', id: 2 },
      { type: 'give', id: 3, place: at(2) },
      { type: 'end', id: 2 },
    ]);
    expect(state).toEqual({ kept: at(2), lastId: 3, current: 3, next: null });
  });

  test('[EV6] a window whose process dies is replaced, and the person is where they were; the umpteenth time it is left', () => {
    const where = { type: 'keeps', id: 1, place: at(5) } as const;
    const { effects } = play(where, { type: 'lost', id: 1, mayRenew: true }, { type: 'asks', id: 2 });
    expect(effects.at(-1)).toEqual({ type: 'give', id: 2, place: at(5) });
    expect(play(where, { type: 'lost', id: 1, mayRenew: false }).effects).toEqual([]);
  });

  test('[ID6] after a lock nothing of the person is kept, and what their window still says is not heard', () => {
    const { state, effects } = play(
      { type: 'keeps', id: 1, place: at(4) },
      { type: 'forget' },
      { type: 'keeps', id: 1, place: at(4) },
      { type: 'asks', id: 2 },
      { type: 'leaves', id: 1, place: at(4) },
    );
    expect(effects.at(-1)).toEqual({ type: 'give', id: 2, place: null });
    expect(state.kept).toBeNull();
  });
});

/** What is known of the windows beside the succession itself, to judge it by. */
interface World {
  readonly state: Succession;
  /** Must not stay. */
  readonly tainted: readonly number[];
  /** Belonged to somebody who has left. */
  readonly former: readonly number[];
  /** Have asked, and have no answer. */
  readonly waiting: readonly number[];
  readonly open: readonly number[];
}

const start: World = { state: firstWindow.state, tainted: [], former: [], waiting: [], open: [1] };
const THEIRS = at(1);
const FORMER = at(2);

/** Everything that can happen, whether it makes sense or not. */
function possible({ state, former }: World): WindowEvent[] {
  const any = idsOf(state).flatMap((id): WindowEvent[] => {
    const place = former.includes(id) ? FORMER : THEIRS;
    return [
      { type: 'discard', id },
      { type: 'lost', id, mayRenew: true },
      { type: 'lost', id, mayRenew: false },
      { type: 'asks', id },
      { type: 'keeps', id, place },
      { type: 'leaves', id, place },
      { type: 'silent', id },
      { type: 'loaded', id },
      { type: 'closed', id },
    ];
  });
  return [{ type: 'forget' }, ...any];
}

function happen(world: World, event: WindowEvent): World {
  const { state, effects } = step(world.state, event);
  const next = {
    tainted: [...world.tainted],
    former: [...world.former],
    waiting: [...world.waiting],
    open: [...world.open],
  };
  if (event.type === 'discard') next.tainted.push(event.id);
  // A window that has not asked yet has nothing of the person.
  const known = idsOf(world.state).filter((id) => id !== world.state.next?.id || world.state.next.place === 'given');
  if (event.type === 'forget') {
    next.tainted.push(...known);
    next.former.push(...known);
  }
  if (event.type === 'asks') next.waiting.push(event.id);
  if (event.type === 'closed') next.open = next.open.filter((id) => id !== event.id);
  for (const effect of effects) {
    if (effect.type === 'open') next.open.push(effect.id);
    if (effect.type === 'end') next.open = next.open.filter((id) => id !== effect.id);
    if (effect.type !== 'give') continue;
    expect(next.waiting, 'only who asks is answered').toContain(effect.id);
    expect(effect.place).not.toEqual(FORMER);
    next.waiting = next.waiting.filter((id) => id !== effect.id);
  }
  expect(state.kept).not.toEqual(FORMER);
  expect(next.open, 'what is open is known').toEqual(expect.arrayContaining([...idsOf(state)]));
  expect(next.open.length).toBeLessThanOrEqual(2);
  const isOpen = (id: number): boolean => next.open.includes(id);
  return {
    state,
    open: next.open,
    tainted: sorted(next.tainted.filter(isOpen)),
    former: sorted(next.former.filter(isOpen)),
    waiting: sorted(next.waiting.filter(isOpen)),
  };
}

const sorted = (ids: readonly number[]): number[] => [...new Set(ids)].toSorted((a, b) => a - b);

/** Windows are told apart by which came first, not by their numbers. */
const keyOf = ({ state: { kept, current, next }, ...facts }: World): string => {
  const ranks = [...facts.open].toSorted((a, b) => a - b);
  return JSON.stringify({ current, next, ...facts }, (_key, value: unknown) =>
    typeof value === 'number' ? ranks.indexOf(value) : value,
  ).concat(String(kept?.scrollTop));
};

/** Nothing else happens from now on: the windows do what windows do, the old one not even that. */
function settle(world: World): World {
  let now = world;
  for (let round = 0; round < 4 && now.state.next !== null; round += 1) {
    const { id } = now.state.next;
    const old = now.state.current ?? 0;
    now = happen(now, { type: 'asks', id });
    now = happen(now, { type: 'silent', id: old });
    now = happen(now, { type: 'loaded', id });
  }
  return now;
}

test('[EV6] [ID6] whatever happens in whatever order: one window is left in the end, with an answer, and without what had to go', () => {
  const seen = new Map<string, World>([[keyOf(start), start]]);
  const todo = [start];
  for (let world = todo.pop(); world !== undefined; world = todo.pop()) {
    const settled = settle(world);
    expect(settled.state.next).toBeNull();
    expect(settled.waiting).toEqual([]);
    expect(settled.tainted).toEqual([]);
    expect(settled.former).toEqual([]);
    expect(settled.open).toEqual(settled.state.current === null ? [] : [settled.state.current]);
    for (const event of possible(world)) {
      const after = happen(world, event);
      const key = keyOf(after);
      if (seen.has(key)) continue;
      seen.set(key, after);
      todo.push(after);
    }
  }
  expect(seen.size).toBeGreaterThan(50);
});

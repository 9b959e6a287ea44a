import { expect, test } from 'vitest';
import { Presence } from '../../../../main/core/sync/presence.ts';
import type { Up } from '../../../../shared/protocol/up.ts';
import { createStepClock } from '../../../support/step-clock.ts';

function open() {
  const clock = createStepClock(1_000);
  const said: Extract<Up, { type: 'presence' }>[] = [];
  const screen = { looking: [] as string[], changes: 0 };
  const presence = new Presence({
    ...{ clock, timers: clock, looking: () => screen.looking },
    changed: () => void (screen.changes += 1),
  });
  const looksAt = (...ids: string[]): void => {
    screen.looking = ids;
    presence.lookingChanged();
  };
  return { clock, said, screen, presence, looksAt, online: () => presence.online((what) => void said.push(what)) };
}

test('[PR3] Said once the hub is there, then only what has changed, and together what happens within a moment', () => {
  const { clock, said, presence, looksAt, online } = open();
  looksAt('c-1');
  clock.advance(1_000);
  expect(said).toEqual([]);
  online();
  looksAt('c-2');
  presence.setAvailability('away');
  clock.advance(1_000);
  expect(said).toEqual([{ type: 'presence', state: 'away', looking: ['c-2'], typing: null }]);
  looksAt('c-2');
  clock.advance(1_000);
  expect(said).toHaveLength(1);
});

test('[CH10] That it is a note is said with it, so that no visitor is told', () => {
  const { clock, said, presence, looksAt, online } = open();
  online();
  looksAt('c-1');
  presence.typed('c-1', true);
  clock.advance(300);
  expect(said.at(-1)).toMatchObject({ typing: 'c-1', isNote: true });
  presence.typed('c-1');
  clock.advance(300);
  expect(said.at(-1)).not.toHaveProperty('isNote');
});

test('[PR3] Writing is said at once, again every 3 s while it goes on, and when it ends', () => {
  const { clock, said, presence, looksAt, online } = open();
  online();
  looksAt('c-1');
  clock.advance(1_000);
  for (let keys = 0; keys < 40; keys += 1) {
    presence.typed('c-1');
    clock.advance(300);
  }
  // 12 s of writing.
  expect(said.filter(({ typing }) => typing === 'c-1').length).toBeGreaterThanOrEqual(4);
  expect(said.filter(({ typing }) => typing === 'c-1').length).toBeLessThanOrEqual(5);
  clock.advance(7_000);
  expect(said.at(-1)?.typing).toBeNull();
  presence.typed('c-1');
  clock.advance(300);
  presence.stoppedTyping('c-1');
  clock.advance(300);
  expect(said.slice(-2).map(({ typing }) => typing)).toEqual(['c-1', null]);
  // What is not on the screen is not written in.
  presence.typed('c-9');
  clock.advance(10_000);
  expect(said.at(-1)?.typing).toBeNull();
});

test('[PR3] Of more than eight conversations eight are said', () => {
  const { clock, said, looksAt, online } = open();
  online();
  looksAt(...Array.from({ length: 12 }, (_, n) => `c-${n}`));
  clock.advance(300);
  expect(said.at(-1)?.looking).toHaveLength(8);
});

test('[PR1] Without the hub nobody is seen, and of a conversation that was left nothing is kept', () => {
  const { clock, presence, looksAt, online, screen } = open();
  online();
  looksAt('c-1');
  clock.advance(300);
  presence.told({
    type: 'presence',
    users: [{ userId: 'luca', state: 'away' }],
    conversations: [{ conversationId: 'c-1', looking: ['luca'], typing: ['luca'] }],
  });
  const seen = { own: 'available', people: [{ userId: 'luca', state: 'away' }], looking: ['luca'], typing: ['luca'] };
  expect(presence.result('c-1')).toEqual(seen);
  looksAt('c-2');
  looksAt('c-1');
  expect(presence.result('c-1')).toMatchObject({ looking: [], typing: [] });
  presence.told({ type: 'presence', users: [{ userId: 'luca', state: 'offline' }], conversations: [] });
  expect(presence.result(null).people).toEqual([]);
  presence.told({ type: 'presence', users: [{ userId: 'luca', state: 'available' }], conversations: [] });
  const before = screen.changes;
  presence.offline();
  expect(presence.result(null)).toEqual({ own: 'available', people: [], looking: [], typing: [] });
  expect(screen.changes).toBe(before + 1);
});

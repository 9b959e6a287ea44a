import type { Place } from '../../shared/bridge/desktop.ts';

/**
 * One window takes over from another (EV6): a fresh one is opened, asks where the person is, and takes the place of the
 * old one, which then ends. Pure: the windows are numbers here, and everything that happens to them is an event.
 *
 *     discard / forget / lost          asks                leaves / silent / lost        loaded
 *     ───────────────────────▶ unasked ─────▶ awaited ───────────────────────▶ given ─────────▶ the old one ends
 *
 * - Whoever asks for the place gets one answer, however the old window behaves.
 * - A window whose text is to go never stays: not either when that is said while it is still taking over.
 * - What an old window says after it was left is not heard.
 */
export interface Succession {
  /** Where the person is, as the window in which they work said last. */
  readonly kept: Place | null;
  readonly lastId: number;
  /** The window in which the person works; null: it was closed. */
  readonly current: number | null;
  readonly next: Successor | null;
}

interface Successor {
  readonly id: number;
  readonly place: 'unasked' | 'awaited' | 'given';
  readonly isLoaded: boolean;
  /** `in-use`: the person works in it; `asked`: it takes no more keys, and is to say where they are; `left`: it is not heard any more. */
  readonly old: 'in-use' | 'asked' | 'left';
  /** What becomes of it when it is in place: its own text may have to go meanwhile (`goes`), with all that is known of the person (`forgets`). */
  readonly after: 'stays' | 'goes' | 'forgets';
}

export type WindowEvent =
  /** It showed a text that was evicted. */
  | { readonly type: 'discard'; readonly id: number }
  /** Nothing of who sat there may remain (ID5, ID6). */
  | { readonly type: 'forget' }
  /** Its process has gone, or its page did not load. `mayRenew`: not for the umpteenth time. */
  | { readonly type: 'lost'; readonly id: number; readonly mayRenew: boolean }
  | { readonly type: 'asks'; readonly id: number }
  | { readonly type: 'keeps'; readonly id: number; readonly place: Place }
  | { readonly type: 'leaves'; readonly id: number; readonly place: Place }
  /** It was asked and has not answered in time. */
  | { readonly type: 'silent'; readonly id: number }
  | { readonly type: 'loaded'; readonly id: number }
  /** Not by us. */
  | { readonly type: 'closed'; readonly id: number };

export type WindowEffect =
  /** Opens a window that is to take the place of another one. */
  | { readonly type: 'open'; readonly id: number; readonly instead: number | null }
  /** Takes no more keys from now on, and is told to say where the person is. */
  | { readonly type: 'ask'; readonly id: number }
  | { readonly type: 'give'; readonly id: number; readonly place: Place | null }
  /** Destroys it, with its process. */
  | { readonly type: 'end'; readonly id: number };

export interface Step {
  readonly state: Succession;
  readonly effects: readonly WindowEffect[];
}

export const firstWindow: Step = {
  state: { kept: null, lastId: 1, current: 1, next: null },
  effects: [{ type: 'open', id: 1, instead: null }],
};

/** The windows that there are: the one in use first. */
export const idsOf = ({ current, next }: Succession): readonly number[] =>
  [current, next?.id ?? null].filter((id) => id !== null);

export function step(state: Succession, event: WindowEvent): Step {
  if (state.current === null || ('id' in event && !idsOf(state).includes(event.id))) return unchanged(state);
  switch (event.type) {
    case 'discard':
      return discarded(state, event.id);
    case 'forget':
      return forgotten(state);
    case 'lost':
      return lost(state, event);
    case 'asks':
      return asked(state, event.id);
    case 'keeps':
      return unchanged(isHeard(state, event.id) ? { ...state, kept: event.place } : state);
    case 'leaves':
      return wasAsked(state, event.id) ? left({ ...state, kept: event.place }) : unchanged(state);
    case 'silent':
      return wasAsked(state, event.id) ? left(state) : unchanged(state);
    case 'loaded':
      return loaded(state, event.id);
    case 'closed':
      // Whoever closes a window wants to go: none is to appear after it.
      return ended(state);
  }
}

const unchanged = (state: Succession): Step => ({ state, effects: [] });

function discarded(state: Succession, id: number): Step {
  const { next } = state;
  if (next === null) return succeeded(state, 'in-use');
  // The old one is on its way out; the fresh one has just come, and can't be asked before it stands there.
  if (id !== next.id || next.after === 'forgets') return unchanged(state);
  return unchanged({ ...state, next: { ...next, after: 'goes' } });
}

function forgotten(state: Succession): Step {
  const blank = { ...state, kept: null };
  const { next } = state;
  if (next === null) return succeeded(blank, 'left');
  if (next.place === 'given') return unchanged({ ...blank, next: { ...next, after: 'forgets' } });
  return left(blank);
}

function lost(state: Succession, { id, mayRenew }: { id: number; mayRenew: boolean }): Step {
  const { current, next } = state;
  if (next === null) return mayRenew ? succeeded(state, 'left') : unchanged(state);
  if (id === current) return left(state);
  if (!mayRenew) return ended(state);
  const another = succeeded(state, next.old);
  return { ...another, effects: [{ type: 'end', id }, ...another.effects] };
}

function asked(state: Succession, id: number): Step {
  const { kept, current, next } = state;
  if (next === null || id !== next.id || next.place === 'given') {
    return { state, effects: [{ type: 'give', id, place: kept }] };
  }
  const waiting = { ...state, next: { ...next, place: 'awaited' as const } };
  if (next.old === 'left') return given(waiting);
  if (next.old === 'asked' || current === null) return unchanged(waiting);
  return {
    state: { ...waiting, next: { ...waiting.next, old: 'asked' } },
    effects: [{ type: 'ask', id: current }],
  };
}

/** Nothing more is expected from the old window. */
function left(state: Succession): Step {
  const { next } = state;
  return next === null ? unchanged(state) : given({ ...state, next: { ...next, old: 'left' } });
}

function given(state: Succession): Step {
  const { kept, next } = state;
  if (next?.place !== 'awaited') return unchanged(state);
  const inPlace = installed({ ...state, next: { ...next, place: 'given' } });
  return { ...inPlace, effects: [{ type: 'give', id: next.id, place: kept }, ...inPlace.effects] };
}

function loaded(state: Succession, id: number): Step {
  const { next } = state;
  return next?.id === id ? installed({ ...state, next: { ...next, isLoaded: true } }) : unchanged(state);
}

/** The fresh window has all it needs: the old one ends. */
function installed(state: Succession): Step {
  const { current, next } = state;
  if (current === null || next === null || next.place !== 'given' || !next.isLoaded) return unchanged(state);
  const inPlace = { ...state, current: next.id, next: null };
  const after =
    next.after === 'stays' ? unchanged(inPlace) : succeeded(inPlace, next.after === 'goes' ? 'in-use' : 'left');
  return { ...after, effects: [{ type: 'end', id: current }, ...after.effects] };
}

/** A fresh window is to take over, from an old one in this state. */
function succeeded(state: Succession, old: Successor['old']): Step {
  const id = state.lastId + 1;
  return {
    state: { ...state, lastId: id, next: { id, place: 'unasked', isLoaded: false, old, after: 'stays' } },
    effects: [{ type: 'open', id, instead: state.current }],
  };
}

const ended = (state: Succession): Step => ({
  state: { ...state, current: null, next: null },
  effects: idsOf(state).map((id) => ({ type: 'end', id })),
});

const wasAsked = ({ current, next }: Succession, id: number): boolean => id === current && next?.old === 'asked';

function isHeard({ current, next }: Succession, id: number): boolean {
  if (id === current) return next === null || next.old !== 'left';
  return next?.place === 'given' && next.after !== 'forgets';
}

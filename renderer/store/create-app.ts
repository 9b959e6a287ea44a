import { createStore, type StoreApi } from 'zustand/vanilla';
import type { View } from '../../shared/bridge/core-queries.ts';
import type { DesktopBridge, Page, Place, Settings, Writing } from '../../shared/bridge/desktop.ts';
import type { Clock, Timers } from '../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../shared/errors.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { CoreClient } from '../core-client.ts';
import type { KeyId } from '../keys/registry.ts';
import { createToasts, type Toasts } from './toasts.ts';
import {
  type AgendaView,
  type AppState,
  type CoordinationTab,
  type Dialog,
  initialState,
  type Offered,
  type Reassigned,
} from './app-state.ts';
import { createLastPlace } from './last-place.ts';
import { watchCalls } from './lasting-calls.ts';
import { createLiveQueries, type LiveQueries } from './live-queries.ts';

export interface Effects {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly desktop: DesktopBridge;
  readonly core: CoreClient;
}

/** Everything a component can ask for: state to read, and what changes it. */
export interface App extends Effects, Toasts {
  readonly store: StoreApi<AppState>;
  readonly live: LiveQueries;
  /** What can be done now, by the id of its key. */
  readonly actions: Map<KeyId, () => void>;
  /** Where the person was in each case that they opened in this window. */
  readonly readings: Map<string, Read>;
  /** `where` says what is being written, and where in it; null: the focus is elsewhere. Returns how to stop. */
  watchWriting(where: () => Writing | null): () => void;
  /** What is written, or where in it, may have changed. */
  rememberWriting(): void;
  /** Whoever was writing before this window took over is back in their text, or can't be any more. */
  resumeWriting(): void;
  /** Says where the person is, for the window that takes over; by then nothing of it is unsaved. */
  leave(): void;
  go(place: Partial<Place>): void;
  /** Where it was left, as far as it was scrolled. */
  openList(view: View, groupId: string | null): void;
  rememberScroll(scrollTop: number): void;
  show(page: Page): void;
  /** Shows the page for coordinators, at this subject. */
  coordinate(tab: CoordinationTab): void;
  lookAt(change: Partial<AgendaView>): void;
  /** Null: it stands in the reply. */
  putOffer(offered: Offered | null): void;
  /** A reply of this case is coming back into its field; null: it is there. */
  expectUndone(conversationId: string | null): void;
  openDialog(dialog: Dialog | null): void;
  /** Null: it can't be taken back any more. */
  showReassigned(reassigned: Reassigned | null): void;
  search(text: string): void;
  toggleDetails(): void;
  changeSettings(change: Partial<Settings>): void;
  announce(text: string, urgency?: 'polite' | 'assertive'): void;
  /** Stores a command; a failure is shown, and answered with false. */
  send(command: Command): Promise<boolean>;
  /** The same; answered with the number under which it is in the outbox, and null where it could not be stored. */
  sendNumbered(command: Command): Promise<number | null>;
  /** Once per window: the text of a waiting conversation came on screen. */
  reportOpened(conversationId: string): void;
}

interface Read {
  readonly seenId: string | null;
  readonly topId: string | null;
  /** What the contact wrote that was not in sight yet. */
  readonly unseen: number;
}

const keepPlaceMs = 150;

export function createApp(effects: Effects, settings: Settings): App {
  const store = createStore<AppState>(() => initialState(settings));
  const { core, desktop } = watchCalls(effects, store);
  const set = store.setState;
  const toasts = createToasts(store, effects.clock);
  const sendNumbered: App['sendNumbered'] = async (command) => {
    try {
      const undoMs = store.getState().settings.undoSendSeconds * 1000;
      const own = command.name === 'reply' ? { undoMs } : {};
      const { seq } = await core.call({ name: 'command', command, ...own });
      return seq;
    } catch (error) {
      toasts.complain(failureOf(error));
      return null;
    }
  };

  return {
    ...effects,
    core,
    desktop,
    store,
    live: createLiveQueries(core, store),
    actions: new Map(),
    readings: new Map(),
    ...placeActions(store, { ...effects, core, desktop }),
    lookAt: (change) => set(({ agenda }) => ({ agenda: { ...agenda, ...change } })),
    ...plainSetters(set),
    search: (searchText) => set({ searchText, page: 'inbox' }),
    toggleDetails: () => set(({ isDetailsOpen }) => ({ isDetailsOpen: !isDetailsOpen })),
    changeSettings(change) {
      set((state) => ({ settings: { ...state.settings, ...change } }));
      void desktop.call('change-settings', change).then((kept) => set({ settings: kept }));
    },
    announce(text, urgency = 'polite') {
      // A live region speaks on change: the same sentence twice needs a difference that nobody hears.
      set((state) => ({ [urgency]: state[urgency] === text ? `${text}\u00a0` : text }));
    },
    ...toasts,
    send: async (command) => (await sendNumbered(command)) !== null,
    sendNumbered,
    reportOpened: createOpenedReport(core),
  };
}

const listOf = ({ view, groupId }: Pick<Place, 'view' | 'groupId'>): string => `${view}/${groupId ?? ''}`;

/** Where the person is: in the state, and kept by main for the window that may take over at any moment. */
function placeActions(store: StoreApi<AppState>, { core, desktop, timers }: Effects) {
  const set = store.setState;
  let whereWriting: () => Writing | null = () => null;

  const here = (): Place => {
    const { place, page } = store.getState();
    // Until they are back in their text, they are where they were in the window before.
    return { ...place, page, writing: place.writing ?? whereWriting() ?? undefined };
  };
  const kept = createKept(timers, () => void desktop.call('keep-place', here()));
  const writeDown = createLastPlace({ core, timers }, store);
  const keepPlace = (delayMs: number): void => {
    writeDown();
    kept.soon(delayMs);
  };
  const go: App['go'] = (change) => {
    set(({ place }) => ({ place: { ...place, ...change, writing: undefined }, page: 'inbox' }));
    keepPlace(0);
  };
  const scrollTops = new Map<string, number>();
  return {
    watchWriting(where) {
      whereWriting = where;
      return () => {
        if (whereWriting === where) whereWriting = () => null;
      };
    },
    rememberWriting: () => keepPlace(keepPlaceMs),
    resumeWriting() {
      set(({ place }) => ({ place: { ...place, writing: undefined } }));
      keepPlace(keepPlaceMs);
    },
    leave() {
      kept.stop();
      void desktop.call('leave', here());
    },
    go,
    openList: (view, groupId) => go({ view, groupId, scrollTop: scrollTops.get(listOf({ view, groupId })) ?? 0 }),
    rememberScroll(scrollTop) {
      scrollTops.set(listOf(store.getState().place), scrollTop);
      set(({ place }) => ({ place: { ...place, scrollTop } }));
      keepPlace(keepPlaceMs);
    },
    coordinate(coordinationTab) {
      set(({ place }) => ({ coordinationTab, page: 'coordination', place: { ...place, writing: undefined } }));
      keepPlace(0);
    },
    show(page) {
      set(({ page: pageBefore, place }) => ({ page, pageBefore, place: { ...place, writing: undefined } }));
      keepPlace(0);
    },
  } satisfies Partial<App>;
}

/** Counted from the first change on, however many follow; a shorter delay takes the place of a longer one. */
function createKept({ after }: Timers, keep: () => void) {
  let waiting: { readonly delayMs: number; readonly cancel: () => void } | null = null;
  const stop = (): void => {
    waiting?.cancel();
    waiting = null;
  };
  const soon = (delayMs: number): void => {
    if (waiting !== null && waiting.delayMs <= delayMs) return;
    stop();
    const cancel = after(delayMs, () => {
      waiting = null;
      keep();
    });
    waiting = { delayMs, cancel };
  };
  return { soon, stop };
}

function createOpenedReport(core: CoreClient): App['reportOpened'] {
  const opened = new Set<string>();
  return (conversationId) => {
    if (opened.has(conversationId)) return;
    opened.add(conversationId);
    core
      .call({ name: 'command', command: { name: 'open', conversationId } })
      .catch(() => opened.delete(conversationId));
  };
}

/** What only puts a value into the state. */
const plainSetters = (set: (change: Partial<AppState>) => void) =>
  ({
    putOffer: (offered) => set({ offered }),
    expectUndone: (undone) => set({ undone }),
    openDialog: (dialog) => set({ dialog }),
    showReassigned: (reassigned) => set({ reassigned }),
  }) satisfies Partial<App>;

/** Anything unexpected is a defect of ours; to the person it is `internal`. */
export const failureOf = (error: unknown): Failure =>
  error instanceof ExpectedError ? error.failure : { code: 'internal' };

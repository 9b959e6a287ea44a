import type { Draft } from '../../shared/bridge/core-queries.ts';
import type { Timers } from '../../shared/effects.ts';

/** Ms after the first key that is not saved, also while more follow; with the way to the disk this stays within 300 ms. */
export const saveDelayMs = 120;

interface DraftKeeperEffects {
  readonly timers: Timers;
  /** Stores the text; an empty one deletes the draft. */
  readonly save: (text: string) => void;
}

/**
 * Keeps what is being typed and what is stored in step. Stored text comes back as an answer to the live query: an echo of
 * our own saving is ignored, a text that the hub returned is put before what is being typed, and nothing typed is lost.
 */
export interface DraftKeeper {
  text(): string;
  type(text: string): void;
  /** Saves at once what waits to be saved. */
  flush(): void;
  /** The text has been sent. */
  clear(): void;
  /** What was sent comes back: it is taken over, whatever has been typed. */
  expectBack(): void;
  /** What the store holds now. */
  receive(draft: Draft | undefined): void;
  /** What could not be stored is to be stored now. */
  saveAgain(): void;
  subscribe(onChange: () => void): () => void;
}

export function createDraftKeeper({ timers, save }: DraftKeeperEffects): DraftKeeper {
  let current = '';
  let saved = '';
  let isTouched = false;
  let ownSaves = new Set<string>(['']);
  const waiting = oneTimer(timers);
  const listeners = new Set<() => void>();

  const show = (text: string): void => {
    current = text;
    for (const listener of listeners) listener();
  };
  const flush = (): void => {
    waiting.stop();
    if (current === saved) return;
    saved = current;
    ownSaves.add(current);
    save(current);
  };
  const type = (text: string): void => {
    isTouched = true;
    show(text);
    waiting.start(flush);
  };
  const adopt = (stored: string): void => {
    const unsaved = current === saved ? '' : current;
    const before = textBefore(stored, saved);
    saved = stored;
    ownSaves.add(stored);
    show(stored);
    if (unsaved !== '') type(before + unsaved);
  };

  return {
    text: () => current,
    type,
    flush,
    clear() {
      waiting.stop();
      show('');
      saved = '';
      isTouched = true;
      ownSaves = new Set(['']);
      save('');
    },
    expectBack: () => void (isTouched = false),
    receive(draft) {
      const stored = draft?.text ?? '';
      const isReturned = draft !== undefined && draft.returned !== null;
      if (stored === current || ownSaves.has(stored)) return;
      if (!isTouched || isReturned) adopt(stored);
    },
    saveAgain() {
      saved = '';
      flush();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** Runs out from the first start on, however many follow. */
function oneTimer(timers: Timers) {
  let cancel: (() => void) | null = null;
  return {
    start: (run: () => void): void => void (cancel ??= timers.after(saveDelayMs, run)),
    stop(): void {
      cancel?.();
      cancel = null;
    },
  };
}

/** What of a stored text stands before the draft that it was put before. */
const textBefore = (stored: string, draft: string): string =>
  draft !== '' && stored.endsWith(draft) ? stored.slice(0, stored.length - draft.length) : `${stored}\n\n`;

import { describe, expect, test } from 'vitest';
import { createDraftKeeper, saveDelayMs, type DraftKeeper } from '../../../renderer/drafts/draft-keeper.ts';
import type { Draft } from '../../../shared/bridge/core-queries.ts';

interface Bench {
  readonly keeper: DraftKeeper;
  readonly saves: string[];
  /** Lets the timer that waits, if any, run out. */
  elapse(): void;
}

function bench(): Bench {
  let waiting: (() => void) | null = null;
  const saves: string[] = [];
  const timers = {
    after: (_delayMs: number, run: () => void) => {
      waiting = run;
      return () => (waiting = null);
    },
  };
  const keeper = createDraftKeeper({ timers, save: (text) => saves.push(text) });
  return { keeper, saves, elapse: () => waiting?.() };
}

const stored = (text: string, isReturned = false): Draft => ({
  kind: 'reply',
  text,
  localSavedAt: 1,
  returned: isReturned ? { code: 'stale' } : null,
});

describe('typing', () => {
  test('is saved once, soon enough to be on disk within 300 ms', () => {
    const { keeper, saves, elapse } = bench();
    for (const text of ['B', 'Bu', 'Buo']) keeper.type(text);
    elapse();
    expect(saves).toEqual(['Buo']);
    expect(saveDelayMs).toBeLessThanOrEqual(150);
  });

  test('is saved while more keys follow without a pause', () => {
    const { keeper, saves, elapse } = bench();
    let timers = 0;
    const counting = createDraftKeeper({
      timers: {
        after: () => {
          timers += 1;
          return () => undefined;
        },
      },
      save: () => undefined,
    });
    for (const text of ['B', 'Bu', 'Buo']) {
      keeper.type(text);
      counting.type(text);
    }
    expect(timers).toBe(1);
    elapse();
    keeper.type('Buon');
    elapse();
    expect(saves).toEqual(['Buo', 'Buon']);
  });

  test('is saved at once when it comes off the screen, and not twice', () => {
    const { keeper, saves, elapse } = bench();
    keeper.type('Buongiorno');
    keeper.flush();
    keeper.flush();
    elapse();
    expect(saves).toEqual(['Buongiorno']);
  });

  test('emptying the field deletes the draft', () => {
    const { keeper, saves } = bench();
    keeper.receive(stored('vecchia'));
    keeper.type('');
    keeper.flush();
    expect(saves).toEqual(['']);
  });
});

describe('what the store holds', () => {
  test('is shown when nothing was typed', () => {
    const { keeper } = bench();
    keeper.receive(stored('di ieri'));
    expect(keeper.text()).toBe('di ieri');
  });

  test('an echo of our own saving never takes back what was typed since', () => {
    const { keeper, elapse } = bench();
    keeper.type('Buo');
    elapse();
    keeper.type('Buongiorno');
    keeper.receive(stored('Buo'));
    expect(keeper.text()).toBe('Buongiorno');
  });

  test('[CO7] a returned text is shown, put before what was typed and not saved yet', () => {
    const { keeper, saves, elapse } = bench();
    keeper.type('nuovo');
    elapse();
    keeper.type('nuovo testo');
    keeper.receive(stored('tornato\n\nnuovo', true));
    expect(keeper.text()).toBe('tornato\n\nnuovo testo');
    elapse();
    expect(saves.at(-1)).toBe('tornato\n\nnuovo testo');
  });

  test('[CO7] the text that was just sent comes back when it is refused', () => {
    const { keeper, elapse } = bench();
    keeper.type('Le confermo martedì.');
    elapse();
    keeper.clear();
    keeper.receive(undefined);
    expect(keeper.text()).toBe('');
    keeper.receive(stored('Le confermo martedì.', true));
    expect(keeper.text()).toBe('Le confermo martedì.');
  });
});

describe('[CO10] what was undone', () => {
  const sent = 'Le confermo martedì.';

  test('comes back as it was', () => {
    const { keeper, elapse } = bench();
    keeper.type(sent);
    elapse();
    keeper.clear();
    keeper.receive(undefined);
    keeper.expectBack();
    keeper.receive(stored(sent));
    expect(keeper.text()).toBe(sent);
  });

  test('is put before what was begun since and not saved yet', () => {
    const { keeper, saves, elapse } = bench();
    keeper.type(sent);
    keeper.clear();
    keeper.type('Gentile');
    keeper.expectBack();
    keeper.receive(stored(sent));
    elapse();
    expect([keeper.text(), saves.at(-1)]).toEqual([`${sent}\n\nGentile`, `${sent}\n\nGentile`]);
  });

  test('an echo of earlier saving is none of it', () => {
    const { keeper } = bench();
    keeper.type(sent);
    keeper.flush();
    keeper.clear();
    keeper.receive(stored(sent));
    expect(keeper.text()).toBe('');
  });
});

test('what could not be stored is stored when asked again', () => {
  const { keeper, saves, elapse } = bench();
  keeper.type('testo');
  elapse();
  keeper.saveAgain();
  expect(saves).toEqual(['testo', 'testo']);
});

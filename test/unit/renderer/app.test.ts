import { describe, expect, test } from 'vitest';
import type { CoreClient } from '../../../renderer/core-client.ts';
import { createApp } from '../../../renderer/store/create-app.ts';
import { comeBack } from '../../../renderer/store/last-place.ts';
import type { Call } from '../../../shared/bridge/core.ts';
import { defaultSettings, type DesktopBridge } from '../../../shared/bridge/desktop.ts';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';

interface Timer {
  readonly delayMs: number;
  readonly run: () => void;
}

function bench(failure: Failure | null = null) {
  const timers: Timer[] = [];
  const calls: Call[] = [];
  const kept: unknown[] = [];
  let later: Promise<void> | null = null;
  const answerLater = (): (() => void) => {
    let answer = (): void => undefined;
    later = new Promise((resolve) => (answer = resolve));
    return () => answer();
  };
  const core: CoreClient = {
    attach: () => undefined,
    detach: () => undefined,
    call: (call) => {
      calls.push(call);
      if (later !== null) return later.then(() => ({}) as never);
      return failure === null ? Promise.resolve({ seq: 1 } as never) : Promise.reject(new ExpectedError(failure));
    },
    subscribe: () => () => undefined,
  };
  const desktop = {
    call: (name: string, params: unknown) => {
      if (name === 'keep-place') kept.push(params);
      return Promise.resolve(null);
    },
  } as unknown as DesktopBridge;
  const after = (delayMs: number, run: () => void) => {
    const timer = { delayMs, run };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), 1);
  };
  const app = createApp({ core, desktop, clock: { now: () => 0 }, timers: { after } }, defaultSettings);
  const elapse = (): void => timers.splice(0).forEach(({ run }) => run());
  return { app, calls, kept, elapse, timers, answerLater };
}

describe('what lasts', () => {
  test('is said after a second, for as long as it lasts, and only of what a person waits for', async () => {
    const { app, elapse, answerLater } = bench();
    const working = (): number => app.store.getState().working;
    const quick = app.desktop.call('save-pdf', { number: '2026-000124' });
    await quick;
    elapse();
    expect(working()).toBe(0);
    const answer = answerLater();
    const slow = app.core.call({ name: 'record-export', wanted: {} as never });
    const silent = app.core.call({ name: 'canned-uses' });
    expect(working()).toBe(0);
    elapse();
    expect(working()).toBe(1);
    answer();
    await Promise.all([slow, silent]);
    expect(working()).toBe(0);
  });
});

describe('place', () => {
  test('is kept by main once after scrolling, with ids only', () => {
    const { app, kept, elapse } = bench();
    app.go({ conversationId: 'c-1' });
    for (const scrollTop of [10, 20, 30]) app.rememberScroll(scrollTop);
    elapse();
    expect(kept).toEqual([{ view: 'to-take', groupId: null, conversationId: 'c-1', scrollTop: 30, page: 'inbox' }]);
  });

  test('is written down with the person’s own data once they rest, and is where they go on in a new window', () => {
    const { app, calls, elapse } = bench();
    app.go({ view: 'mine', conversationId: 'c-1' });
    for (const scrollTop of [10, 20, 30]) app.rememberScroll(scrollTop);
    elapse();
    const place = { view: 'mine', groupId: null, conversationId: 'c-1', scrollTop: 30 } as const;
    expect(calls).toEqual([{ name: 'change-preferences', change: { place } }]);
    const { app: later, kept, elapse: elapseLater } = bench();
    comeBack(later, place);
    elapseLater();
    expect(later.store.getState()).toMatchObject({ place, comings: 1 });
    expect(kept).toMatchObject([place]);
  });

  test('nobody is led back who has gone somewhere meanwhile, nor to a view that this version does not have', () => {
    const last = { view: 'mine', groupId: null, conversationId: null, scrollTop: 0 };
    const { app } = bench();
    comeBack(app, { ...last, view: 'dreams' });
    expect(app.store.getState()).toMatchObject({ isPlaced: false, place: { view: 'to-take' } });
    app.go({ conversationId: 'c-2' });
    comeBack(app, last);
    expect(app.store.getState()).toMatchObject({ comings: 0, place: { view: 'to-take', conversationId: 'c-2' } });
  });

  test('[EV6] where one writes is kept as it changes, also until one is back in the text after a window took over', () => {
    const { app, kept, elapse } = bench();
    const writing = { conversationId: 'c-1', kind: 'note', start: 3, end: 5 } as const;
    app.store.setState(({ place }) => ({ place: { ...place, conversationId: 'c-1', writing } }));
    app.watchWriting(() => null);
    app.rememberScroll(10);
    elapse();
    expect(kept.at(-1)).toMatchObject({ scrollTop: 10, writing });
    app.watchWriting(() => ({ ...writing, start: 4, end: 4 }));
    app.resumeWriting();
    for (let presses = 0; presses < 3; presses += 1) app.rememberWriting();
    elapse();
    expect(kept).toHaveLength(2);
    expect(kept.at(-1)).toMatchObject({ writing: { start: 4, end: 4 } });
  });

  test('[EV6] whoever goes elsewhere is not put back into the text of the case before', () => {
    const { app, kept, elapse } = bench();
    const writing = { conversationId: 'c-1', kind: 'reply', start: 0, end: 0 } as const;
    app.store.setState(({ place }) => ({ place: { ...place, conversationId: 'c-1', writing } }));
    app.show('agenda');
    elapse();
    expect(kept.at(-1)).toMatchObject({ page: 'agenda', conversationId: 'c-1', writing: undefined });
  });

  test('going somewhere leaves a page that stands in the way', () => {
    const { app } = bench();
    app.show('settings');
    app.go({ view: 'mine' });
    expect(app.store.getState()).toMatchObject({ page: 'inbox', place: { view: 'mine' } });
  });
});

describe('commands', () => {
  const command = { name: 'claim', conversationId: 'c-1' } as const;

  test('[CO1] one that could not be stored is said until it is dismissed, can be read again, and is answered with false', async () => {
    const { app } = bench({ code: 'disk-full' });
    expect(await app.send(command)).toBe(false);
    expect(app.store.getState().toasts).toMatchObject([{ id: 1, content: { failure: { code: 'disk-full' } } }]);
    app.dismissToast(1);
    expect(app.store.getState()).toMatchObject({ toasts: [], pastToasts: [{ id: 1 }] });
  });

  test('[EV5] opening is reported once; again after it could not be stored', async () => {
    const good = bench();
    good.app.reportOpened('c-1');
    good.app.reportOpened('c-1');
    expect(good.calls).toHaveLength(1);
    const bad = bench({ code: 'core-stopped' });
    bad.app.reportOpened('c-1');
    await new Promise((resolve) => setImmediate(resolve));
    bad.app.reportOpened('c-1');
    expect(bad.calls).toHaveLength(2);
  });
});

test('the same sentence said twice changes the live region', () => {
  const { app } = bench();
  app.announce('Collegamento tornato.');
  const first = app.store.getState().polite;
  app.announce('Collegamento tornato.');
  expect(app.store.getState().polite).not.toBe(first);
});

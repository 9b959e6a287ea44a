import type { BrowserWindow, WebContents } from 'electron';
import type { Place } from '../../shared/bridge/desktop.ts';
import type { Timers } from '../../shared/effects.ts';
import { sendEvent } from '../bridge.ts';
import {
  firstWindow,
  idsOf,
  step,
  type Step,
  type Succession,
  type WindowEffect,
  type WindowEvent,
} from './succession.ts';
import { type Look, lookOf, openWindow, show, type WindowOptions } from './window.ts';

/** A window that does not answer is not waited for; one that is covered by others runs its timers once a second. */
const ANSWER_MS = 3_000;

interface WindowsDeps extends Pick<WindowOptions, 'preload' | 'blankFirst'> {
  readonly timers: Timers;
  /** Somebody closes it, and may be kept from that. */
  closing(window: BrowserWindow, event: { preventDefault(): void }): void;
  /** A page did not load; whether another attempt is worth it. */
  failed(): boolean;
}

interface Held {
  readonly window: BrowserWindow;
  readonly instead: number | null;
  hasSomethingToShow: boolean;
  /** How it is to be shown; null: it was. */
  look: Look | null;
}

/** The window of the program, and the one that is about to take its place: does what `Succession` says. */
export class Windows {
  readonly #deps: WindowsDeps;
  readonly #held = new Map<number, Held>();
  readonly #asking = new Map<number, (place: Place | null) => void>();
  /** Before the first one is opened nothing happens to it. */
  #state: Succession = { ...firstWindow.state, current: null };
  #firstLook: Look = 'focused';
  #clearing: Promise<unknown> = Promise.resolve();

  constructor(deps: WindowsDeps) {
    this.#deps = deps;
  }

  open(look: Look): void {
    this.#firstLook = look;
    this.#carryOut(firstWindow);
  }

  /** The one in which the person works first. */
  all(): readonly BrowserWindow[] {
    return idsOf(this.#state).flatMap((id) => {
      const window = this.#held.get(id)?.window;
      return window === undefined || window.isDestroyed() ? [] : [window];
    });
  }

  /** Before everything else on the desk. */
  comeForward(): BrowserWindow | undefined {
    const [window] = this.all();
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
    return window;
  }

  has(contents: WebContents): boolean {
    return this.#idOf(contents) !== null;
  }

  /** The case that is open. */
  get openId(): string | null {
    return this.#state.kept?.conversationId ?? null;
  }

  /** Where the person is, for the page that asks. */
  async place(contents: WebContents): Promise<Place | null> {
    const id = this.#idOf(contents);
    if (id === null) return null;
    return await new Promise((resolve) => {
      this.#asking.set(id, resolve);
      this.#happen({ type: 'asks', id });
    });
  }

  keep(contents: WebContents, place: Place): void {
    this.#happenTo(contents, (id) => ({ type: 'keeps', id, place }));
  }

  leave(contents: WebContents, place: Place): void {
    this.#happenTo(contents, (id) => ({ type: 'leaves', id, place }));
  }

  discard(contents: WebContents): void {
    this.#happenTo(contents, (id) => ({ type: 'discard', id }));
  }

  lost(contents: WebContents, mayRenew: boolean): void {
    this.#happenTo(contents, (id) => ({ type: 'lost', id, mayRenew }));
  }

  /** `cleared`: no fresh window loads anything before it. */
  forget(cleared: Promise<unknown>): void {
    this.#clearing = cleared.catch(() => undefined);
    this.#happen({ type: 'forget' });
  }

  #idOf(contents: WebContents): number | null {
    const held = [...this.#held].find(([, { window }]) => !window.isDestroyed() && window.webContents === contents);
    return held?.[0] ?? null;
  }

  #happenTo(contents: WebContents, event: (id: number) => WindowEvent): void {
    const id = this.#idOf(contents);
    if (id !== null) this.#happen(event(id));
  }

  #happen(event: WindowEvent): void {
    this.#carryOut(step(this.#state, event));
  }

  #carryOut({ state, effects }: Step): void {
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: WindowEffect): void {
    switch (effect.type) {
      case 'open':
        void this.#open(effect.id, effect.instead);
        break;
      case 'ask':
        this.#ask(effect.id);
        break;
      case 'give':
        this.#asking.get(effect.id)?.(effect.place);
        this.#asking.delete(effect.id);
        break;
      case 'end':
        this.#end(effect.id);
        break;
    }
  }

  async #open(id: number, instead: number | null): Promise<void> {
    await this.#clearing;
    if (!idsOf(this.#state).includes(id)) return;
    const old = instead === null ? undefined : this.#held.get(instead)?.window;
    const fresh = openWindow({
      ...this.#deps,
      bounds: old === undefined || old.isDestroyed() ? null : old.getNormalBounds(),
    });
    const held: Held = { window: fresh.window, instead, hasSomethingToShow: false, look: this.#firstLook };
    this.#held.set(id, held);
    fresh.window.once('ready-to-show', () => {
      held.hasSomethingToShow = true;
      this.#show();
    });
    fresh.window.on('close', (event) => this.#deps.closing(fresh.window, event));
    fresh.window.once('closed', () => {
      this.#held.delete(id);
      this.#happen({ type: 'closed', id });
    });
    await fresh.loaded.then(
      () => this.#happen({ type: 'loaded', id }),
      () => idsOf(this.#state).includes(id) && this.#happen({ type: 'lost', id, mayRenew: this.#deps.failed() }),
    );
  }

  /** Not before the one that it replaces has gone. */
  #show(): void {
    for (const held of this.#held.values()) {
      const isCovered = held.instead !== null && this.#held.has(held.instead);
      if (held.look === null || !held.hasSomethingToShow || isCovered) continue;
      show(held.window, held.look);
      held.look = null;
    }
  }

  #ask(id: number): void {
    const { timers } = this.#deps;
    timers.after(ANSWER_MS, () => this.#happen({ type: 'silent', id }));
    const window = this.#held.get(id)?.window;
    if (window === undefined) return;
    window.webContents.on('before-input-event', (event) => event.preventDefault());
    window.setIgnoreMouseEvents(true);
    sendEvent(window.webContents, 'leaving', null);
  }

  #end(id: number): void {
    this.#asking.delete(id);
    const ended = this.#held.get(id);
    if (ended === undefined) return;
    this.#held.delete(id);
    if (!ended.window.isDestroyed()) {
      // Its successor stands as it did: it takes the focus from no other program.
      const look = ended.look ?? lookOf(ended.window);
      for (const held of this.#held.values()) if (held.instead === id) held.look = look;
      // Its process ends at once, with all the text in it.
      ended.window.webContents.forcefullyCrashRenderer();
      ended.window.destroy();
    }
    this.#show();
  }
}

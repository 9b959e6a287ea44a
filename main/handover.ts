import type { BrowserWindow, WebContents } from 'electron';
import type { Place } from '../shared/bridge/desktop.ts';
import { sendEvent } from './bridge.ts';

/** A window that does not answer is not waited for; one that is covered by others runs its timers once a second. */
const ANSWER_MS = 3_000;

/**
 * A fresh window takes over from the one that it replaces at the moment in which it is drawn, not before: until then the
 * person goes on working in the old one, and from then on nothing is done in it that the fresh one would not know (EV6).
 */
export class Handover {
  readonly #oldByFresh = new Map<WebContents, BrowserWindow>();
  readonly #answers = new Map<WebContents, (place: Place | null) => void>();

  expect(fresh: BrowserWindow, old: BrowserWindow): void {
    const { webContents } = fresh;
    this.#oldByFresh.set(webContents, old);
    fresh.once('closed', () => this.#oldByFresh.delete(webContents));
  }

  /** Where the person is in the window that this one replaces, which is left by that; null: it replaces none, or it is silent. */
  async takeOver(fresh: WebContents): Promise<Place | null> {
    const old = this.#oldByFresh.get(fresh);
    this.#oldByFresh.delete(fresh);
    if (old === undefined || old.isDestroyed()) return null;
    const { webContents } = old;
    webContents.on('before-input-event', (event) => event.preventDefault());
    old.setIgnoreMouseEvents(true);
    return await new Promise((resolve) => {
      const settle = (place: Place | null): void => {
        clearTimeout(timer);
        this.#answers.delete(webContents);
        resolve(place);
      };
      const timer = setTimeout(() => settle(null), ANSWER_MS);
      this.#answers.set(webContents, settle);
      sendEvent(webContents, 'leaving', null);
    });
  }

  /** Only from a window that was asked. */
  leave(old: WebContents, place: Place): void {
    this.#answers.get(old)?.(place);
  }
}

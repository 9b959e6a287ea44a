import { Notification } from 'electron';
import type { Settings } from '../shared/bridge/desktop.ts';
import type { Alert } from '../shared/model/alert.ts';
import { alertText, isSeen } from './alert-texts.ts';

export interface AlertsDeps {
  readonly isShared: boolean;
  language(): Settings['language'];
  /** A window of the program has the focus. */
  isFocused(): boolean;
  /** The case on the screen. */
  openId(): string | null;
  /** Somebody pressed it; null: it tells of several. */
  pressed(conversationId: string | null): void;
}

/** The system's notifications of this program, each until it is pressed, replaced or taken back. */
export class Alerts {
  readonly #deps: AlertsDeps;
  /** By case, or by kind where it tells of several. */
  readonly #shown = new Map<string, Notification>();

  constructor(deps: AlertsDeps) {
    this.#deps = deps;
  }

  show(alert: Alert): void {
    const { isShared, language, isFocused, openId, pressed } = this.#deps;
    if (!Notification.isSupported() || (isFocused() && isSeen(alert, openId()))) return;
    const key = alert.conversationId ?? alert.kind;
    this.#close(key);
    const body = alertText(alert, { language: language(), isShared });
    const notification = new Notification({ title: 'Sportello', body, silent: true });
    notification.once('click', () => {
      this.#close(key);
      pressed(alert.conversationId);
    });
    this.#shown.set(key, notification);
    notification.show();
  }

  /** This device may not know these any more. */
  closeOf(conversationIds: readonly string[]): void {
    for (const id of conversationIds) this.#close(id);
  }

  /** Locked, or somebody else sits down (NT4). */
  closeAll(): void {
    for (const key of this.#shown.keys()) this.#close(key);
  }

  #close(key: string): void {
    this.#shown.get(key)?.close();
    this.#shown.delete(key);
  }
}

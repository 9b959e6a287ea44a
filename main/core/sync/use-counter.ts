import type { Ids, Timers } from '../../../shared/effects.ts';
import { hasUsesToTell, usesToTell, usesTold } from '../db/canned-replies.ts';
import type { AttachmentDeps } from './attachments.ts';
import { cannedUsesUrl } from './hub-address.ts';

interface Deps extends AttachmentDeps {
  readonly ids: Ids;
  readonly timers: Timers;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** What was used is told together, so that nobody could see from the hour who used what. */
const GATHERED_MS = 10 * 60_000;

/** Tells the hub how often canned replies were used here, each use once, and by whom to nobody (CR8). */
export class UseCounter {
  readonly #deps: Deps;
  #cancel: (() => void) | null = null;
  #isTelling = false;
  #ended = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Something was used, or the hub is there again. */
  wake(): void {
    if (this.#cancel !== null || this.#ended || !this.#deps.db.read(hasUsesToTell)) return;
    this.#cancel = this.#deps.timers.after(GATHERED_MS, () => {
      this.#cancel = null;
      this.tell().catch((error: unknown) => this.#deps.failed(error));
    });
  }

  end(): void {
    this.#ended = true;
    this.#cancel?.();
  }

  async tell(): Promise<void> {
    const { db, ids, fetch, access } = this.#deps;
    const hub = access();
    if (hub === null || this.#isTelling) return;
    const batch = db.write((tx) => usesToTell(tx, () => ids.secret()));
    if (batch === null) return;
    this.#isTelling = true;
    const headers = { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' };
    const asked = { method: 'PUT', headers, body: JSON.stringify(batch) } as const;
    const response = await fetch(cannedUsesUrl(hub.hubUrl), asked).catch(() => null);
    await response?.body?.cancel();
    this.#isTelling = false;
    if (this.#ended) return;
    // A hub that knows nothing of it (yet) is asked again later; what it can't read it never will.
    if (response?.ok === true || response?.status === 400) db.write(usesTold);
    else this.wake();
  }
}

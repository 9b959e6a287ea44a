import type { Clock, Timers } from '../../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';
import { ownOvertaken, ownRefused, ownToTell, ownTold, type OwnToTell } from '../db/own-replies.ts';
import type { AttachmentDeps } from './attachments.ts';
import { ownRepliesUrl } from './hub-address.ts';
import { Rounds } from './rounds.ts';
import { ask } from './set-at-hub.ts';

interface Deps extends AttachmentDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** After the hub could not be reached, or knows nothing of own replies (yet). */
const RETRY_MS = 60_000;

/** Tells the hub what this person changed in their own canned replies, one after the other, for their other devices (CR7). */
export class OwnReplies {
  readonly #deps: Deps;
  readonly #rounds: Rounds;

  constructor(deps: Deps) {
    this.#deps = deps;
    const { timers, failed } = deps;
    const mayStart = (): boolean => deps.access() !== null;
    this.#rounds = new Rounds({ timers, failed, retryMs: RETRY_MS, mayStart, round: () => this.#tellAll() });
    deps.db.onCommit((topics) => {
      if (topics.has('canned-replies')) this.wake();
    });
  }

  /** Something was changed, or the hub is there again. */
  wake(): void {
    this.#rounds.wake();
  }

  end(): void {
    this.#rounds.end();
  }

  /** False: there is more, for later. */
  async #tellAll(): Promise<boolean> {
    const { db, clock } = this.#deps;
    for (;;) {
      const next = this.#rounds.hasEnded ? null : db.read(ownToTell);
      if (next === null) return true;
      const failure = await this.#tell(next);
      if (this.#rounds.hasEnded) return true;
      if (failure === null) db.write((tx) => ownTold(tx, next));
      else if (failure.code === 'canned-changed') db.write((tx) => ownOvertaken(tx, next, clock.now()));
      else if (failure.code === 'invalid-request') db.write((tx) => ownRefused(tx, next));
      else return false;
    }
  }

  async #tell({ change }: OwnToTell): Promise<Failure | null> {
    try {
      const response = await ask(this.#deps, ownRepliesUrl, { method: 'PUT', value: { change } });
      await response.body?.cancel();
      return null;
    } catch (error) {
      if (error instanceof ExpectedError) return error.failure;
      throw error;
    }
  }
}

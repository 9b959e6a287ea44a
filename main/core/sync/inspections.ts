import type { Clock, Ids, Timers } from '../../../shared/effects.ts';
import { ExpectedError } from '../../../shared/errors.ts';
import type { Inspection } from '../../../shared/model/inspection.ts';
import type { AttachmentDeps } from './attachments.ts';
import { beginInspection, endInspection } from './set-at-hub.ts';

export interface InspectionsDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly hub: Pick<AttachmentDeps, 'fetch' | 'access'>;
  readonly hubOffsetMs: () => number;
  /** What is shown is another one. */
  readonly changed: () => void;
  /** The text of this conversation may be seen no longer. */
  readonly left: (conversationId: string) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * What a coordinator reads without taking part in it (section BG): in this process's memory and nowhere else, one case at a time.
 * It goes when the person has done, when its time is over, and with the connection.
 */
export class Inspections {
  readonly #deps: InspectionsDeps;
  #open: Inspection | null = null;
  #cancel = (): void => undefined;

  constructor(deps: InspectionsDeps) {
    this.#deps = deps;
  }

  async begin(conversationId: string, reason: string): Promise<null> {
    const { hub, ids, timers, clock, hubOffsetMs } = this.#deps;
    this.end();
    const token = hub.access()?.token;
    const inspection = await beginInspection(hub, { id: ids.next(), conversationId, reason });
    // The connection that it was given to is no more: the hub has written down that it ended.
    if (token === undefined || hub.access()?.token !== token) throw new ExpectedError({ code: 'hub-unreachable' });
    this.end();
    this.#open = inspection;
    const remainingMs = inspection.endsAt - (clock.now() + hubOffsetMs());
    this.#cancel = timers.after(Math.max(0, remainingMs), () => this.end());
    this.#deps.changed();
    return null;
  }

  current(conversationId: string): Inspection | null {
    return this.#open?.conversation.id === conversationId ? this.#open : null;
  }

  /** Forgets it first, then tells the hub; where the hub can't be told, it takes the next connection for it (BG5). */
  end(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    this.#cancel();
    this.#deps.left(open.conversation.id);
    endInspection(this.#deps.hub, open.id).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) this.#deps.failed(error);
    });
  }
}

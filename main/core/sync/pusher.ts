import type { Up } from '../../../shared/protocol/up.ts';
import type { CoreDb } from '../db/database.ts';
import { commandsAfter, markSent, type OutboxRow } from '../db/outbox.ts';

/** Commands on their way without an answer; the rest waits here, where it can still be taken back. */
const WINDOW = 100;
/** Of one frame: while the hub carries them out, the answers to the frame before are stored here. */
const MAX_COMMANDS = 50;
/** Of one frame, well below the limit at the hub's door. */
const MAX_PUSH_BYTES = 128 * 1024;

export interface Pusher {
  /** Sends what the window allows, in order of number (CO2). */
  push(): void;
  answered(seqs: readonly number[]): void;
}

/** Of one connection: each begins again with the first command that has no answer. */
export function createPusher(db: CoreDb, send: (frame: Up) => void): Pusher {
  let pushedUpTo = 0;
  const inFlight = new Set<number>();

  const push = (): void => {
    for (;;) {
      const rows = db.read((tx) => commandsAfter(tx, pushedUpTo, Math.min(MAX_COMMANDS, WINDOW - inFlight.size)));
      const batch = firstFrame(rows);
      if (batch.length === 0) return;
      const seqs = batch.map(({ seq }) => seq);
      db.write((tx) => markSent(tx, seqs));
      for (const seq of seqs) inFlight.add(seq);
      pushedUpTo = seqs.at(-1) ?? pushedUpTo;
      send({ type: 'push', commands: batch });
    }
  };

  return {
    push,
    answered(seqs) {
      for (const seq of seqs) inFlight.delete(seq);
      push();
    },
  };
}

type Pushed = Extract<Up, { type: 'push' }>['commands'][number];

function firstFrame(rows: readonly OutboxRow[]): Pushed[] {
  const batch: Pushed[] = [];
  let bytes = 0;
  for (const { seq, raw, again } of rows) {
    const pushed = { seq, command: raw, ...(again ? { again } : {}) };
    bytes += Buffer.byteLength(JSON.stringify(pushed));
    if (batch.length > 0 && bytes > MAX_PUSH_BYTES) break;
    batch.push(pushed);
  }
  return batch;
}

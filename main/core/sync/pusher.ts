import type { Up } from '../../../shared/protocol/up.ts';
import type { CoreDb, WritableDb } from '../db/database.ts';
import { commandsAfter, markSent, type OutboxRow } from '../db/outbox.ts';

/** Of one frame: while the hub carries them out, the answers to the frame before are stored here. */
const MAX_COMMANDS = 100;
/**
 * Commands on their way without an answer; the rest waits here, where it can still be taken back (CO8). One frame is carried
 * out, the answers to one are stored, and one lies ready, so that the hub never waits for a disk that is slow for once.
 */
const WINDOW = 3 * MAX_COMMANDS;
/** Of one frame, well below the limit at the hub's door. */
const MAX_PUSH_BYTES = 128 * 1024;

export interface Pusher {
  /** Sends what the window allows, in order of number (CO2). */
  push(): void;
  /**
   * What may be sent once these answers are stored: marked in the transaction that stores them, so that the disk is waited
   * for once. Nothing changes here before `send`.
   */
  mark(tx: WritableDb, answered: readonly number[]): Batch;
  /** After the commit. */
  send(batch: Batch): void;
  /** Something is on its way without an answer. */
  isWaiting(): boolean;
}

export interface Batch {
  readonly answered: readonly number[];
  readonly frames: readonly (readonly Pushed[])[];
}

/** Of one connection: each begins again with the first command that has no answer. */
export function createPusher(
  db: CoreDb,
  send: (frame: Up) => void,
  isReady: (row: OutboxRow) => boolean = () => true,
): Pusher {
  let pushedUpTo = 0;
  const inFlight = new Set<number>();

  const mark = (tx: WritableDb, answered: readonly number[], mostFrames = Infinity): Batch => {
    const frames: Pushed[][] = [];
    let room = WINDOW - inFlight.size + answered.filter((seq) => inFlight.has(seq)).length;
    let upTo = pushedUpTo;
    while (frames.length < mostFrames) {
      const frame = firstFrame(readyOf(commandsAfter(tx, upTo, Math.min(MAX_COMMANDS, room)), isReady));
      if (frame.length === 0) break;
      const seqs = frame.map(({ seq }) => seq);
      markSent(tx, seqs);
      frames.push(frame);
      upTo = seqs.at(-1) ?? upTo;
      room -= seqs.length;
    }
    return { answered, frames };
  };

  const sendBatch = ({ answered, frames }: Batch): void => {
    for (const seq of answered) inFlight.delete(seq);
    for (const commands of frames) {
      for (const { seq } of commands) inFlight.add(seq);
      pushedUpTo = commands.at(-1)?.seq ?? pushedUpTo;
      send({ type: 'push', commands: [...commands] });
    }
  };

  return {
    push() {
      // The hub begins with the first frame while the others are marked.
      for (const mostFrames of [1, Infinity]) {
        const hasMore = inFlight.size < WINDOW && db.read((tx) => commandsAfter(tx, pushedUpTo, 1)).length > 0;
        if (hasMore) sendBatch(db.write((tx) => mark(tx, [], mostFrames)));
      }
    },
    mark,
    send: sendBatch,
    isWaiting: () => inFlight.size > 0,
  };
}

/** Up to the first that has to wait, and everything waits behind it (CO2). */
function readyOf(rows: readonly OutboxRow[], isReady: (row: OutboxRow) => boolean): readonly OutboxRow[] {
  const first = rows.findIndex((row) => !isReady(row));
  return first === -1 ? rows : rows.slice(0, first);
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

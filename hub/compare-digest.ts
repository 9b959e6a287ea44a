import type { Digest } from '../shared/protocol/up.ts';
import type { Seat } from './room.ts';
import type { ReadTx } from './storage/storage.ts';
import type { FeedKind } from './storage/tables.ts';

interface Asked extends Digest {
  readonly cursor: number;
  readonly userId: string;
  /** Kinds that the device can't be sent (VE2). */
  readonly leftOut: readonly FeedKind[];
}

/**
 * Whether the device holds what it should; null while something is on its way to it, because the two can't be compared
 * then (DI2).
 */
export async function compareDigest(tx: ReadTx, seat: Seat, asked: Asked): Promise<boolean | null> {
  const { sentCursor, cursor } = seat.position();
  if (asked.cursor !== sentCursor || cursor !== (await tx.feedSeq())) return null;
  const { count, sum } = await tx.digest(asked.userId, asked.leftOut);
  return asked.count === count && asked.sum === sum;
}

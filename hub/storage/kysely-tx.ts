import type { Kysely } from 'kysely';
import { auditTx } from './audit-tx.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversationWrites } from './conversation-writes.ts';
import { deviceTx } from './device-tx.ts';
import { digestTx } from './digest-tx.ts';
import { directoryTx } from './directory-tx.ts';
import { feedTx } from './feed-tx.ts';
import { holdTx } from './hold-tx.ts';
import { leaseTx } from './lease-tx.ts';
import { mailTx } from './mail-tx.ts';
import { messageReads } from './message-reads.ts';
import { numberTx } from './number-tx.ts';
import type { Execute } from './prepared.ts';
import { restoreTx } from './restore-tx.ts';
import type { Barred, Committed, Entered, WriteTx } from './storage.ts';
import type { Tables } from './tables.ts';

/** What a transaction did that others have to be told of after its commit. */
export interface Effects {
  feed: boolean;
  feedSeq?: number;
  mail: boolean;
  entered?: Entered;
  barred?: Barred;
}

export const newEffects = (): Effects => ({ feed: false, mail: false });

/** What this process has to look at after its own commit. */
export function toTell({ feed, feedSeq, mail, barred }: Effects): Committed | null {
  if (!feed && !mail && barred === undefined) return null;
  return {
    feed,
    mail,
    ...(feedSeq === undefined ? {} : { feedSeq }),
    ...(barred === undefined ? {} : { barred }),
  };
}

/** Notes that these have to be disconnected (HS10). */
export function bar({ effects }: Work, more: Partial<Barred>): void {
  const { deviceIds = [], userIds = [] } = effects.barred ?? {};
  effects.barred = {
    deviceIds: [...deviceIds, ...(more.deviceIds ?? [])],
    userIds: [...userIds, ...(more.userIds ?? [])],
  };
}

/** A transaction, or a connection that only reads, and the notes about what it did. */
export interface Work {
  readonly db: Kysely<Tables>;
  /** Runs what was compiled before (`prepared`). */
  readonly execute: Execute;
  readonly effects: Effects;
}

/** The queries of the hub in portable SQL: the same on every database that Kysely speaks to. */
export function kyselyTx(
  db: Kysely<Tables>,
  effects: Effects,
  execute: Execute = (query) => db.executeQuery(query),
): WriteTx {
  const work = { db, effects, execute };
  return {
    ...directoryTx(work),
    ...digestTx(work),
    ...deviceTx(work),
    ...conversationReads(work),
    ...conversationWrites(work),
    ...messageReads(work),
    ...feedTx(work),
    ...holdTx(work),
    ...leaseTx(work),
    ...mailTx(work),
    ...numberTx(work),
    ...restoreTx(work),
    ...auditTx(work),
  };
}

import type { Kysely } from 'kysely';
import { appointmentTx } from './appointment-tx.ts';
import { auditTx } from './audit-tx.ts';
import { calendarLinkTx } from './calendar-link-tx.ts';
import { chatTx } from './chat-tx.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversationWrites } from './conversation-writes.ts';
import { countTx } from './count-tx.ts';
import { deviceTx } from './device-tx.ts';
import { digestTx } from './digest-tx.ts';
import { directoryTx } from './directory-tx.ts';
import type { Effects } from './effects.ts';
import { feedTx } from './feed-tx.ts';
import { holdTx } from './hold-tx.ts';
import { leaseTx } from './lease-tx.ts';
import { mailTx } from './mail-tx.ts';
import { messageReads } from './message-reads.ts';
import { numberTx } from './number-tx.ts';
import type { Execute } from './prepared.ts';
import { restoreTx } from './restore-tx.ts';
import { switchboardTx } from './switchboard-tx.ts';
import type { WriteTx } from './storage.ts';
import type { Tables } from './tables.ts';

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
    ...appointmentTx(work),
    ...calendarLinkTx(work),
    ...countTx(work),
    ...switchboardTx(work),
    ...chatTx(work),
    ...auditTx(work),
  };
}

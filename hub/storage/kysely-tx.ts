import type { Kysely } from 'kysely';
import { appointmentTx } from './appointment-tx.ts';
import { auditTx } from './audit-tx.ts';
import { calendarLinkTx } from './calendar-link-tx.ts';
import { cannedTx } from './canned-tx.ts';
import { chatTx } from './chat-tx.ts';
import { clockTx } from './clock-tx.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversationWrites } from './conversation-writes.ts';
import { coordinationTx } from './coordination-tx.ts';
import { countTx } from './count-tx.ts';
import { deviceTx } from './device-tx.ts';
import { digestTx } from './digest-tx.ts';
import { documentTx } from './document-tx.ts';
import { directoryTx } from './directory-tx.ts';
import { newEffects } from './effects.ts';
import { feedTx } from './feed-tx.ts';
import { newGathered, type Work } from './gathered.ts';
import { groupTx } from './group-tx.ts';
import { guardTx } from './guard-tx.ts';
import { holdTx } from './hold-tx.ts';
import { newKept } from './kept.ts';
import { leaseTx } from './lease-tx.ts';
import { lineTx } from './line-tx.ts';
import { mailTx } from './mail-tx.ts';
import { messageReads } from './message-reads.ts';
import { numberTx } from './number-tx.ts';
import { peopleTx } from './people-tx.ts';
import type { Execute } from './prepared.ts';
import { olderRows } from './older-rows.ts';
import { restoreTx } from './restore-tx.ts';
import { shareTx } from './share-tx.ts';
import { settledTx } from './settled-tx.ts';
import { switchboardTx } from './switchboard-tx.ts';
import { uploadTx } from './upload-tx.ts';
import type { WriteTx } from './storage.ts';
import type { Tables } from './tables.ts';

/**
 * The queries of the hub in portable SQL: the same on every database that Kysely speaks to. Before the commit, what is
 * gathered has to be written (`writeGathered`).
 */
export function kyselyTx(work: Work): WriteTx {
  return settledTx(work, {
    ...directoryTx(work),
    ...digestTx(work),
    ...documentTx(work),
    ...deviceTx(work),
    ...conversationReads(work),
    ...conversationWrites(work),
    ...messageReads(work),
    ...feedTx(work),
    ...holdTx(work),
    ...leaseTx(work),
    ...mailTx(work),
    ...numberTx(work),
    ...olderRows(work),
    ...restoreTx(work),
    ...appointmentTx(work),
    ...calendarLinkTx(work),
    ...coordinationTx(work),
    ...cannedTx(work),
    ...countTx(work),
    ...groupTx(work),
    ...peopleTx(work),
    ...lineTx(work),
    ...guardTx(work),
    ...switchboardTx(work),
    ...clockTx(work),
    ...chatTx(work),
    ...shareTx(work),
    ...auditTx(work),
    ...uploadTx(work),
  });
}

/** Of one transaction, or of several one after the other (`renewed`). */
export const newWork = (db: Kysely<Tables>, execute: Execute = (query) => db.executeQuery(query)): Work => ({
  db,
  execute,
  effects: newEffects(),
  gathered: newGathered(),
  kept: newKept(),
});

export function renewed(work: Work): Work {
  work.effects = newEffects();
  work.gathered = newGathered();
  return work;
}

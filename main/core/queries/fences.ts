import type { ReassignRequest } from '../../../shared/model/reassignment.ts';
import type { ReadableDb } from '../db/database.ts';

/** As the hub confirmed them last: what this person has done meanwhile and the hub has not, it will refuse as changed (RA2). */
export const fencesOf = (db: ReadableDb, conversationIds: readonly string[]): ReassignRequest['cases'] =>
  db.all<ReassignRequest['cases'][number]>(
    `select conversation.id as conversationId, fence from conversation
       join json_each(?) as wanted on wanted.value = conversation.id order by wanted.key`,
    [JSON.stringify(conversationIds)],
  );

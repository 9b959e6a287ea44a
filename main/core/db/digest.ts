import type { Digest } from '../../../shared/protocol/up.ts';
import type { ReadableDb } from './database.ts';

/** Conversations and appointments of version 0 are of this device alone: the hub has not sent them yet. */
const HELD = [
  'conversation',
  'user',
  'grp',
  'canned_reply',
  'own_canned_reply',
  'schedule',
  'appointment',
  'guard_settings',
  'association_settings',
]
  .map((table) => `select count(*) as count, coalesce(sum(version), 0) as sum from ${table} where version > 0`)
  .join(' union all ');

/** What is held here, to be compared with what the hub says should be (DI1). */
export function digestOf(db: ReadableDb): Digest {
  return db.get<Digest>(`select sum(count) as count, sum(sum) as sum from (${HELD})`) ?? { count: 0, sum: 0 };
}

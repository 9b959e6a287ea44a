import type { Channel } from '../../../shared/model/conversation.ts';
import type { List } from './conversation-row.ts';
import type { WritableDb } from './database.ts';

/** Where a conversation is counted. */
export interface Counted {
  readonly channel: Channel;
  readonly v_list: List;
  readonly v_group_id: string;
}

/** Moves a conversation from one count to another; null where it wasn't or isn't there. */
export function recount(db: WritableDb, before: Counted | null, after: Counted | null): void {
  if (before?.v_list === after?.v_list && before?.v_group_id === after?.v_group_id) return;
  if (before !== null) countMore(db, before, -1);
  if (after !== null) countMore(db, after, 1);
}

export function countMore(db: WritableDb, { channel, v_list, v_group_id }: Counted, n: number): void {
  db.run('insert into tally values (@v_list, @channel, @v_group_id, @n) on conflict do update set n = n + @n', {
    v_list,
    channel,
    v_group_id,
    n,
  });
}

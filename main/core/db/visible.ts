import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Pending } from '../../../shared/sync/confirmed.ts';
import { rebase, type Visible } from '../../../shared/sync/rebase.ts';
import { headOf, rowById, type ConfirmedRow, type ConversationRow, type List } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { pendingOf } from './outbox.ts';
import { recount } from './tally.ts';

export interface VisibleColumns {
  readonly v_list: List;
  /** Ascending order within the list. */
  readonly v_sort: number;
  readonly v_state: Conversation['state'];
  readonly v_group_id: string;
  readonly v_claim: Visible['claim'];
  readonly v_assignee_id: string | null;
  readonly v_claimed_at: number | null;
  readonly v_resolved_at: number | null;
  readonly v_awaiting_answer: number;
  readonly v_unheard: number;
  readonly v_pending: number;
  /** JSON, or null: to whom it was passed. */
  readonly v_passing: string | null;
}

/** Lays this device's commands over one conversation again; to be called whenever either side has changed (CO6). */
export function refreshVisible(db: WritableDb, conversationId: string, userId: string): void {
  const row = rowById(db, conversationId);
  if (row === undefined) db.touch(`conversation:${conversationId}`);
  else refreshRow(db, row, userId);
}

/** The same of one that is known as it is stored. */
export function refreshRow(db: WritableDb, row: ConversationRow, userId: string): void {
  db.touch(`conversation:${row.id}`);
  db.touch('list');
  const columns = visibleColumns(db, row, userId);
  recount(db, row, { ...columns, channel: row.channel });
  db.run(
    `update conversation set v_list = @v_list, v_sort = @v_sort, v_state = @v_state, v_group_id = @v_group_id,
       v_claim = @v_claim, v_assignee_id = @v_assignee_id, v_claimed_at = @v_claimed_at,
       v_resolved_at = @v_resolved_at, v_awaiting_answer = @v_awaiting_answer, v_unheard = @v_unheard, v_pending = @v_pending,
       v_passing = @v_passing
     where key = @key`,
    { ...columns, key: row.key },
  );
}

export function visibleColumns(
  db: WritableDb,
  row: ConfirmedRow,
  userId: string,
): VisibleColumns & Record<string, string | number | null> {
  return columnsOf(row, pendingOf(db, row.id), userId);
}

/** The same with commands that are known, or known to be none. */
export function columnsOf(
  row: ConfirmedRow,
  pending: readonly Pending[],
  userId: string,
): VisibleColumns & Record<string, string | number | null> {
  const visible = rebase({ head: headOf(row, userId), messages: [] }, pending, userId);
  const { head } = visible;
  return {
    v_list: row.merged_into === null ? listOf(visible, userId) : 'merged',
    // Resolved ones newest first; the others in order of arrival.
    v_sort: head.state === 'resolved' ? -(head.resolvedAt ?? 0) : row.arrived_at,
    v_state: head.state,
    v_group_id: head.groupId,
    v_claim: visible.claim,
    v_assignee_id: head.assigneeId,
    v_claimed_at: head.claimedAt,
    v_resolved_at: head.resolvedAt,
    v_awaiting_answer: Number(head.awaitingAnswer),
    v_unheard: head.unheard,
    v_pending: visible.pending,
    v_passing: head.passing === null ? null : JSON.stringify(head.passing),
  };
}

/** What waits for this person's word is theirs to look at (TR3). */
function listOf({ head, claim }: Pick<Visible, 'head' | 'claim'>, userId: string): List {
  if (head.state === 'waiting') return 'to-take';
  if (head.state === 'resolved') return 'resolved';
  return claim === 'mine' || head.participates || head.passing?.toUserId === userId ? 'mine' : 'passed-on';
}

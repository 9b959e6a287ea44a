import type { Flag } from '../../shared/model/flag.ts';
import type { Late } from '../../shared/model/late.ts';
import type { Promised } from '../../shared/model/promise.ts';
import type { Reach } from '../../shared/model/reach.ts';
import type { RequiredList } from '../../shared/model/required.ts';
import type { Routed } from '../../shared/model/routed.ts';
import type { StoredPassing } from './passing-tx.ts';
import type { Parts } from '../partial.ts';
import type { BeforeMerge } from '../merge/before-merge.ts';
import type { Details, DetailsColumns } from './details.ts';
import type { ConversationRecord } from './storage.ts';
import type { ConversationRow } from './tables.ts';

export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

interface Around {
  readonly details: Details;
  readonly participantIds: readonly string[];
}

export function conversationFromRow(
  row: ConversationRow,
  { details: { subject, contact }, participantIds }: Around,
): ConversationRecord {
  // Set one by one: spreading what is mostly absent costs more than reading the row.
  const record: Writable<ConversationRecord> = {
    id: row.id,
    number: row.number,
    channel: row.channel,
    groupId: row.group_id,
    state: row.state,
    assigneeId: row.assignee_id,
    fence: row.fence,
    arrivedAt: row.arrived_at,
    claimedAt: row.claimed_at,
    resolvedAt: row.resolved_at,
    subject,
    contact,
    origin: row.origin,
    verified: row.verified === 1,
    linkedNumber: row.linked_number,
    reminders: row.reminders,
    awaitingAnswer: row.awaiting_answer === 1,
    lastMessageAt: row.last_message_at,
    replyToken: row.reply_token,
    participantIds,
  };
  if (row.expired_fence !== null) record.expiredFence = row.expired_fence;
  if (row.unheard_ids !== null) record.unheardIds = JSON.parse(row.unheard_ids) as string[];
  if (row.late !== null) record.late = JSON.parse(row.late) as Late;
  if (row.routed !== null) record.routed = JSON.parse(row.routed) as Routed;
  if (row.reach !== null) record.reach = JSON.parse(row.reach) as Reach;
  if (row.promised !== null) record.promised = JSON.parse(row.promised) as Promised;
  if (row.required !== null) record.required = JSON.parse(row.required) as RequiredList;
  if (row.passing !== null) record.passing = JSON.parse(row.passing) as StoredPassing;
  if (row.partial !== null) record.partial = JSON.parse(row.partial) as Parts;
  if (row.merged_into !== null) record.mergedInto = row.merged_into;
  if (row.merged_ids !== null) record.mergedIds = JSON.parse(row.merged_ids) as string[];
  if (row.before_merge !== null) record.beforeMerge = JSON.parse(row.before_merge) as BeforeMerge;
  if (row.flags !== null) record.flags = JSON.parse(row.flags) as Flag[];
  return record;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is not of the record: kept where it is, or counted further. */
export type Counted = Pick<
  ConversationRow,
  'lease_beat' | 'open_since_seq' | 'private_since_seq' | 'first_private_seq' | 'assignee_since_seq'
>;

export function conversationToRow(record: ConversationRecord, beside: DetailsColumns & Counted): ConversationRow {
  return {
    lease_beat: beside.lease_beat,
    open_since_seq: beside.open_since_seq,
    private_since_seq: beside.private_since_seq,
    first_private_seq: beside.first_private_seq,
    assignee_since_seq: beside.assignee_since_seq,
    id: record.id,
    number: record.number,
    channel: record.channel,
    origin: record.origin,
    group_id: record.groupId,
    state: record.state,
    assignee_id: record.assigneeId,
    fence: record.fence,
    arrived_at: record.arrivedAt,
    claimed_at: record.claimedAt,
    resolved_at: record.resolvedAt,
    subject: '',
    contact_name: '',
    contact_email: null,
    contact_phone: null,
    details: beside.details,
    details_key_id: beside.details_key_id,
    contact_index: beside.contact_index,
    verified: flag(record.verified),
    linked_number: record.linkedNumber,
    reminders: record.reminders,
    awaiting_answer: flag(record.awaitingAnswer),
    last_message_at: record.lastMessageAt,
    reply_token: record.replyToken,
    expired_fence: record.expiredFence ?? null,
    unheard_ids: record.unheardIds === undefined ? null : JSON.stringify(record.unheardIds),
    late: record.late === undefined ? null : JSON.stringify(record.late),
    routed: record.routed === undefined ? null : JSON.stringify(record.routed),
    reach: record.reach === undefined || Object.keys(record.reach).length === 0 ? null : JSON.stringify(record.reach),
    promised: record.promised === undefined ? null : JSON.stringify(record.promised),
    required: record.required === undefined ? null : JSON.stringify(record.required),
    passing: record.passing === undefined ? null : JSON.stringify(record.passing),
    partial: record.partial === undefined ? null : JSON.stringify(record.partial),
    merged_into: record.mergedInto ?? null,
    merged_ids: record.mergedIds === undefined ? null : JSON.stringify(record.mergedIds),
    before_merge: record.beforeMerge === undefined ? null : JSON.stringify(record.beforeMerge),
    flags: record.flags === undefined || record.flags.length === 0 ? null : JSON.stringify(record.flags),
  };
}

/** Setting a column to what it is would have its index written, and what refers to it looked for. */
export function changedColumns<R extends object>(before: R, after: R): Partial<R> {
  const changed: Partial<R> = {};
  for (const column in after) if (before[column] !== after[column]) changed[column] = after[column];
  return changed;
}

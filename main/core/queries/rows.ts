import type { Row } from '../../../shared/bridge/core-queries.ts';
import type { Flag } from '../../../shared/model/flag.ts';
import type { Late } from '../../../shared/model/late.ts';
import { promisedOver } from '../../../shared/sync/promised.ts';
import type { Passing } from '../../../shared/model/passing.ts';
import { numberOf } from '../db/case-number.ts';
import type { ConversationRow, HeadContent } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { getMeta } from '../db/meta.ts';
import { pendingOf } from '../db/outbox.ts';
import { parseSlot } from '../db/slots.ts';
import type { VisibleColumns } from '../db/visible.ts';

/** A conversation as the list needs it: columns of `conversation`, and the slot with its subject and contact. */
export type ListedRow = ConversationRow &
  VisibleColumns & { readonly has_draft: number; readonly body: Uint8Array | null };

export const LISTED = 'conversation.*, slot.body';
export const FROM_LISTED = 'conversation left join slot on slot.slot = conversation.content_slot';

export function rowFrom(listed: ListedRow): Row {
  return {
    id: listed.id,
    number: numberOf(listed.key),
    channel: listed.channel,
    groupId: listed.v_group_id,
    state: listed.v_state,
    claim: listed.v_claim,
    assigneeId: listed.v_assignee_id,
    arrivedAt: listed.arrived_at,
    claimedAt: listed.v_claimed_at,
    resolvedAt: listed.v_resolved_at,
    content: contentOf(listed),
    hasDraft: listed.has_draft === 1,
    pending: listed.v_pending,
    unheard: listed.v_unheard,
    late: listed.late === null ? {} : (JSON.parse(listed.late) as Late),
    ...(listed.v_passing === null ? {} : { passing: JSON.parse(listed.v_passing) as Passing }),
    ...(listed.merged_into === null ? {} : { mergedInto: listed.merged_into }),
    flags: listed.flags === null ? [] : (JSON.parse(listed.flags) as Flag[]),
  };
}

/** With what was promised here and the hub has not answered (CO6): columns that lists are sorted by know nothing of it. */
export function rowNow(db: ReadableDb, listed: ListedRow): Row {
  const row = rowFrom(listed);
  if (row.content === null || row.pending === 0) return row;
  const { promised: known, ...content } = row.content;
  const promised = promisedOver(known, pendingOf(db, row.id), getMeta(db, 'userId') ?? '');
  return { ...row, content: { ...content, ...(promised === undefined ? {} : { promised }) } };
}

function contentOf(listed: ListedRow): Row['content'] {
  if (listed.body === null) return null;
  const { subject, contact, reach, promised, seesFrom } = parseSlot<HeadContent>(listed.body);
  return {
    contactName: contact.name === '' ? (contact.email ?? '') : contact.name,
    subject,
    attachmentCount: listed.attachment_count,
    reminders: listed.reminders ?? 0,
    verified: listed.verified === 1,
    lastMessageAt: listed.last_message_at ?? listed.arrived_at,
    awaitingAnswer: listed.v_awaiting_answer === 1,
    ...(listed.linked_number === null ? {} : { linkedNumber: listed.linked_number }),
    ...(reach?.callDueAt === undefined ? {} : { callDueAt: reach.callDueAt }),
    ...(promised === undefined ? {} : { promised }),
    ...(seesFrom === undefined ? {} : { isPartial: true as const }),
  };
}

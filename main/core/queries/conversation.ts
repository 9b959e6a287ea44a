import type { OpenConversation, Result } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Late } from '../../../shared/model/late.ts';
import { promisedOver } from '../../../shared/sync/promised.ts';
import { requiredOver } from '../../../shared/sync/required.ts';
import { rebase, type Visible } from '../../../shared/sync/rebase.ts';
import { numberOf } from '../db/case-number.ts';
import { headOf, participantsOf, rowById, type HeadContent } from '../db/conversation-row.ts';
import type { ReadableDb } from '../db/database.ts';
import { draftsOf } from '../db/drafts.ts';
import { messagesOf } from '../db/messages.ts';
import { passingNote } from '../db/passing-note.ts';
import { pendingOf } from '../db/outbox.ts';
import { draftFilesOf } from '../db/reply-files.ts';
import { parseSlot } from '../db/slots.ts';
import { listedByKey } from './list.ts';
import { ledBy } from './merged.ts';
import { rowFrom, type ListedRow } from './rows.ts';

/** Those that this one leads, as they are on screen with it (MG6). */
export function mergedWith(db: ReadableDb, id: string, userId: string): Result<'merged'> {
  return ledBy(db, id).flatMap((led) => conversation(db, led.id, userId) ?? []);
}

/** One conversation as it is on screen: confirmed state with this device's commands laid over, and drafts. */
export function conversation(db: ReadableDb, id: string, userId: string): OpenConversation | null {
  const known = rowById(db, id);
  const listed = known === undefined ? undefined : listedByKey(db, known.key);
  if (listed === undefined) return null;
  const messages = listed.content_slot === null ? [] : messagesOf(db, listed.key);
  const pending = pendingOf(db, id);
  const visible = rebase({ head: headOf(listed, userId), messages }, pending, userId);
  const note = passingNote(db, listed);
  const over = ({ promised, required }: HeadContent) => ({
    promised: promisedOver(promised, pending, userId),
    required: requiredOver(required, pending),
  });
  return {
    row: { ...rowFrom(listed), ...mergedNumbers(ledBy(db, id)) },
    content: contentOf(listed, visible, over),
    messages: [...visible.messages],
    drafts: draftsOf(db, id),
    files: draftFilesOf(db, id),
    under: visible.under,
    ...(note === null || visible.head.passing === null ? {} : { passingNote: note }),
  };
}

const mergedNumbers = (led: readonly ListedRow[]): Pick<OpenConversation['row'], 'merged'> =>
  led.length === 0 ? {} : { merged: led.map(({ id, key }) => ({ id, number: numberOf(key) })) };

function contentOf(
  listed: ListedRow,
  { head }: Visible,
  over: (known: HeadContent) => Pick<HeadContent, 'promised' | 'required'>,
): Conversation | null {
  if (listed.body === null) return null;
  const known = parseSlot<HeadContent>(listed.body);
  const { subject, contact, routed, reach, seesFrom } = known;
  const { promised, required } = over(known);
  return {
    id: listed.id,
    number: numberOf(listed.key),
    channel: listed.channel,
    groupId: head.groupId,
    state: head.state,
    assigneeId: head.assigneeId,
    fence: head.fence,
    arrivedAt: listed.arrived_at,
    claimedAt: head.claimedAt,
    resolvedAt: head.resolvedAt,
    ...(head.passing === null ? {} : { passing: head.passing }),
    ...(head.unheard === 0 ? {} : { unheard: head.unheard }),
    ...(listed.merged_into === null ? {} : { mergedInto: listed.merged_into }),
    ...(listed.late === null ? {} : { late: JSON.parse(listed.late) as Late }),
    subject,
    contact,
    origin: listed.origin ?? 'desk',
    verified: listed.verified === 1,
    linkedNumber: listed.linked_number,
    participantIds: [...participantsOf(listed)],
    reminders: listed.reminders ?? 0,
    lastMessageAt: listed.last_message_at ?? listed.arrived_at,
    eviction: listed.eviction === null ? null : (JSON.parse(listed.eviction) as Conversation['eviction']),
    ...(routed === undefined ? {} : { routed }),
    ...(reach === undefined ? {} : { reach }),
    ...(promised === undefined ? {} : { promised }),
    ...(required === undefined ? {} : { required }),
    ...(seesFrom === undefined ? {} : { seesFrom }),
  };
}

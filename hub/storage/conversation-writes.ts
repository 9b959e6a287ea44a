import { redactHeads, sealedHead } from './mail-head.ts';
import { conversationToRow, flag } from './conversation-rows.ts';
import { sealedDetails } from './details.ts';
import { withoutPastLateness } from './clock-tx.ts';
import { knownConversation, noteConversation, stateOf } from './known-conversations.ts';
import { bump } from './feed-tx.ts';
import { groupInUse } from './group-tx.ts';
import { redactFile, saveDocument } from './document-tx.ts';
import { addKey, destroyCopies, redactMessage } from './key-tx.ts';
import type { Work } from './gathered.ts';
import { followMerged } from '../merge/follow.ts';
import { withRightParts } from '../partial.ts';
import { assigneeSince } from './participants.ts';
import { withoutPastPassing } from './passing-tx.ts';
import { othersMerged } from './merged-with.ts';
import { newKey, seal, sealTexts, sealUnder } from './seal.ts';
import type { ConversationChange, ConversationRecord, NewMail, NewMessage, WriteTx } from './storage.ts';
import type { MessageRow } from './tables.ts';
import { writeGathered } from './write-gathered.ts';

type Methods = 'saveConversation' | 'addReceived' | 'touchConversation';

export function conversationWrites(work: Work): Pick<WriteTx, Methods> {
  return {
    async saveConversation(given) {
      const change = { ...given, after: withRightParts(withoutPastPassing(given.before, given.after)) };
      await save(work, change);
      for (const id of await othersMerged(work, change)) {
        const member = await knownConversation(work, id);
        const followed = member === null ? null : followMerged(change, member.record);
        if (followed !== null) await save(work, followed);
      }
      if (work.gathered.messages.length <= MAX_GATHERED) return;
      await writeGathered(work);
      work.gathered.added = null;
    },
    async addReceived(dedupeKey, conversationId, at) {
      const values = { dedupe_key: dedupeKey, conversation_id: conversationId, at };
      await work.db.insertInto('received').values(values).execute();
    },
    async touchConversation(id) {
      await bump(work, { kind: 'conversation', id, isPublic: false });
    },
  };
}

async function save(work: Work, given: ConversationChange): Promise<void> {
  const change = { ...given, after: await inUse(work, given.before, withoutPastLateness(given.after)) };
  const isPublic = change.before === null || stubChanged(change.before, change.after) || isNoteRedacted(change);
  const seq = await bump(work, { kind: 'conversation', id: change.after.id, isPublic });
  await saveRecord(work, change, seq);
  for (const message of change.messages) addMessage(work, { message, seq, change });
  if (changesOlder(change)) work.gathered.added = null;
  for (const text of change.redacted ?? []) await redactMessage(work, text, seq);
  if ((change.redacted ?? []).length > 0) await destroyCopies(work, change.after.id, seq);
  if (change.isSubjectRedacted === true) await redactHeads(work, change);
  for (const document of change.documents ?? []) await saveDocument(work, document, seq);
  for (const file of change.redactedFiles ?? []) await redactFile(work, file, seq);
  for (const mail of change.mails) addMail(work, mail, change);
}

/** Messages that were there before get another feed number. */
const changesOlder = ({ redacted = [], documents = [], redactedFiles = [] }: ConversationChange): boolean =>
  redacted.length > 0 || documents.length > 0 || redactedFiles.length > 0;

const hasPrivate = ({ messages }: ConversationChange): boolean =>
  messages.some(({ visibility }) => visibility === 'private');

/** Nothing waits in a group that was retired, whichever way it came there (GR4). */
async function inUse(
  work: Work,
  before: ConversationRecord | null,
  after: ConversationRecord,
): Promise<ConversationRecord> {
  const comes = before === null || before.state !== 'waiting' || before.groupId !== after.groupId;
  if (after.state !== 'waiting' || !comes) return after;
  const groupId = await groupInUse(work, after.groupId);
  return groupId === after.groupId ? after : { ...after, groupId };
}

const notInVault = {
  document_purpose: null,
  document_kept_at: null,
  document_expires_at: null,
  document_destroyed_at: null,
  redacted_by: null,
  redacted_at: null,
} as const;

/** Messages: what a transaction of many thousands holds in memory. */
const MAX_GATHERED = 1_024;

const stubFields = [
  'number',
  'channel',
  'groupId',
  'state',
  'assigneeId',
  'fence',
  'arrivedAt',
  'claimedAt',
  'resolvedAt',
  'mergedInto',
] as const satisfies readonly (keyof ConversationRecord)[];

/** Every loss of a right to read comes with another fence, so that it shows here too. */
function stubChanged(before: ConversationRecord, after: ConversationRecord): boolean {
  return (
    stubFields.some((field) => before[field] !== after[field]) ||
    before.flags?.join() !== after.flags?.join() ||
    before.unheardIds?.length !== after.unheardIds?.length ||
    before.late?.answer !== after.late?.answer ||
    before.late?.hearing !== after.late?.hearing ||
    before.late?.call !== after.late?.call ||
    before.late?.promise !== after.late?.promise ||
    before.passing?.at !== after.passing?.at
  );
}

/** The note is with a stub, of somebody who may read nothing else (TR3). */
const isNoteRedacted = ({ after, redacted = [] }: ConversationChange): boolean =>
  redacted.some(({ id }) => id === after.passing?.lineId);

async function saveRecord(work: Work, change: ConversationChange, seq: number): Promise<void> {
  const { before, after, isSubjectRedacted = false } = change;
  const known = before === null ? null : await knownConversation(work, after.id);
  if (before !== null && known === null) throw new Error('a change of a conversation that is not there');
  const { columns, key } = await sealedDetails(work, { known, after, isRedacted: isSubjectRedacted });
  const isNowWaiting = after.state === 'waiting' && before !== null && before.state !== 'waiting';
  const isNowPrivate = after.state !== 'waiting' && before?.state === 'waiting';
  const openSince = isNowWaiting ? seq : (known?.row.open_since_seq ?? seq);
  const had = known?.since;
  // Those who stay hold everything since they came, but for whoever saw a part and sees all of it now.
  const isWider = (id: string): boolean => before?.partial?.[id] !== undefined && after.partial?.[id] === undefined;
  const sinceOf = (id: string): number => (isWider(id) ? seq : (had?.get(id) ?? cameAt(id)));
  // Whoever takes what waits could read it already (FE4), unless nobody could (GU2).
  const wasOpen = isNowPrivate && before.flags === undefined;
  const cameAt = (id: string): number => (wasOpen && id === after.assigneeId ? openSince : seq);
  const since = new Map(after.participantIds.toSorted().map((id) => [id, sinceOf(id)]));
  const row = conversationToRow(after, {
    details: columns.details,
    details_key_id: columns.details_key_id,
    contact_index: columns.contact_index,
    lease_beat: known?.row.lease_beat ?? 0,
    open_since_seq: openSince,
    private_since_seq: isNowPrivate ? seq : (known?.row.private_since_seq ?? 0),
    first_private_seq: known?.row.first_private_seq ?? (hasPrivate(change) ? seq : null),
    assignee_since_seq: assigneeSince(after, since),
  });
  const beside = { since, details: after, detailsKey: key };
  if (known === null) noteConversation(work, row, { ...beside, isStored: false });
  else Object.assign(known, stateOf(row, beside));
  const changed = known ?? work.gathered.conversations.get(row.id) ?? null;
  if (changed !== null) work.gathered.changed.add(changed);
}

interface Addition {
  readonly message: NewMessage;
  readonly seq: number;
  readonly change: ConversationChange;
}

function addMessage(work: Work, { message, seq, change }: Addition): void {
  const { gathered } = work;
  const { kind, authorId, text } = message;
  const sealed = sealTexts(message);
  const key_id = sealed === null ? null : addKey(work, `m:${message.id}`, sealed);
  if (key_id !== null) gathered.sealedTexts.set(key_id, { text, quoted: message.quoted });
  gathered.written.set(message.id, { conversationId: change.after.id, kind, authorId, text, isRedacted: false });
  const row: MessageRow = {
    id: message.id,
    conversation_id: change.after.id,
    seq,
    kind: message.kind,
    author_id: message.authorId,
    text: '',
    quoted: null,
    at: message.at,
    automatic: flag(message.automatic),
    delivery: message.delivery,
    event: message.event === null ? null : JSON.stringify(message.event),
    visibility: message.visibility,
    mail_message_id: message.mailMessageId,
    sealed: sealed?.bytes ?? null,
    key_id,
    redactions: 0,
  };
  gathered.messages.push(row);
  if (message.attachments.length > 0) gathered.added = null;
  gathered.added?.push({ row, event: message.event });
  for (const [position, { id, name, type, sizeBytes, durationMs, bytes }] of message.attachments.entries()) {
    const owner = { message_id: message.id, conversation_id: change.after.id };
    const size = { size_bytes: sizeBytes, duration_ms: durationMs ?? null, ...notInVault };
    const own = newKey();
    const key_id = addKey(work, `a:${id}`, own);
    const sealed_name = sealUnder(own.key, name);
    gathered.attachments.push({ id, ...owner, position, name: '', sealed_name, key_id, type, ...size });
    gathered.blobs.push({ attachmentId: id, content: bytes, key: own.key, keyId: key_id });
  }
}

function addMail(work: Work, mail: NewMail, { after }: ConversationChange): void {
  const { effects, gathered } = work;
  effects.mail = true;
  const sealed = mail.text === undefined ? null : seal(Buffer.from(mail.text));
  gathered.mails.push({
    id: mail.id,
    kind: mail.kind,
    conversation_id: after.id,
    message_id: mail.messageId,
    ...sealedHead(work, mail),
    state: mail.isUncertain === true ? 'uncertain' : 'queued',
    due_at: mail.createdAt,
    attempts: 0,
    created_at: mail.createdAt,
    owner: null,
    calendar: mail.calendar ?? null,
    own_text: mail.own?.text ?? null,
    own_sealed: sealed?.bytes ?? null,
    own_key_id: sealed === null ? null : addKey(work, `o:${mail.id}`, sealed),
    own_mail_message_id: mail.own?.mailMessageId ?? null,
    appointment_id: mail.own?.appointmentId ?? null,
  });
}

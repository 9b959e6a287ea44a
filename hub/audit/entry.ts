import * as z from 'zod';
import { errorCodes } from '../../shared/errors.ts';
import { guardVerdicts } from '../../shared/guard/settings.ts';
import { chronologyExportSchema } from '../../shared/model/chronology-export.ts';
import { cancelReasonSchema, closingSchema } from '../../shared/model/appointment.ts';
import { settingsParts } from '../../shared/model/association-settings.ts';
import { channels, fenceSchema, idSchema, instantSchema } from '../../shared/model/conversation.ts';
import { hearingSchema } from '../../shared/model/hearing.ts';
import { roleSchema } from '../../shared/model/directory.ts';
import { declineReasonSchema } from '../../shared/model/passing.ts';
import { promiseEndSchema } from '../../shared/model/promise.ts';
import { callOutcomeSchema } from '../../shared/model/reach.ts';
import { requiredKindSchema, requiredStepSchema } from '../../shared/model/required.ts';
import { purposeSchema } from '../../shared/model/document.ts';
import { lateLevelSchema, lateThingSchema } from '../../shared/model/late.ts';
import { despiteSchema } from '../../shared/model/flag.ts';
import { skipReasonSchema } from '../../shared/model/next.ts';
import { settledSchema } from '../../shared/model/message.ts';
import { commandSchema } from '../../shared/protocol/commands.ts';
import { placeSchema } from '../../shared/schedule/schedule.ts';

const commandNames = commandSchema.options.map(({ shape }) => shape.name.value);
const code = z.enum(errorCodes);
const count = z.number().int().nonnegative();

/**
 * What may be written down of each kind of entry, and nothing else: ids, numbers, codes of closed sets. No text that
 * somebody wrote, no contact data; what a device chose freely (its name, its version) is left out too.
 */
export const factsByKind = {
  // Commands that were applied. `fence`: the conversation's token afterwards.
  /** `already`: the claimer held it before (CL6). */
  claim: z.strictObject({ fence: fenceSchema, already: z.boolean() }),
  /** `skipped`: why the next in line was left to others (NX3); absent: it was not. */
  release: z.strictObject({ fence: fenceSchema, hasHandover: z.boolean(), skipped: skipReasonSchema.optional() }),
  transfer: z.strictObject({
    fence: fenceSchema,
    toUserId: idSchema.nullable(),
    toGroupId: idSchema.nullable(),
    hasHandover: z.boolean(),
  }),
  /** To a person, who has not answered yet (TR1). */
  'ask-transfer': z.strictObject({ toUserId: idSchema, hasHandover: z.boolean() }),
  'withdraw-transfer': z.strictObject({}),
  'accept-transfer': z.strictObject({ fence: fenceSchema }),
  'decline-transfer': z.strictObject({ reason: declineReasonSchema }),
  /** The hub ended it: nobody answered in time, or whoever was asked is let in no more (TR6). */
  'transfer-ended': z.strictObject({
    why: z.enum(['expired', 'unavailable']),
    toUserId: idSchema,
    byUserId: idSchema,
  }),
  /** `now`: they see what comes from then on; `all`: the whole case, perhaps of which they had seen a part (PV1, PV3). */
  'add-participant': z.strictObject({ addedUserId: idSchema, sees: z.enum(['all', 'now']) }),
  /** By the assignee, or by that person themselves. */
  'remove-participant': z.strictObject({ fence: fenceSchema, removedUserId: idSchema }),
  resolve: z.strictObject({ fence: fenceSchema }),
  reopen: z.strictObject({ fence: fenceSchema }),
  /** The voicemail was listened to, or somebody answered for it; `already`: it was before. */
  heard: z.strictObject({ messageId: idSchema, how: hearingSchema, already: z.boolean() }),
  /** `files`: how many went with it; absent: none. */
  reply: z.strictObject({ messageId: idSchema, files: count.optional() }),
  note: z.strictObject({ messageId: idSchema }),
  /** A reply that the guard had stopped was sent all the same (GU5): what it had found, and why. */
  'sent-despite': z.strictObject({ messageId: idSchema, ...despiteSchema.shape }),
  /** A chat waits again, because the devices of this user were out of reach for too long (LE3). `fence`: afterwards. */
  'lease-expired': z.strictObject({ fence: fenceSchema, formerUserId: idSchema }),
  /** It waits again, because its assignee had not answered in time (CK6). `fence`: afterwards. */
  returned: z.strictObject({ fence: fenceSchema, formerUserId: idSchema }),
  /** Somebody has waited for too long for an answer, or for their voicemail to be heard (CK2, CK3). */
  late: z.strictObject({ thing: lateThingSchema, level: lateLevelSchema }),
  /** A case was opened at the desk, under a number leased to the device. */
  create: z.strictObject({ channel: z.enum(channels) }),
  /** Content was read on a device; `asParticipant`: by somebody who takes part in the conversation. */
  open: z.strictObject({ asParticipant: z.boolean() }),
  /** A secret link was offered to the contact; its token is written down nowhere. */
  'offer-appointment': z.strictObject({ groupId: idSchema, place: placeSchema }),
  'book-appointment': z.strictObject({ appointmentId: idSchema, place: placeSchema, startAt: instantSchema }),
  'move-appointment': z.strictObject({ appointmentId: idSchema, place: placeSchema, startAt: instantSchema }),
  'close-appointment': z.strictObject({
    appointmentId: idSchema,
    outcome: closingSchema,
    /** Null: nobody said, or it was not cancelled. */
    reason: cancelReasonSchema.nullable(),
  }),
  /** An identity document in the vault (section DV): what it is looked at for, and until when. */
  'keep-document': z.strictObject({ attachmentId: idSchema, purpose: purposeSchema, expiresAt: instantSchema }),
  'destroy-document': z.strictObject({ attachmentId: idSchema }),
  'redact-attachment': z.strictObject({ attachmentId: idSchema }),
  'document-expired': z.strictObject({ attachmentId: idSchema }),
  /** Words were taken out of so many messages, of which this is the one that was named; never the words. */
  redact: z.strictObject({ messageId: idSchema, messages: count }),
  /** A coordinator's word on a phrase, which is not written down (GU8). `words`: how many have one afterwards. */
  'guard-word': z.strictObject({ verdict: z.enum(guardVerdicts), words: count }),
  /** A call to the contact: how it ended; whether somebody wants to call again. */
  'log-call': z.strictObject({ outcome: callOutcomeSchema, again: z.boolean() }),
  /** Somebody wrote down details that the contact said are right; not which. */
  'confirm-contact': z.strictObject({}),
  /** Until when the contact hears from us; whether it takes the place of an earlier one is in the line. */
  'set-promise': z.strictObject({ dueAt: instantSchema, inAnalysis: z.boolean() }),
  'end-promise': z.strictObject({ outcome: promiseEndSchema }),
  'require-document': z.strictObject({ kind: requiredKindSchema, step: requiredStepSchema }),
  /** Two cases became one, or two again; `leadId`: the one that leads. `fence`: afterwards, of the case that is named. */
  merge: z.strictObject({ fence: fenceSchema, otherId: idSchema, leadId: idSchema }),
  unmerge: z.strictObject({ fence: fenceSchema, leadId: idSchema.nullable() }),
  /** What a person decided about a mail whose end nobody knew (OU5). */
  'settle-mail': z.strictObject({ messageId: idSchema, outcome: settledSchema }),
  'command-refused': z.strictObject({ command: z.enum([...commandNames, 'unknown']), code }),
  // Reading and removal.
  'attachment-read': z.strictObject({ attachmentId: idSchema }),
  'attachment-refused': z.strictObject({ attachmentId: idSchema, code }),
  /** A chronology was printed or saved, with or without what was written (CX2). */
  'chronology-exported': chronologyExportSchema.omit({ conversationId: true }),
  /**
   * A coordinator begins to read a conversation without taking part in it. The written reason is the text of the message with
   * this id; its assignee, whose line it is, is told.
   */
  inspection: z.strictObject({ reasonId: idSchema, toldUserId: idSchema }),
  /** Their device has the text no more. */
  'inspection-ended': z.strictObject({ reasonId: idSchema }),
  /** Somebody wanted to who may not, or did not say why. */
  'inspection-refused': z.strictObject({ code }),
  /** A coordinator passed a case on without reading it (RA3), with others of the same reassignment. `fence`: afterwards. */
  reassign: z.strictObject({
    reassignmentId: idSchema,
    fence: fenceSchema,
    toUserId: idSchema.nullable(),
    toGroupId: idSchema.nullable(),
  }),
  'reassign-undone': z.strictObject({ reassignmentId: idSchema, fence: fenceSchema }),
  'reassign-refused': z.strictObject({ code }),
  /** A device confirmed that it removed the content; `fence`: as in its receipt; `expired`: by itself, offline (EX3). */
  evicted: z.strictObject({ fence: fenceSchema, expired: z.boolean() }),
  // Devices.
  /** `holdsNothing`: all its holds ended with this. */
  login: z.strictObject({ resync: z.boolean(), holdsNothing: z.boolean() }),
  /** The device is the one that was named; who was there is not proved. `unrecorded`: refusals before it, left out. */
  'login-refused': z.strictObject({ code, unrecorded: count }),
  /** The device was given its share of the key of its database (SH1). */
  unlock: z.strictObject({}),
  /** The device has another key to prove itself with (SH4). */
  rotation: z.strictObject({}),
  'enrolment-code': z.strictObject({ forUserId: idSchema }),
  enrolment: z.strictObject({}),
  'enrolment-refused': z.strictObject({ code }),
  revocation: z.strictObject({ deviceId: idSchema }),
  // The data.
  /** The data began a new life from a backup (RE1); what came after it in the old one is not in this chain. */
  restored: z.strictObject({ epoch: idSchema, previousEpoch: idSchema, skippedNumbers: count, uncertainMails: count }),
  // At the hub's command line.
  /** A secret address for calendar programs was made, of this group or of all (null), or withdrawn; its secret is nowhere. */
  'calendar-link': z.strictObject({ linkId: idSchema, groupId: idSchema.nullable() }),
  'calendar-link-revoked': z.strictObject({ linkId: idSchema }),
  /** The association's own identifiers were set at the hub's command line (GU10): how many it has. */
  'guard-identifiers': z.strictObject({ identifiers: count }),
  /** The hours of a group were set, there or by a coordinator in the application. */
  schedule: z.strictObject({ groupId: idSchema }),
  /** Somebody wanted to set hours who may not. */
  'schedule-refused': z.strictObject({ code }),
  /** A coordinator set a part of what holds for the whole association; its revision afterwards (RT5). */
  settings: z.strictObject({ part: z.enum(settingsParts), revision: count }),
  /** A coordinator wrote or removed a shared canned reply (CR2); its revision afterwards, null: it is gone; how many files it carries, where it carries any. */
  'canned-reply': z.strictObject({ replyId: idSchema, revision: count.nullable(), files: count.exactOptional() }),
  /** Somebody wanted to set it who may not. */
  'settings-refused': z.strictObject({ code }),
  /** Where a key of the switchboard leads was set there; null: to the default group. */
  'key-group': z.strictObject({ key: z.string().regex(/^\d{1,8}$/), groupId: idSchema.nullable() }),
  /** Somebody was made inactive there, or active again (CL14). */
  'user-active': z.strictObject({ ofUserId: idSchema, isActive: z.boolean() }),
  /** A coordinator made a group, changed it, put it into another place, or retired it: `moved` cases wait in `intoId` (section GR). */
  group: z.strictObject({
    groupId: idSchema,
    step: z.enum(['created', 'changed', 'ordered', 'retired']),
    revision: count,
    intoId: idSchema.nullable(),
    moved: count,
  }),
  /** Somebody was made known, or got another role (section PE). */
  'user-known': z.strictObject({ ofUserId: idSchema, role: roleSchema }),
  'user-role': z.strictObject({ ofUserId: idSchema, role: roleSchema }),
  /** Codes of theirs that nobody had used were withdrawn. */
  'enrolment-withdrawn': z.strictObject({ forUserId: idSchema, codes: count }),
  /** Somebody wanted to change groups or people, or to see the people, who may not. */
  'staff-refused': z.strictObject({ code }),
  /** A key for other programs was made or withdrawn there. */
  'api-key': z.strictObject({ keyId: idSchema, step: z.enum(['made', 'withdrawn']) }),
  /** A web site may show the bubble of the chat from now on, or may not any more (CH1). */
  'chat-origin': z.strictObject({ origin: z.string().max(300), isAllowed: z.boolean() }),
  // From outside.
  /** The contact booked, moved or cancelled by a secret link (AP9). */
  'contact-appointment': z.strictObject({
    step: z.enum(['booked', 'moved', 'cancelled']),
    appointmentId: idSchema,
    startAt: instantSchema,
  }),
  arrival: z.strictObject({
    result: z.enum(['opened', 'joined']),
    channel: z.enum(channels),
    origin: z.enum(['mail', 'portal', 'switchboard', 'chat']),
    fence: fenceSchema,
  }),
} as const;

export type AuditKind = keyof typeof factsByKind;

/** Who did it, as far as the hub knows: nobody for what comes from outside or from the hub's command line. */
export interface Actor {
  readonly userId: string | null;
  readonly deviceId: string | null;
}

export const nobody: Actor = { userId: null, deviceId: null };

/** The conversation that an entry is about. */
export interface About {
  readonly id: string;
  readonly number: string;
}

interface Recorded<K extends AuditKind> {
  readonly at: number;
  readonly kind: K;
  readonly actor: Actor;
  readonly conversation: About | null;
  readonly facts: z.infer<(typeof factsByKind)[K]>;
}

/** What happened, before it has its place in the chain. */
export type AuditRecord = { [K in AuditKind]: Recorded<K> }[AuditKind];

/** One link of the chain as it is stored. `facts` stays text: a byte of it that changes nothing when parsed counts too. */
export interface AuditEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly userId: string | null;
  readonly deviceId: string | null;
  readonly conversationId: string | null;
  readonly number: string | null;
  readonly facts: string;
  /** Hash of the entry before. */
  readonly previous: string;
  readonly hash: string;
}

/** Where the chain ends. */
export interface AuditHead {
  readonly entries: number;
  readonly hash: string;
}

import * as z from 'zod';
import { failureSchema } from '../errors.ts';
import { guardSettingsSchema } from '../guard/settings.ts';
import { agendaEntrySchema, slotSchema } from '../model/appointment.ts';
import { associationSettingsSchema } from '../model/association-settings.ts';
import {
  caseNumberSchema,
  channelSchema,
  conversationSchema,
  fenceSchema,
  idSchema,
  instantSchema,
  stateSchema,
} from '../model/conversation.ts';
import {
  addressForms,
  availabilitySchema,
  cannedReplySchema,
  companySchema,
  groupSchema,
  userSchema,
  whereaboutsSchema,
} from '../model/directory.ts';
import { flagSchema } from '../model/flag.ts';
import { inspectionSchema } from '../model/inspection.ts';
import { lateSchema } from '../model/late.ts';
import { passingSchema } from '../model/passing.ts';
import { promisedSchema } from '../model/promise.ts';
import { messageSchema, replyFileSchema } from '../model/message.ts';
import { preferencesSchema } from '../model/preferences.ts';
import { samenessOutcomes, samenessReasons } from '../same-case/compare-cases.ts';
import { placeSchema, scheduleSchema } from '../schedule/schedule.ts';

/**
 * Live queries that the renderer keeps open on the core: each is answered at once and again whenever the answer has
 * changed. Shapes are what is on screen, so that the renderer holds no more than that.
 */
export const views = ['to-take', 'mine', 'chats', 'voicemail', 'passed-on', 'late', 'resolved'] as const;
export const viewSchema = z.enum(views);
export type View = z.infer<typeof viewSchema>;

export const querySchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('status') }),
  z.object({ name: z.literal('directory') }),
  z.object({ name: z.literal('counts') }),
  /** A window of the list, in order of arrival (resolved ones: newest first). */
  z.object({
    name: z.literal('list'),
    view: viewSchema,
    groupId: idSchema.nullable(),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
  }),
  z.object({ name: z.literal('conversation'), id: idSchema }),
  /** The cases that this one leads, each as `conversation` has it (MG6). */
  z.object({ name: z.literal('merged'), id: idSchema }),
  /** Open cases that are held here and may be the same as this one, or of a namesake (MG1). */
  z.object({ name: z.literal('alike'), id: idSchema }),
  z.object({ name: z.literal('search'), text: z.string().max(200), limit: z.number().int().min(1).max(200) }),
  z.object({ name: z.literal('canned-replies') }),
  /** In which words this case was answered last; null: not yet with a canned reply. */
  z.object({ name: z.literal('canned-choice'), conversationId: idSchema }),
  /** Canned replies that somebody writes at and has not stored (CR2). */
  z.object({ name: z.literal('canned-drafts') }),
  z.object({ name: z.literal('outbox') }),
  z.object({ name: z.literal('notices') }),
  /** Who is there; with a conversation that is on the screen, also who else looks at it. The hub is told that it is shown. */
  z.object({ name: z.literal('presence'), conversationId: idSchema.nullable() }),
  /** What is in the agenda between two instants, of all groups, in order of time. */
  z.object({ name: z.literal('agenda'), from: instantSchema, to: instantSchema }),
  /** The appointments of one case, in order of time. */
  z.object({ name: z.literal('appointments'), conversationId: idSchema }),
  /** What can be booked, as far as this device knows; works offline. `from`: nothing earlier; null is now. */
  z.object({
    name: z.literal('free-slots'),
    groupId: idSchema,
    place: placeSchema,
    from: instantSchema.nullable(),
    limit: z.number().int().min(1).max(500),
  }),
  /** The hours of all groups that have any. */
  z.object({ name: z.literal('schedules') }),
  /** What was begun at the desk and is no case yet (NB6), oldest first. */
  z.object({ name: z.literal('desk-drafts') }),
  /** The association's own words for the privacy guard, and its identifiers (GU9). */
  z.object({ name: z.literal('guard') }),
  /** What coordinators set for the whole association (RT4). */
  z.object({ name: z.literal('settings') }),
  /** How many cases each person holds, as far as this device knows; whoever is not listed holds none. */
  z.object({ name: z.literal('loads') }),
  /** Where this person stands with the next in line (NX1). */
  z.object({ name: z.literal('next') }),
  /** The case that a coordinator reads without taking part in it (section BG); null: they don't. */
  z.object({ name: z.literal('inspection'), conversationId: idSchema }),
  /** How whoever sits here likes to work; theirs alone, and kept with their data. */
  z.object({ name: z.literal('preferences') }),
]);
export type Query = z.infer<typeof querySchema>;
export type QueryName = Query['name'];

const statusSchema = z.object({
  /** `starting` until the database is open; `locked`: `door` says what it takes. */
  connection: z.enum(['starting', 'locked', 'not-enrolled', 'connecting', 'online', 'offline']),
  /** Only of `locked`: the PIN, the hub, a PIN that is still to be chosen; or nothing is there any more (SH5). */
  door: z.object({ wants: z.enum(['pin', 'hub', 'new-pin', 'nothing']) }).nullable(),
  /** Whether a PIN is to be chosen with the enrolment, or one opens this volunteer's data. */
  pin: z.enum(['none', 'wanted', 'set']),
  /** When the connection got into this state, ms of local time; what "offline since" shows. */
  localSinceAt: instantSchema,
  /** Hub time minus local time, ms; 0 while unknown. */
  hubOffsetMs: z.number().int(),
  /** Present while more than one page of changes is coming in. */
  syncing: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** Commands not yet answered, without `open`. */
  outboxCount: z.number().int(),
  outboxOldestLocalAt: instantSchema.nullable(),
  /** `publicUrl`: of its pages for contacts, as far as known (AP12). */
  association: z.object({ name: z.string(), publicUrl: z.string().optional() }).nullable(),
  me: userSchema.nullable(),
  hubUrl: z.string().nullable(),
  /** How the database key is kept on this PC; `none`: no keyring, the interface has to say so. */
  protection: z.enum(['keyring', 'none']),
  /** What keeps it offline, when known. */
  problem: failureSchema.nullable(),
});

/**
 * A claim as this person sees it. `requested`: made on this PC, the hub hasn't granted it (offline, or just on its way).
 */
export const claimStateSchema = z.enum(['none', 'requested', 'mine', 'other']);

/** One line of the list. `content` is null where this device holds a stub only. */
export const rowSchema = z.object({
  id: idSchema,
  number: caseNumberSchema,
  channel: channelSchema,
  groupId: idSchema,
  state: stateSchema,
  claim: claimStateSchema,
  assigneeId: idSchema.nullable(),
  arrivedAt: instantSchema,
  claimedAt: instantSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  content: z
    .object({
      /** Name, or where there is none the address; empty: the contact is anonymous. */
      contactName: z.string(),
      subject: z.string(),
      attachmentCount: z.number().int(),
      reminders: z.number().int(),
      verified: z.boolean(),
      lastMessageAt: instantSchema,
      /** A message by the contact came after the last one by staff. */
      awaitingAnswer: z.boolean(),
      /** When somebody wants to call the contact again (CB2). */
      callDueAt: instantSchema.optional(),
      /** Until when they hear from us (PM1). */
      promised: promisedSchema.optional(),
      /** This person sees it from when they were added; the subject is from before (PV2). */
      isPartial: z.literal(true).optional(),
      /** The older case that this one follows. */
      linkedNumber: caseNumberSchema.optional(),
    })
    .nullable(),
  hasDraft: z.boolean(),
  /** Commands of this PC for it that the hub has not answered. */
  pending: z.number().int(),
  /** What the privacy guard found; while the case waits with any, nobody may read it. */
  flags: z.array(flagSchema).readonly(),
  /** Voicemails in it that nobody has listened to yet. */
  unheard: z.number().int(),
  /** How far its clocks have run (CK1). */
  late: lateSchema,
  /** By when somebody has to answer, where that is soon (CK2). */
  answerDueAt: instantSchema.optional(),
  /** The case that leads it (MG3). */
  mergedInto: idSchema.optional(),
  /** It was passed to somebody who has not answered yet (TR1); while `until` is `at`, it is still to leave this PC. */
  passing: passingSchema.optional(),
  /** Those that it leads; the list counts what is in them, too. */
  merged: z.array(z.object({ id: idSchema, number: caseNumberSchema })).optional(),
});
export type Row = z.infer<typeof rowSchema>;

/** A message, or one that is still on its way out of this PC (`pending`: the number of its command). */
export const threadMessageSchema = messageSchema.extend({ pending: z.number().int().nullable() });
export type ThreadMessage = z.infer<typeof threadMessageSchema>;

/**
 * `desk`: a whole form as JSON, of a case that is not opened yet (NB6); `canned`: of a canned reply, under its id in place of
 * a conversation's.
 */
export const draftKinds = ['reply', 'note', 'handover', 'desk', 'canned'] as const;
export const draftKindSchema = z.enum(draftKinds);
export type DraftKind = z.infer<typeof draftKindSchema>;

export const draftSchema = z.object({
  kind: draftKindSchema,
  text: z.string(),
  localSavedAt: instantSchema,
  /** Set when the hub refused the command that carried this text. */
  returned: failureSchema.nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

/**
 * A file that waits to go with a reply; `flags`: what the privacy guard found in its name and its text. `cannedId`: the file of a
 * canned reply that it is a copy of (CR11).
 */
const draftFileSchema = replyFileSchema.extend({
  flags: z.array(flagSchema).readonly(),
  cannedId: idSchema.optional(),
});
export type DraftFile = z.infer<typeof draftFileSchema>;

const openConversationSchema = z.object({
  row: rowSchema,
  /** Null where this device holds a stub only. */
  content: conversationSchema.nullable(),
  messages: z.array(threadMessageSchema),
  drafts: z.array(draftSchema),
  /** Of the draft of the reply, in their order. */
  files: z.array(draftFileSchema),
  /** The right to write: an actual token, or the pending claim request; null when this person may not write. */
  under: z.union([fenceSchema, z.object({ claim: z.number().int().positive() })]).nullable(),
  /** What was written to this person with the case that is passed to them (TR3). */
  passingNote: z.string().optional(),
});
export type OpenConversation = z.infer<typeof openConversationSchema>;

const outboxItemSchema = z.object({
  seq: z.number().int().positive(),
  name: z.string(),
  conversationId: idSchema,
  number: caseNumberSchema.nullable(),
  localAt: instantSchema,
  /** Already handed to the hub on some connection: it can't be taken back any more. */
  sent: z.boolean(),
  /** Local instant until which it waits to be undone (CO10); null: it leaves as soon as it can. */
  undoUntil: instantSchema.nullable(),
});

/** What a rebuilt database has of the damaged one that nobody else had. */
const rescuedSchema = z.object({
  /** False: the device has to be enrolled again, and what was in the outbox is among the drafts. */
  isEnrolled: z.boolean(),
  drafts: z.number().int(),
  commands: z.number().int(),
  /** False: something could not be read and may be missing. */
  isComplete: z.boolean(),
});
export type Rescued = z.infer<typeof rescuedSchema>;

const wantedSlotSchema = z.object({
  /** The appointment that was to get another time; null: a new one. */
  movesId: idSchema.nullable(),
  /** Null: that of the appointment. */
  groupId: idSchema.nullable(),
  place: placeSchema,
});
export type WantedSlot = z.infer<typeof wantedSlotSchema>;

/** Something the person must be told even if they were not looking: stays until dismissed. */
const noticeSchema = z.object({
  id: z.number().int(),
  localAt: instantSchema,
  conversationId: idSchema.nullable(),
  number: caseNumberSchema.nullable(),
  /** `refused`: a command came back (its text is a draft again); `evicted-while-open`: a colleague took what was open;
   * `lease-expired`: a chat
   * that this person held waits again, or a colleague has it; `expired`: unclaimed text was removed after a long time without the hub. */
  kind: z.enum([
    'refused',
    'evicted-while-open',
    'lease-expired',
    'expired',
    'database-rebuilt',
    'added',
    'removed',
    'inspected',
    'returned',
    'passed',
    'passed-many',
    'passing-asked',
    'passing-asked-many',
    'passing-accepted',
    'passing-declined',
    'passing-expired',
    'late-answer',
    'late-hearing',
    'late-call',
    'late-promise',
  ]),
  command: z.string().nullable(),
  failure: failureSchema.nullable(),
  /** Only of `database-rebuilt`. */
  rescued: rescuedSchema.optional(),
  /** Only of a refused booking or move: what was asked for, so that another time can be chosen for the same. */
  wanted: wantedSlotSchema.optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** `isOwn`: this person's alone (CR7). `used`: how often on this device. */
const cannedEntrySchema = cannedReplySchema.extend({ isOwn: z.boolean(), used: z.number().int().nonnegative() });
export type CannedEntry = z.infer<typeof cannedEntrySchema>;

const cannedChoiceSchema = z.object({ lang: z.enum(['it', 'en']), address: z.enum(addressForms).nullable() });
export type CannedChoice = z.infer<typeof cannedChoiceSchema>;

export const resultSchemas = {
  status: statusSchema,
  directory: z.object({ users: z.array(userSchema), groups: z.array(groupSchema) }),
  counts: z.object({
    views: z.record(viewSchema, z.number().int()),
    /** Waiting conversations per group id. */
    groups: z.record(z.string(), z.number().int()),
  }),
  list: z.object({ total: z.number().int(), offset: z.number().int(), rows: z.array(rowSchema) }),
  conversation: openConversationSchema.nullable(),
  merged: z.array(openConversationSchema),
  alike: z.array(
    z.object({
      row: rowSchema,
      outcome: z.enum(samenessOutcomes),
      score: z.number().min(0).max(1),
      reasons: z.array(z.enum(samenessReasons)),
    }),
  ),
  search: z.object({
    /** Rows with the found passage, split so that odd parts are the hits. */
    hits: z.array(z.object({ row: rowSchema, passage: z.array(z.string()) })),
    more: z.boolean(),
    /** Conversations that are held and can't be found yet: the index follows behind. */
    unindexed: z.number().int().nonnegative(),
  }),
  'canned-replies': z.array(cannedEntrySchema),
  'canned-choice': cannedChoiceSchema.nullable(),
  'canned-drafts': z.array(draftSchema.extend({ conversationId: idSchema })),
  outbox: z.array(outboxItemSchema),
  notices: z.array(noticeSchema),
  presence: companySchema.extend({
    /** What this person says of themselves. */
    own: availabilitySchema,
    /** Whoever is not listed is offline, or this PC is. */
    people: z.array(whereaboutsSchema),
  }),
  agenda: z.array(agendaEntrySchema),
  appointments: z.array(agendaEntrySchema),
  'free-slots': z.object({
    /** Without hours nothing can be booked, whatever is free. */
    hasSchedule: z.boolean(),
    /** Up to three to choose from, spread over days. */
    offered: z.array(slotSchema),
    slots: z.array(slotSchema),
  }),
  schedules: z.array(scheduleSchema),
  'desk-drafts': z.array(draftSchema.extend({ conversationId: idSchema })),
  guard: guardSettingsSchema,
  settings: associationSettingsSchema,
  loads: z.record(z.string(), z.number().int()),
  next: z.object({
    /** What was taken last as the next in line, while this person holds it or asks for it. */
    heldId: idSchema.nullable(),
    /** Those that were asked for before it, where the hub knew better (NX2). */
    insteadOf: z.array(idSchema),
    /** Something waits that this person has not skipped. */
    isThere: z.boolean(),
    /** How many wait that they have. */
    skipped: z.number().int(),
  }),
  inspection: inspectionSchema.nullable(),
  preferences: preferencesSchema,
} as const satisfies Record<QueryName, z.ZodType>;
export type Result<N extends QueryName> = z.infer<(typeof resultSchemas)[N]>;

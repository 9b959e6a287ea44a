import * as z from 'zod';
import { cannedChangeSchema, MAX_CANNED_CHANGES } from '../canned/changes.ts';
import type { CannedFile } from '../canned/files.ts';
import type { CannedUses } from '../canned/uses.ts';
import { chatOriginChangeSchema, type ChatSite } from '../chat/site.ts';
import type { CoreFacts } from '../diagnostics/facts.ts';
import { failureSchema } from '../errors.ts';
import { settingsPartSchema } from '../model/association-settings.ts';
import { boardSelectionSchema, type Board, type BoardCases } from '../model/board.ts';
import { chronologyExportSchema } from '../model/chronology-export.ts';
import { reassignRequestSchema, type ReassignPlan, type ReassignRequest } from '../model/reassignment.ts';
import { idSchema, instantSchema } from '../model/conversation.ts';
import { MAX_REASON } from '../model/inspection.ts';
import { flagSchema } from '../model/flag.ts';
import { availabilitySchema } from '../model/directory.ts';
import {
  groupChangeSchema,
  personChangeSchema,
  type GroupUses,
  type PersonChanged,
  type Staff,
} from '../model/staff.ts';
import { commandSchema } from '../protocol/commands.ts';
import { preferencesChangeSchema } from '../model/preferences.ts';
import { PIN_MAX_LENGTH } from '../model/pin.ts';
import type { ArrivedCase, Numbers } from '../model/numbers.ts';
import { dateSchema, scheduleSchema } from '../schedule/schedule.ts';
import { bulkMoveSchema, MAX_BULK, type BulkDone } from './bulk.ts';
import { draftKindSchema, querySchema } from './core-queries.ts';

/** How long a reply can be undone at most. */
export const MAX_UNDO_MS = 20_000;

/**
 * What the renderer may ask of the core over its MessagePort. Requests carry a number chosen by the renderer; every one
 * is answered exactly once, with a value or a failure.
 */
export const callSchema = z.discriminatedUnion('name', [
  /** Stores a command in the outbox; resolves when it is durable, not when the hub has answered. */
  z.object({
    name: z.literal('command'),
    command: commandSchema,
    /** For how long a reply by mail can be undone, and waits for that (CO10). */
    undoMs: z.number().int().min(0).max(MAX_UNDO_MS).optional(),
  }),
  /** The same move for several cases, stored together. */
  z.object({
    name: z.literal('move-all'),
    conversationIds: z.array(idSchema).min(1).max(MAX_BULK),
    move: bulkMoveSchema,
  }),
  /** Claims what is next in line (NX1); durable like a command. Value: which one, null where nothing waits. */
  z.object({ name: z.literal('next') }),
  /** Takes back a command that has not left this PC; its text becomes a draft. Value: whether it could be. */
  z.object({ name: z.literal('cancel'), seq: z.number().int().positive() }),
  /** An empty text deletes the draft. */
  z.object({
    name: z.literal('save-draft'),
    conversationId: idSchema,
    kind: draftKindSchema,
    text: z.string().max(100_000),
  }),
  /** Adds a file to the draft of a reply, when it may go with one (AT7). */
  z.object({
    name: z.literal('add-file'),
    conversationId: idSchema,
    fileName: z.string().min(1).max(255),
    bytes: z.instanceof(Uint8Array),
    flags: z.array(flagSchema),
  }),
  /** Takes it out again, unless it leaves already. */
  z.object({ name: z.literal('remove-file'), id: idSchema }),
  /** `pin`: null where this PC asks for none. Fails with `weak-pin` before anything else where it asks for one. */
  z.object({
    name: z.literal('enrol'),
    code: z.string().max(40),
    hubUrl: z.string().max(500),
    pin: z.string().max(PIN_MAX_LENGTH).nullable().optional(),
  }),
  /** Resolves when the PIN was right; the hub may be needed all the same (`status.door`). Fails with `wrong-pin`. */
  z.object({ name: z.literal('unlock'), pin: z.string().max(PIN_MAX_LENGTH) }),
  /** `former`: null where there was none. Fails with `wrong-pin`, `weak-pin`. */
  z.object({
    name: z.literal('choose-pin'),
    pin: z.string().max(PIN_MAX_LENGTH),
    former: z.string().max(PIN_MAX_LENGTH).nullable(),
  }),
  z.object({ name: z.literal('retry-now') }),
  /** Numbers and codes for whoever helps, in every state (DG3). `checksAll`: looks at every page of the database. */
  z.object({ name: z.literal('diagnose'), checksAll: z.boolean() }),
  /** For colleagues to see; `available` again at every start. */
  z.object({ name: z.literal('set-availability'), availability: availabilitySchema }),
  z.object({ name: z.literal('dismiss-notice'), id: z.number().int() }),
  z.object({ name: z.literal('change-preferences'), change: preferencesChangeSchema }),
  /** The bytes of an attachment of a conversation that this person takes part in; fetched when not yet here. */
  z.object({ name: z.literal('attachment'), id: idSchema }),
  /** The hours of a group, for coordinators and only while connected; resolves when the hub has them. */
  z.object({ name: z.literal('set-schedule'), schedule: scheduleSchema }),
  /** A part of what holds for the whole association, for coordinators and only while connected; resolves when the hub has it. */
  z.object({ name: z.literal('set-settings'), settings: settingsPartSchema }),
  /** Has it written down at the hub that a chronology is taken out; only while connected (CX2). */
  z.object({ name: z.literal('record-export'), wanted: chronologyExportSchema }),
  /** Shared canned replies, for coordinators and only while connected; resolves when the hub has them (CR2). */
  z.object({ name: z.literal('change-canned-replies'), changes: z.array(cannedChangeSchema).max(MAX_CANNED_CHANGES) }),
  /** This person's own ones: stored here, and brought to the hub for their other devices alone (CR7). */
  z.object({ name: z.literal('change-own-replies'), changes: z.array(cannedChangeSchema).max(MAX_CANNED_CHANGES) }),
  /** Somebody answers with it, in this case. */
  z.object({ name: z.literal('canned-used'), id: idSchema, conversationId: idSchema.nullable() }),
  /**
   * A file for a shared canned reply that is being written, for coordinators and only while connected: it waits at the hub for the
   * reply (CR10). Value: what the reply is to name.
   */
  z.object({
    name: z.literal('bring-canned-file'),
    fileName: z.string().min(1).max(255),
    bytes: z.instanceof(Uint8Array),
    flags: z.array(flagSchema),
  }),
  /** A copy of it into the draft of a reply (CR11); null: it is there already. Fails as `add-file` does. */
  z.object({ name: z.literal('add-canned-file'), conversationId: idSchema, id: idSchema }),
  /** How often each was used by everybody together, while connected (CR8). */
  z.object({ name: z.literal('canned-uses') }),
  /** Web sites with the bubble of the chat (CH19), for coordinators and only while connected. */
  z.object({ name: z.literal('chat-site') }),
  z.object({ name: z.literal('set-chat-origin'), change: chatOriginChangeSchema }),
  /** Groups and people, for coordinators and only while connected (sections GR and PE); resolves when the hub has the change. */
  z.object({ name: z.literal('change-groups'), change: groupChangeSchema }),
  z.object({ name: z.literal('group-uses'), id: idSchema }),
  z.object({ name: z.literal('people') }),
  /** Of the week that begins on this date, and of the one before it (section NW). */
  z.object({ name: z.literal('numbers'), monday: dateSchema }),
  z.object({ name: z.literal('change-people'), change: personChangeSchema }),
  /** Reads a case in which this person takes no part, for a reason (section BG), for coordinators and only while connected. */
  z.object({ name: z.literal('inspect'), conversationId: idSchema, reason: z.string().max(MAX_REASON) }),
  z.object({ name: z.literal('end-inspection') }),
  /** How the work stands, where it is another one than `known` (BO2), and the cases behind a number of it. */
  z.object({ name: z.literal('board'), known: z.string().max(64).nullable() }),
  z.object({ name: z.literal('board-cases'), selection: boardSelectionSchema }),
  /** Cases that a coordinator passes on without reading them (section RA): what would happen, that it happens, and back. */
  z.object({ name: z.literal('plan-reassignment'), request: reassignRequestSchema }),
  z.object({ name: z.literal('reassign'), request: reassignRequestSchema }),
  z.object({ name: z.literal('undo-reassignment'), id: idSchema }),
  /** Under which fences this PC knows these cases, for a reassignment; without those that it does not know. */
  z.object({ name: z.literal('fences'), conversationIds: z.array(idSchema).min(1).max(MAX_BULK) }),
  /** Cases that arrived between two instants, in order of arrival; without content. */
  z.object({ name: z.literal('arrived'), from: instantSchema, to: instantSchema }),
  /** A case number to be told to a contact and then used in `create`; never given out again. Fails with `no-numbers`. */
  z.object({ name: z.literal('take-number') }),
  /** A fresh id for a message. */
  z.object({ name: z.literal('new-id') }),
  /** An unguessable token for a secret link (`offer-appointment`). */
  z.object({ name: z.literal('new-token') }),
]);
export type Call = z.infer<typeof callSchema>;
export type CallName = Call['name'];

export interface CallValues {
  command: { seq: number };
  'move-all': BulkDone;
  next: { conversationId: string | null };
  cancel: { cancelled: boolean };
  'save-draft': { localSavedAt: number };
  'add-file': { id: string };
  'remove-file': null;
  enrol: { userId: string };
  unlock: null;
  'choose-pin': null;
  'retry-now': null;
  diagnose: CoreFacts;
  'set-availability': null;
  'dismiss-notice': null;
  'change-preferences': null;
  attachment: { bytes: Uint8Array; type: string; name: string };
  'set-schedule': null;
  'set-settings': null;
  'record-export': null;
  'change-canned-replies': null;
  'change-own-replies': null;
  'canned-used': null;
  'canned-uses': CannedUses;
  'bring-canned-file': CannedFile;
  'add-canned-file': { id: string } | null;
  'chat-site': ChatSite;
  'set-chat-origin': null;
  'change-groups': null;
  'group-uses': GroupUses;
  people: Staff;
  'change-people': PersonChanged;
  numbers: Numbers;
  inspect: null;
  'end-inspection': null;
  board: Board | null;
  'board-cases': BoardCases;
  'plan-reassignment': ReassignPlan;
  reassign: ReassignPlan;
  'undo-reassignment': ReassignPlan;
  fences: ReassignRequest['cases'];
  arrived: ArrivedCase[];
  'take-number': { number: string };
  'new-id': string;
  'new-token': string;
}

/** Renderer → core. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.number().int().positive(), call: callSchema }),
  z.object({ type: z.literal('subscribe'), id: z.number().int().positive(), query: querySchema }),
  z.object({ type: z.literal('unsubscribe'), id: z.number().int().positive() }),
]);
export type Request = z.infer<typeof requestSchema>;

/** Core → renderer. `update` answers a subscription, first at once and then after every change of its result. */
export const responseSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), id: z.number().int().positive(), value: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.number().int().positive(), failure: failureSchema }),
  z.object({ type: z.literal('update'), id: z.number().int().positive(), value: z.unknown() }),
]);
export type Response = z.infer<typeof responseSchema>;

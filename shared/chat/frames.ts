import * as z from 'zod';
import { idSchema, instantSchema } from '../model/conversation.ts';
import { flagSchema } from '../model/flag.ts';
import { MAX_INCOMING_TEXT } from '../model/message.ts';
import { MAX_LINE_TEXT } from './limits.ts';

/** The session secret: at least 128 bits, base64url. */
const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{22,86}$/);
const lineNumber = z.number().int().positive();
const count = z.number().int().nonnegative();
export const chatLanguages = ['it', 'en'] as const;

/** Of which the first line of a chat is; afterwards it is known. */
const beginningSchema = z.object({
  groupId: idSchema,
  /** Both empty: anonymous. */
  name: z.string().max(200),
  email: z.string().max(320).nullable(),
});
export type Beginning = z.infer<typeof beginningSchema>;

/** Page → hub, JSON text frames. */
export const visitorUpSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.number().int(),
    /** Of an earlier connection, to go on with its chat. */
    session: secretSchema.nullable(),
    language: z.enum(chatLanguages),
  }),
  /** One line; the same number is the same line (CH4). `despite`: the visitor was told that it is confidential (CH8). */
  z.object({
    type: z.literal('line'),
    line: lineNumber,
    text: z.string().min(1).max(MAX_LINE_TEXT),
    despite: z.literal(true).optional(),
    begin: beginningSchema.optional(),
  }),
  /** Instead of a line: asks for an appointment (CH9). */
  z.object({ type: z.literal('appointment'), line: lineNumber, begin: beginningSchema.optional() }),
  z.object({ type: z.literal('typing') }),
  /** Everything up to this instant was on the visitor's screen. */
  z.object({ type: z.literal('seen'), at: instantSchema }),
  /** Nobody is free: the case goes on by mail (CH12). */
  z.object({ type: z.literal('ticket'), name: z.string().max(200), email: z.string().max(320) }),
  z.object({ type: z.literal('transcript') }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('pong') }),
]);
export type VisitorUp = z.infer<typeof visitorUpSchema>;

/** What is refused without an end of the connection. */
export const chatRefusals = [
  'too-fast',
  'too-many-chats',
  'bad-email',
  'wrong-state',
  'closed-session',
  'empty-text',
  'unknown-group',
  'file-type',
  'file-size',
  'file-count',
] as const;
/** Why a connection ends. */
export const chatEndings = [
  'bad-frame',
  'frame-too-large',
  'unsupported-version',
  'rate-limited',
  'idle',
  'silence',
  'hub-stopping',
  'full',
  'internal',
] as const;

/** Things that the page says in its own words. `name`: the first name of a volunteer. */
const happeningSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('opened') }),
  z.object({ code: z.literal('taken'), name: z.string() }),
  z.object({ code: z.literal('returned') }),
  z.object({ code: z.literal('transferred'), name: z.string().nullable(), groupId: idSchema.nullable() }),
  z.object({ code: z.literal('joined'), name: z.string() }),
  z.object({ code: z.literal('parted'), name: z.string() }),
  z.object({ code: z.literal('out-of-reach') }),
  z.object({ code: z.literal('resolved') }),
  z.object({ code: z.literal('reopened') }),
  z.object({ code: z.literal('file-refused'), reason: z.enum(['type', 'size', 'count']) }),
  z.object({ code: z.literal('appointment') }),
  z.object({ code: z.literal('ticket') }),
]);
export type Happening = z.infer<typeof happeningSchema>;

/** `id`: it can be fetched with the session secret (CH18); what the visitor sent has none. */
const fileSchema = z.object({ id: idSchema.optional(), name: z.string(), sizeBytes: count });

/** One entry of the chat as the visitor may see it; one with an id that is known takes its place. */
export const chatEntrySchema = z.object({
  id: idSchema,
  /** Strictly grows within a chat. */
  at: instantSchema,
  from: z.enum(['visitor', 'volunteer', 'hub']),
  /** First name of the volunteer who wrote. */
  name: z.string().nullable(),
  text: z.string().max(MAX_INCOMING_TEXT),
  happening: happeningSchema.nullable(),
  files: z.array(fileSchema),
});
export type ChatEntry = z.infer<typeof chatEntrySchema>;

/** Where the chat stands. */
export const chatStateSchema = z.discriminatedUnion('name', [
  /** Nothing was written yet. */
  z.object({ name: z.literal('new') }),
  /** `place`: 1 is next. `offersTicket`: nobody took it in time, or the group is closed. */
  z.object({ name: z.literal('waiting'), place: lineNumber, offersTicket: z.boolean(), isOpen: z.boolean() }),
  /** By whom, first names; the assignee is the first of them. */
  z.object({ name: z.literal('taken'), by: z.array(z.string()).min(1) }),
  z.object({ name: z.literal('resolved') }),
  /** It goes on by mail, or the visitor ended it. */
  z.object({ name: z.literal('over'), how: z.enum(['ticket', 'left']) }),
]);
export type ChatState = z.infer<typeof chatStateSchema>;

/** Hub → page. */
export const visitorDownSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.number().int(),
    session: secretSchema,
    /** The last line of this session that the hub has (CH4). */
    lastLine: count,
    association: z.string().max(120),
    groups: z.array(
      z.object({ id: idSchema, name: z.object({ it: z.string(), en: z.string() }), isOpen: z.boolean() }),
    ),
  }),
  /** `whole`: there are no others (CH5). */
  z.object({ type: z.literal('entries'), entries: z.array(chatEntrySchema), whole: z.boolean() }),
  z.object({
    type: z.literal('state'),
    /** Case number. */
    number: z.string().nullable(),
    state: chatStateSchema,
    /** A transcript may be asked for (CH13). */
    canHaveTranscript: z.boolean(),
  }),
  /** The hub has the line. `link`: where the appointment is chosen, below the hub's address (CH9). */
  z.object({ type: z.literal('ack'), line: lineNumber, link: z.string().optional() }),
  /** Nothing of it was kept: it is confidential, in these ways (CH8). */
  z.object({ type: z.literal('stopped'), line: lineNumber, flags: z.array(flagSchema).min(1) }),
  z.object({
    type: z.literal('refused'),
    /** Null: it was no line. */
    line: lineNumber.nullable(),
    code: z.enum(chatRefusals),
    retryAfterMs: count.optional(),
  }),
  /** A volunteer who takes part in the chat writes. */
  z.object({ type: z.literal('typing'), isTyping: z.boolean() }),
  /** A volunteer who takes part in the chat had everything up to this instant on the screen. */
  z.object({ type: z.literal('seen'), at: instantSchema }),
  z.object({ type: z.literal('transcript'), address: z.string() }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('error'), code: z.enum(chatEndings), retryAfterMs: count.optional() }),
]);
export type VisitorDown = z.infer<typeof visitorDownSchema>;
export type ChatRefusal = (typeof chatRefusals)[number];
export type ChatEnding = (typeof chatEndings)[number];

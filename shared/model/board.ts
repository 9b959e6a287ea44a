import * as z from 'zod';
import { caseNumberSchema, channelSchema, fenceSchema, idSchema, instantSchema, stateSchema } from './conversation.ts';
import { lateSchema } from './late.ts';

const count = z.number().int().nonnegative();

/**
 * How the work stands, for coordinators (section BO): counts, ids, instants. Nothing that a contact or a volunteer wrote is in it.
 * Cases that another one leads are counted with that one.
 */
export const boardSchema = z.object({
  /** Another one after each change; null: it could not be told. */
  revision: z.string().max(64),
  groups: z.array(z.object({ groupId: idSchema, waiting: count, oldestAt: instantSchema.nullable(), claimed: count })),
  /** Everybody who is active or holds something. */
  people: z.array(
    z.object({
      userId: idSchema,
      /** Cases that they hold and have not resolved. */
      open: count,
      chats: count,
      late: count,
      state: z.enum(['available', 'away', 'offline']),
    }),
  ),
  /** Without an answer for too long: marked, and at the coordinators (CK2). */
  late: z.object({ marked: count, coordinators: count }),
  /** Cases with a voicemail that nobody has listened to. */
  unheard: count,
  /** Cases that were passed to somebody who has not answered yet (TR1). */
  passing: count,
  /** Cases whose contact nobody can reach (CB2). */
  unreachable: count,
  /** Devices that were sent a text that they may hold no longer, and have not confirmed that it is gone (EV4). */
  devices: z.array(z.object({ deviceId: idSchema, userId: idSchema, name: z.string().max(80), cases: count })).max(100),
});
export type Board = z.infer<typeof boardSchema>;

/** Which cases are listed. */
export const boardSelectionSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('waiting'), groupId: idSchema }),
  z.object({ by: z.literal('person'), userId: idSchema }),
  z.object({ by: z.literal('device'), deviceId: idSchema }),
  z.object({ by: z.enum(['late', 'unheard', 'passing', 'unreachable']) }),
]);
export type BoardSelection = z.infer<typeof boardSelectionSchema>;

export const MAX_BOARD_CASES = 500;

/** One case as a coordinator sees it without reading it: a part of its stub. */
export const boardCaseSchema = z.object({
  id: idSchema,
  number: caseNumberSchema,
  channel: channelSchema,
  groupId: idSchema,
  state: stateSchema,
  assigneeId: idSchema.nullable(),
  fence: fenceSchema,
  arrivedAt: instantSchema,
  late: lateSchema,
  unheard: count,
  /** Who was asked to take it and has not answered yet; null: nobody. */
  passingTo: idSchema.nullable(),
});
export type BoardCase = z.infer<typeof boardCaseSchema>;

/** Oldest first; `total`: with those that are left out. */
export const boardCasesSchema = z.object({ total: count, cases: z.array(boardCaseSchema).max(MAX_BOARD_CASES) });
export type BoardCases = z.infer<typeof boardCasesSchema>;

import * as z from 'zod';
import { idSchema } from '../model/conversation.ts';
import { MAX_WRITTEN_TEXT } from '../model/message.ts';

/** Cases that can be chosen at once: as many as one window of the list holds. */
export const MAX_BULK = 200;

const target = z.union([z.object({ userId: idSchema }), z.object({ groupId: idSchema })]);
const handover = z.string().max(MAX_WRITTEN_TEXT);

/** The same move for several cases; the core adds to each what it is made under. */
export const bulkMoveSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('claim') }),
  z.object({ name: z.literal('release'), handover }),
  z.object({ name: z.literal('transfer'), to: target, handover }),
  z.object({ name: z.literal('accept-transfer') }),
  z.object({ name: z.literal('resolve') }),
  z.object({ name: z.literal('reopen') }),
]);
export type BulkMove = z.infer<typeof bulkMoveSchema>;

export interface BulkDone {
  /** Stored together, each as a command of its own. */
  readonly stored: readonly { readonly conversationId: string; readonly seq: number }[];
  /** Cases with which it can't be done (any more). */
  readonly left: number;
}

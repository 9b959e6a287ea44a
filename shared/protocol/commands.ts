import * as z from 'zod';
import { fenceSchema, idSchema } from '../model/conversation.ts';
import { MAX_WRITTEN_TEXT } from '../model/message.ts';

/**
 * The right under which a command writes: a fencing token, or "the claim that I asked for with command N of this same
 * device", for work done offline before the hub has granted it.
 */
export const underSchema = z.union([fenceSchema, z.object({ claim: z.number().int().positive() })]);
export type Under = z.infer<typeof underSchema>;

const text = z.string().max(MAX_WRITTEN_TEXT);
const target = z.union([z.object({ userId: idSchema }), z.object({ groupId: idSchema })]);

/** Named changes; each conversation command names its conversation. `messageId` is made by the device. */
export const commandSchema = z.discriminatedUnion('name', [
  /** The text of a waiting conversation was opened on this device (counted, never shown by name). */
  z.object({ name: z.literal('open'), conversationId: idSchema }),
  z.object({ name: z.literal('claim'), conversationId: idSchema }),
  z.object({ name: z.literal('release'), conversationId: idSchema, under: underSchema, handover: text }),
  z.object({ name: z.literal('transfer'), conversationId: idSchema, under: underSchema, to: target, handover: text }),
  z.object({ name: z.literal('resolve'), conversationId: idSchema, under: underSchema }),
  z.object({ name: z.literal('reopen'), conversationId: idSchema }),
  z.object({ name: z.literal('reply'), conversationId: idSchema, under: underSchema, messageId: idSchema, text }),
  z.object({ name: z.literal('note'), conversationId: idSchema, under: underSchema, messageId: idSchema, text }),
  /** Takes the number of a command that was cancelled before it left the device (CO8); always applied. */
  z.object({ name: z.literal('noop'), conversationId: idSchema }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandName = Command['name'];

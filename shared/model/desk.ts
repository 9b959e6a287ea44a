import * as z from 'zod';
import { caseNumberSchema, idSchema } from './conversation.ts';

/** How somebody reached a volunteer in person. */
export const deskWays = ['telephone', 'walk-in', 'word-of-mouth'] as const;
export const deskWaySchema = z.enum(deskWays);

const words = z.string().max(20_000);

/** What is filled in while the person waits, as the draft keeps it (NB6): as it was typed, whether it fits or not. */
export const deskFormSchema = z.object({
  /** Null: the device had none left. */
  number: caseNumberSchema.nullable(),
  messageId: idSchema,
  way: deskWaySchema,
  name: words,
  phone: words,
  email: words,
  /** Who speaks for the contact. */
  delegate: words,
  witness: words,
  groupId: z.string().max(64),
  subject: words,
  text: z.string().max(60_000),
  /** The contact was told the number. */
  isTold: z.boolean(),
});
export type DeskForm = z.infer<typeof deskFormSchema>;

/** Null: no form that this program knows. */
export function parseDeskForm(text: string): DeskForm | null {
  try {
    const parsed = deskFormSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

import * as z from 'zod';
import { cannedFileSchema } from './files.ts';
import { addressForms, type CannedReply } from '../model/directory.ts';

/** A canned reply as somebody writes at it: kept as a draft on this device, whatever is in its fields (CR2). */
const formSchema = z.object({
  isOwn: z.boolean(),
  /** The revision on which it was begun; null: it is a new one. */
  base: z.number().int().nonnegative().nullable(),
  title: z.string(),
  shortcut: z.string(),
  lang: z.enum(['it', 'en']),
  address: z.enum([...addressForms, 'any']),
  groupId: z.string().nullable(),
  text: z.string(),
  /** Days; empty: no limit. */
  validFrom: z.string(),
  validUntil: z.string(),
  /** What a draft of an earlier program does not say: none. */
  files: z.array(cannedFileSchema).default([]),
});
export type CannedForm = z.infer<typeof formSchema>;

/** Null: it is none. */
export function parseCannedForm(text: string): CannedForm | null {
  try {
    return formSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const emptyCannedForm = (isOwn: boolean): CannedForm => ({
  isOwn,
  base: null,
  title: '',
  shortcut: '',
  lang: 'it',
  address: 'lei',
  groupId: null,
  text: '',
  validFrom: '',
  validUntil: '',
  files: [],
});

export function formOfReply(reply: CannedReply, isOwn: boolean): CannedForm {
  const { title, shortcut, lang, groupId, text, revision } = reply;
  const { address = 'any', validFrom = '', validUntil = '' } = reply;
  // A person's own ones carry none (CR10).
  const files = isOwn ? [] : [...(reply.files ?? [])];
  return { isOwn, base: revision ?? 0, title, shortcut, lang, address, groupId, text, validFrom, validUntil, files };
}

export function replyOfForm(id: string, form: CannedForm): CannedReply {
  const { title, shortcut, lang, groupId, text, address, validFrom, validUntil, files } = form;
  return {
    id,
    shortcut: shortcut.trim().replace(/^\//, ''),
    title: title.trim(),
    lang,
    groupId,
    text: text.trim(),
    // Only Italian tells them apart.
    ...(address === 'any' || lang !== 'it' ? {} : { address }),
    ...(validFrom === '' ? {} : { validFrom }),
    ...(validUntil === '' ? {} : { validUntil }),
    ...(files.length === 0 ? {} : { files }),
  };
}

import { isOriginal, MAX_ORIGINAL_BYTES } from '../shared/model/message.ts';
import type { IncomingAttachment } from './ports.ts';

interface Kept extends IncomingAttachment {
  readonly id: string;
}

/** In a mail's HTML, what names another part of the mail. */
const PART = /\bcid:([^"'\s<>()]{1,998})/gi;

/** Pictures that a mail's HTML shows from the mail itself are named by the ids of the attachments that they became (OM3). */
export function withPartsById<T extends Kept>(attachments: readonly T[]): readonly T[] {
  const idByContentId = new Map(
    attachments.flatMap(({ id, contentId }) => (contentId ? [[contentId, id] as const] : [])),
  );
  if (idByContentId.size === 0) return attachments;
  return attachments.flatMap((attachment) => {
    if (!isOriginal(attachment)) return [attachment];
    const html = Buffer.from(attachment.bytes.subarray()).toString('utf8');
    const bytes = Buffer.from(
      html.replace(PART, (_, name: string) => `cid:${idByContentId.get(decoded(name)) ?? name}`),
    );
    return bytes.length > MAX_ORIGINAL_BYTES ? [] : [{ ...attachment, bytes }];
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

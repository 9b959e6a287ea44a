import { nobody } from './audit/entry.ts';
import type { ConversationRecord, StoredMessage, WriteTx } from './storage/storage.ts';

export interface AnsweredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Wanted {
  readonly conversation: ConversationRecord;
  readonly attachmentId: string;
  readonly now: number;
}

/** What a contact may have of a message: the files of an answer, unless they are in the vault (AT5). */
export const filesForContact = ({ kind, attachments }: StoredMessage): StoredMessage['attachments'] =>
  kind === 'reply' ? attachments.filter(({ document }) => document === undefined) : [];

/** Written down before the bytes leave (AU6). Null: there is no such file for whoever opened this case. */
export async function answeredFile(
  tx: WriteTx,
  { conversation, attachmentId, now }: Wanted,
): Promise<AnsweredFile | null> {
  const messages = (await tx.messages([conversation.id], -1)).get(conversation.id) ?? [];
  const file = messages.flatMap(filesForContact).find(({ id }) => id === attachmentId);
  const bytes = file === undefined ? null : await tx.attachmentBytes(attachmentId);
  if (file === undefined || bytes === null) return null;
  await tx.appendAudit([{ at: now, kind: 'attachment-read', actor: nobody, conversation, facts: { attachmentId } }]);
  return { name: file.name, bytes };
}

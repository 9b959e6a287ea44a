import type { OutgoingMail } from '../ports.ts';
import type { Work } from './gathered.ts';
import { blobContent } from './blob-tx.ts';
import { fileName } from './file-name.ts';
import type { OutgoingMailRow } from './tables.ts';

/** The files of the reply that a mail carries, in their order; without what was destroyed meanwhile (DV3). */
export async function mailFiles(
  db: Work['db'],
  { conversation_id, message_id }: Pick<OutgoingMailRow, 'conversation_id' | 'message_id'>,
): Promise<NonNullable<OutgoingMail['files']>> {
  const rows = await db
    .selectFrom('attachments')
    .innerJoin('blobs', 'blobs.attachment_id', 'attachments.id')
    .leftJoin('content_keys', 'content_keys.id', 'blobs.key_id')
    .leftJoin('content_keys as name_keys', 'name_keys.id', 'attachments.key_id')
    .select(['attachments.sealed_name', 'attachments.type', 'blobs.attachment_id', 'blobs.bytes', 'blobs.key_id'])
    .select('content_keys.key')
    .select('name_keys.key as name_key')
    // The index begins with the case.
    .where('attachments.conversation_id', '=', conversation_id)
    .where('attachments.message_id', '=', message_id)
    .orderBy('attachments.position')
    .execute();
  const files: NonNullable<OutgoingMail['files']>[number][] = [];
  for (const row of rows) {
    const content = await blobContent({ db }, row);
    if (content !== null) files.push({ name: fileName(row.sealed_name, row.name_key), type: row.type, bytes: content });
  }
  return files;
}

import type { OutgoingMail } from '../ports.ts';
import type { Work } from './gathered.ts';
import { fileName } from './file-name.ts';
import { open } from './seal.ts';
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
    .select(['attachments.sealed_name', 'attachments.type', 'blobs.bytes', 'blobs.key_id', 'content_keys.key'])
    .select('name_keys.key as name_key')
    // The index begins with the case.
    .where('attachments.conversation_id', '=', conversation_id)
    .where('attachments.message_id', '=', message_id)
    .orderBy('attachments.position')
    .execute();
  return rows.flatMap(({ sealed_name, name_key, type, bytes, key_id, key }) => {
    const content = key_id === null ? bytes : open(bytes, key);
    return content === null ? [] : [{ name: fileName(sealed_name, name_key), type, bytes: content }];
  });
}

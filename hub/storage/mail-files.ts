import type { OutgoingMail } from '../ports.ts';
import type { Work } from './gathered.ts';
import { fileName } from './file-name.ts';
import { open } from './seal.ts';

/** The files of the reply that a mail carries, in their order; without what was destroyed meanwhile (DV3). */
export async function mailFiles(db: Work['db'], messageId: string): Promise<NonNullable<OutgoingMail['files']>> {
  const rows = await db
    .selectFrom('attachments')
    .innerJoin('blobs', 'blobs.attachment_id', 'attachments.id')
    .leftJoin('content_keys', 'content_keys.id', 'blobs.key_id')
    .leftJoin('content_keys as name_keys', 'name_keys.id', 'attachments.key_id')
    .select(['attachments.sealed_name', 'attachments.type', 'blobs.bytes', 'blobs.key_id', 'content_keys.key'])
    .select('name_keys.key as name_key')
    .where('attachments.message_id', '=', messageId)
    .orderBy('attachments.position')
    .execute();
  return rows.flatMap(({ sealed_name, name_key, type, bytes, key_id, key }) => {
    const content = key_id === null ? bytes : open(bytes, key);
    return content === null ? [] : [{ name: fileName(sealed_name, name_key), type, bytes: content }];
  });
}

import type { FileBytes } from '../ports.ts';
import type { Work } from './gathered.ts';
import { openPieces, sealPieces, TAG_BYTES, usable } from './seal.ts';

/**
 * A file's bytes, sealed. What is large lies in pieces, so that neither the hub nor the database's library ever has more than one
 * of them in memory besides the file itself.
 */
export interface NewBlob {
  readonly attachmentId: string;
  readonly content: FileBytes;
  readonly key: Buffer;
  readonly keyId: string;
}

const PIECE_BYTES = 120 * 1024;
/** Only what has further pieces is as long as this; what an older program stored whole has none, however long it is. */
const FIRST_BYTES = TAG_BYTES + PIECE_BYTES;

export async function addBlob(
  { db, tidy }: Pick<Work, 'db' | 'tidy'>,
  { attachmentId, content, key, keyId }: NewBlob,
): Promise<void> {
  const sealing = sealPieces(content, key, PIECE_BYTES);
  let first: Buffer = Buffer.alloc(0);
  let position = 0;
  for (const bytes of sealing.pieces) {
    if (position === 0) first = bytes;
    else await db.insertInto('blob_pieces').values({ attachment_id: attachmentId, position, bytes }).execute();
    position += 1;
    tidy?.(bytes.length);
  }
  // The tag is known at the end, and stands before all the rest.
  const bytes = Buffer.concat([sealing.tag(), first]);
  await db.insertInto('blobs').values({ attachment_id: attachmentId, bytes, key_id: keyId }).execute();
}

export async function dropBlob({ db }: Pick<Work, 'db'>, attachmentId: string): Promise<void> {
  await db.deleteFrom('blob_pieces').where('attachment_id', '=', attachmentId).execute();
  await db.deleteFrom('blobs').where('attachment_id', '=', attachmentId).execute();
}

export interface StoredBlob {
  readonly attachment_id: string;
  readonly bytes: Uint8Array;
  readonly key_id: string | null;
  readonly key: Uint8Array | null;
}

/** Null where its key was destroyed, or where the bytes are not those that were sealed. */
export async function blobContent(work: Pick<Work, 'db'>, blob: StoredBlob): Promise<Uint8Array | null> {
  if (blob.key_id === null) return blob.bytes;
  if (usable(blob.key) === null) return null;
  return openPieces([blob.bytes, ...(await furtherPieces(work, blob))], blob.key);
}

async function furtherPieces({ db }: Pick<Work, 'db'>, { attachment_id, bytes }: StoredBlob): Promise<Uint8Array[]> {
  if (bytes.length !== FIRST_BYTES) return [];
  const pieces = db.selectFrom('blob_pieces').select('bytes').where('attachment_id', '=', attachment_id);
  return (await pieces.orderBy('position').execute()).map((piece) => piece.bytes);
}

import type { Flag } from '../../shared/model/flag.ts';
import type { Work } from './gathered.ts';
import { addKey, destroyKey } from './key-tx.ts';
import { open, seal } from './seal.ts';
import { writeGathered } from './write-gathered.ts';

/** A file that waits for the reply with which it goes (section AT). */
export interface Upload {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** MIME type by magic bytes. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What the guard found in its name and its text. */
  readonly flags: readonly Flag[];
  readonly at: number;
}

export interface UploadReads {
  /** Those of this user that are here and can be read, in this order. */
  uploads(ids: readonly string[], userId: string): Promise<readonly Upload[]>;
  /** Whose it is; null: there is none. */
  uploadOwner(id: string): Promise<string | null>;
  /** Ids of the oldest that came before this instant. */
  forgottenUploads(before: number, limit: number): Promise<readonly string[]>;
  /** Files that replies of this case took along, and that are still there. */
  sentFiles(conversationId: string): Promise<number>;
  uploadedBy(userId: string): Promise<{ readonly count: number; readonly sizeBytes: number }>;
}

export interface UploadWrites {
  addUpload(upload: Upload): Promise<void>;
  /** What was in them can't be read any more, unless it is stored elsewhere. */
  dropUploads(ids: readonly string[]): Promise<void>;
}

export function uploadTx(work: Work): UploadReads & UploadWrites {
  const { db } = work;
  return {
    async uploads(ids, userId) {
      if (ids.length === 0) return [];
      const keyed = db.selectFrom('uploads').leftJoin('content_keys', 'content_keys.id', 'uploads.key_id');
      const mine = keyed.selectAll('uploads').select('content_keys.key').where('user_id', '=', userId);
      const rows = await mine.where('uploads.id', 'in', ids).execute();
      return ids.flatMap((id) => rows.filter((row) => row.id === id).flatMap(uploadFromRow));
    },
    async uploadOwner(id) {
      const row = await db.selectFrom('uploads').select('user_id').where('id', '=', id).executeTakeFirst();
      return row?.user_id ?? null;
    },
    async sentFiles(conversationId) {
      // Replies of the same transaction may wait to be written.
      await writeGathered(work);
      const row = await db
        .selectFrom('attachments')
        .innerJoin('messages', 'messages.id', 'attachments.message_id')
        .select(db.fn.countAll<number | string>().as('n'))
        .where('attachments.conversation_id', '=', conversationId)
        .where('attachments.redacted_at', 'is', null)
        .where('messages.kind', '=', 'reply')
        .executeTakeFirst();
      return Number(row?.n ?? 0);
    },
    async uploadedBy(userId) {
      const rows = await db.selectFrom('uploads').select('size_bytes').where('user_id', '=', userId).execute();
      return { count: rows.length, sizeBytes: rows.reduce((sum, row) => sum + row.size_bytes, 0) };
    },
    async addUpload(upload) {
      const { id, userId, at, bytes } = upload;
      const sealed = seal(packed(upload));
      const key_id = addKey(work, `u:${id}`, sealed);
      await writeGathered(work);
      const row = { id, user_id: userId, size_bytes: bytes.length, flags: JSON.stringify(upload.flags), key_id, at };
      await db
        .insertInto('uploads')
        .values({ ...row, sealed: sealed.bytes })
        .execute();
    },
    async dropUploads(ids) {
      for (const id of ids) {
        const row = await db.selectFrom('uploads').select('key_id').where('id', '=', id).executeTakeFirst();
        if (row === undefined) continue;
        await destroyKey(work, row.key_id);
        await db.deleteFrom('uploads').where('id', '=', id).execute();
      }
    },
    async forgottenUploads(before, limit) {
      const old = db.selectFrom('uploads').select('id').where('at', '<', before).orderBy('at').limit(limit);
      return (await old.execute()).map(({ id }) => id);
    },
  };
}

const LENGTH_BYTES = 4;

/** Length of the head, name and type as JSON, bytes: what repeats what people wrote is in no column of its own. */
function packed({ name, type, bytes }: Upload): Buffer {
  const head = Buffer.from(JSON.stringify({ name, type }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, bytes]);
}

interface KeyedRow {
  readonly id: string;
  readonly user_id: string;
  readonly flags: string;
  readonly sealed: Uint8Array;
  readonly key: Uint8Array | null;
  readonly at: number;
}

/** One without its key is as if it had never come: the device brings it again. */
function uploadFromRow({ id, user_id, flags, sealed, key, at }: KeyedRow): Upload[] {
  const content = open(sealed, key);
  if (content === null) return [];
  const end = LENGTH_BYTES + content.readUInt32LE();
  const head = JSON.parse(content.toString('utf8', LENGTH_BYTES, end)) as {
    readonly name: string;
    readonly type: string;
  };
  return [{ id, userId: user_id, ...head, bytes: content.subarray(end), flags: JSON.parse(flags) as Flag[], at }];
}

import type { CannedFile } from '../../shared/canned/files.ts';
import type { Flag } from '../../shared/model/flag.ts';
import { fileName } from './file-name.ts';
import type { Work } from './gathered.ts';
import { addKey, destroyKey } from './key-tx.ts';
import { open, seal, sealUnder } from './seal.ts';
import { filledUp } from './statement-sizes.ts';
import type { CannedFileRow } from './tables.ts';
import type { Upload } from './upload-tx.ts';
import { writeGathered } from './write-gathered.ts';

export interface KnownCannedFile extends CannedFile {
  /** Null: it was taken out, and can be put back for a while. */
  readonly replyId: string | null;
}

export interface CannedFileReads {
  cannedFiles(ids: readonly string[]): Promise<readonly KnownCannedFile[]>;
  /** Null where it belongs to no reply (any more), or its key is gone. */
  cannedFileBytes(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** Of all that belong to a reply. */
  cannedFilesWeight(): Promise<number>;
  /** Ids of the oldest that were taken out before this instant. */
  forgottenCannedFiles(before: number, limit: number): Promise<readonly string[]>;
}

export interface CannedFileWrites {
  addCannedFile(file: Upload): Promise<void>;
  /** These are the reply's files, in this order; what was and is not among them is taken out. */
  setCannedFiles(replyId: string, ids: readonly string[], at: number): Promise<void>;
  destroyCannedFiles(ids: readonly string[]): Promise<void>;
}

export function cannedFilesTx(work: Work): CannedFileReads & CannedFileWrites {
  return { ...reads(work), ...writes(work) };
}

/** In their order, by the replies' ids. */
export async function filesByReply(
  { db }: Work,
  replyIds: readonly string[] | undefined,
): Promise<ReadonlyMap<string, readonly CannedFile[]>> {
  const all = withKeys({ db }).where('reply_id', 'is not', null).orderBy('position');
  const rows = await (replyIds === undefined ? all : all.where('reply_id', 'in', filledUp(replyIds))).execute();
  const files = new Map<string, CannedFile[]>();
  for (const row of rows) {
    const { replyId, ...file } = fromRow(row);
    if (replyId !== null) files.set(replyId, [...(files.get(replyId) ?? []), file]);
  }
  return files;
}

/** All but the bytes. */
const withKeys = ({ db }: Pick<Work, 'db'>) =>
  db
    .selectFrom('canned_files')
    .leftJoin('content_keys', 'content_keys.id', 'canned_files.key_id')
    .select(['canned_files.id', 'reply_id', 'name', 'type', 'size_bytes', 'flags', 'content_keys.key']);

function reads(work: Work): CannedFileReads {
  const { db } = work;
  return {
    async cannedFiles(ids) {
      if (ids.length === 0) return [];
      return (await withKeys(work).where('canned_files.id', 'in', filledUp(ids)).execute()).map(fromRow);
    },
    async cannedFileBytes(id) {
      const one = withKeys(work).select('sealed').where('canned_files.id', '=', id).where('reply_id', 'is not', null);
      const row = await one.executeTakeFirst();
      const bytes = row === undefined ? null : open(row.sealed, row.key);
      return row === undefined || bytes === null ? null : { name: fileName(row.name, row.key), bytes };
    },
    async cannedFilesWeight() {
      const held = db.selectFrom('canned_files').select('size_bytes').where('reply_id', 'is not', null);
      return (await held.execute()).reduce((sum, row) => sum + row.size_bytes, 0);
    },
    async forgottenCannedFiles(before, limit) {
      const old = db.selectFrom('canned_files').select('id').where('freed_at', '<', before).orderBy('freed_at');
      return (await old.limit(limit).execute()).map(({ id }) => id);
    },
  };
}

function writes(work: Work): CannedFileWrites {
  const { db } = work;
  return {
    async addCannedFile({ id, name, type, bytes, flags, at }) {
      const sealed = seal(bytes);
      const key_id = addKey(work, `c:${id}`, sealed);
      await writeGathered(work);
      const row = { id, reply_id: null, position: 0, type, size_bytes: bytes.length, key_id, freed_at: at };
      const secret = { name: sealUnder(sealed.key, name), flags: JSON.stringify(flags), sealed: sealed.bytes };
      await db
        .insertInto('canned_files')
        .values({ ...row, ...secret })
        .execute();
    },
    async setCannedFiles(replyId, ids, at) {
      const former = db.updateTable('canned_files').where('reply_id', '=', replyId);
      await former.set({ reply_id: null, freed_at: at }).execute();
      for (const [position, id] of ids.entries()) {
        const one = db.updateTable('canned_files').where('id', '=', id);
        await one.set({ reply_id: replyId, position, freed_at: null }).execute();
      }
    },
    async destroyCannedFiles(ids) {
      for (const id of ids) {
        const row = await db.selectFrom('canned_files').select('key_id').where('id', '=', id).executeTakeFirst();
        if (row === undefined) continue;
        await destroyKey(work, row.key_id);
        await db.deleteFrom('canned_files').where('id', '=', id).execute();
      }
    },
  };
}

type Read = Pick<CannedFileRow, 'id' | 'reply_id' | 'name' | 'type' | 'size_bytes' | 'flags'> & {
  readonly key: Uint8Array | null;
};

function fromRow({ id, reply_id: replyId, name, type, size_bytes: sizeBytes, flags, key }: Read): KnownCannedFile {
  return { id, replyId, name: fileName(name, key), type, sizeBytes, flags: JSON.parse(flags) as Flag[] };
}

import { sql } from 'kysely';
import type { CannedFile } from '../../shared/canned/files.ts';
import type { CannedUses } from '../../shared/canned/uses.ts';
import type { CannedReply } from '../../shared/model/directory.ts';
import { cannedFilesTx, filesByReply, type CannedFileReads, type CannedFileWrites } from './canned-files-tx.ts';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import { ownReplyTx, type OwnReplyReads, type OwnReplyWrites } from './own-reply-tx.ts';
import { filledUp } from './statement-sizes.ts';
import type { Tables } from './tables.ts';

export interface CannedReads extends CannedFileReads, OwnReplyReads {
  cannedReplies(ids?: readonly string[]): Promise<readonly CannedReply[]>;
  /** How often each was used, where it ever was (CR8). */
  cannedUses(): Promise<CannedUses>;
}

export interface CannedWrites extends CannedFileWrites, OwnReplyWrites {
  /** All but its files, which are set apart. */
  putCannedReply(reply: CannedReply): Promise<void>;
  removeCannedReply(id: string): Promise<void>;
  /** False: this batch was counted already. Of replies that are not there (any more) nothing is counted. */
  countUses(batch: string, uses: CannedUses, at: number): Promise<boolean>;
  /** Batches before this instant are forgotten. */
  forgetUseBatches(before: number): Promise<void>;
}

export function cannedTx(work: Work): CannedReads & CannedWrites {
  return { ...replies(work), ...uses(work), ...cannedFilesTx(work), ...ownReplyTx(work) };
}

function replies(
  work: Work,
): Pick<CannedReads & CannedWrites, 'cannedReplies' | 'putCannedReply' | 'removeCannedReply'> {
  const { db } = work;
  return {
    async cannedReplies(ids) {
      const all = db.selectFrom('canned_replies').selectAll().orderBy('id');
      const rows = await (ids === undefined ? all : all.where('id', 'in', filledUp(ids))).execute();
      const files = await filesByReply(work, ids);
      return rows.map((row) => ({ ...replyFromRow(row), ...filesOf(files.get(row.id)) }));
    },
    async putCannedReply(reply) {
      const { id, shortcut, title, lang, groupId: group_id, text } = reply;
      const { address = null, validFrom: valid_from = null, validUntil: valid_until = null, revision = null } = reply;
      const rest = { shortcut, title, lang, group_id, text, address, valid_from, valid_until, revision };
      const query = db.insertInto('canned_replies').values({ id, ...rest });
      await query.onConflict((on) => on.column('id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'canned-reply', id, isPublic: true });
    },
    async removeCannedReply(id) {
      await db.deleteFrom('canned_replies').where('id', '=', id).execute();
      await bump(work, { kind: 'canned-reply', id, isPublic: true });
    },
  };
}

function uses({ db }: Work): Pick<CannedReads & CannedWrites, 'cannedUses' | 'countUses' | 'forgetUseBatches'> {
  return {
    async cannedUses() {
      const rows = await db.selectFrom('canned_uses').selectAll().execute();
      return Object.fromEntries(rows.map(({ reply_id, uses: count }) => [reply_id, count]));
    },
    async countUses(batch, counted, at) {
      const known = db.selectFrom('canned_use_batches').select('id').where('id', '=', batch);
      if ((await known.executeTakeFirst()) !== undefined) return false;
      await db.insertInto('canned_use_batches').values({ id: batch, at }).execute();
      for (const [reply_id, count] of Object.entries(counted)) {
        const isThere = db.selectFrom('canned_replies').select('id').where('id', '=', reply_id);
        if ((await isThere.executeTakeFirst()) === undefined) continue;
        const query = db.insertInto('canned_uses').values({ reply_id, uses: count });
        const more = sql<number>`canned_uses.uses + ${count}`;
        await query.onConflict((on) => on.column('reply_id').doUpdateSet({ uses: more })).execute();
      }
      return true;
    },
    async forgetUseBatches(before) {
      await db.deleteFrom('canned_use_batches').where('at', '<', before).execute();
    },
  };
}

const filesOf = (files: readonly CannedFile[] | undefined): Pick<CannedReply, 'files'> =>
  files === undefined ? {} : { files: [...files] };

function replyFromRow(row: Tables['canned_replies']): CannedReply {
  const { group_id: groupId, address, valid_from: validFrom, valid_until: validUntil, revision, ...rest } = row;
  return {
    ...rest,
    groupId,
    ...(address === null ? {} : { address }),
    ...(validFrom === null ? {} : { validFrom }),
    ...(validUntil === null ? {} : { validUntil }),
    ...(revision === null ? {} : { revision }),
  };
}

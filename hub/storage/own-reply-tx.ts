import type { CannedReply } from '../../shared/model/directory.ts';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import { addKey, destroyKey } from './key-tx.ts';
import { open, seal } from './seal.ts';
import { filledUp } from './statement-sizes.ts';
import { writeGathered } from './write-gathered.ts';

/** A person's own canned reply (CR7), for them alone. */
export interface OwnReply {
  readonly id: string;
  readonly userId: string;
  readonly revision: number;
  /** Null: it was removed, or its key is gone. */
  readonly reply: CannedReply | null;
}

export interface OwnReplyReads {
  ownReplies(ids: readonly string[]): Promise<readonly OwnReply[]>;
  /** Those that are there. */
  ownReplyCount(userId: string): Promise<number>;
}

export interface OwnReplyWrites {
  /** `reply` null: it is removed. What it was can't be read any more. */
  putOwnReply(own: OwnReply): Promise<void>;
}

export function ownReplyTx(work: Work): OwnReplyReads & OwnReplyWrites {
  const { db } = work;
  return {
    async ownReplies(ids) {
      if (ids.length === 0) return [];
      const keyed = db.selectFrom('own_replies').leftJoin('content_keys', 'content_keys.id', 'own_replies.key_id');
      const rows = await keyed
        .select(['own_replies.id', 'user_id', 'revision', 'sealed', 'content_keys.key'])
        .where('own_replies.id', 'in', filledUp(ids))
        .execute();
      return rows.map(({ id, user_id: userId, revision, sealed, key }) => {
        const text = sealed === null ? null : open(sealed, key);
        return {
          id,
          userId,
          revision,
          reply: text === null ? null : (JSON.parse(text.toString('utf8')) as CannedReply),
        };
      });
    },
    async ownReplyCount(userId) {
      const held = db.selectFrom('own_replies').select(db.fn.countAll<number | string>().as('n'));
      const row = await held.where('user_id', '=', userId).where('sealed', 'is not', null).executeTakeFirst();
      return Number(row?.n ?? 0);
    },
    async putOwnReply({ id, userId, revision, reply }) {
      const former = await db.selectFrom('own_replies').select('key_id').where('id', '=', id).executeTakeFirst();
      if (former?.key_id != null) await destroyKey(work, former.key_id);
      const sealed = reply === null ? null : seal(Buffer.from(JSON.stringify(reply)));
      const key_id = sealed === null ? null : addKey(work, `o:${id}`, sealed);
      await writeGathered(work);
      const rest = { revision, sealed: sealed?.bytes ?? null, key_id };
      const query = db.insertInto('own_replies').values({ id, user_id: userId, ...rest });
      await query.onConflict((on) => on.column('id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'own-reply', id, isPublic: true });
    },
  };
}

import type { Notice } from '../../../shared/bridge/core-queries.ts';
import type { Channel } from '../../../shared/model/conversation.ts';
import { numberOf } from '../db/case-number.ts';
import type { ReadableDb } from '../db/database.ts';
import { groupIdsOf } from '../db/next.ts';
import { allNotices } from '../db/notices.ts';

interface Case {
  readonly conversationId: string;
  readonly number: string;
  readonly channel: Channel;
}

/** What was there at the last look. */
export interface Known {
  /** The newest arrival, time of the hub. */
  readonly arrivedAt: number;
  readonly noticeId: number;
  /** When the contact wrote last in each case of this person. */
  readonly writtenAt: ReadonlyMap<string, number>;
}

/** What is there now, without a word that anybody wrote. */
export interface Sight {
  /** What waits in this person's groups and arrived since; empty at the first look. */
  readonly waiting: readonly Case[];
  readonly mine: readonly (Case & { readonly writtenAt: number })[];
  readonly notices: readonly Notice[];
  /** For the next look. */
  readonly known: Known;
}

/** More at once are counted as so many. */
const MAX_COUNTED = 999;

/** Cheap enough for every few seconds: arrivals by an index from the newest known on, and what one person holds. */
export function see(db: ReadableDb, known: Known | null): Sight {
  const mine = casesOf(
    db.all<Stored & { writtenAt: number | null }>(
      `select id, key, channel, (select max(at) from message where message.key = conversation.key
         and kind = 'incoming' and automatic = 0) as writtenAt from conversation where v_list = 'mine'`,
    ),
  ).map((held) => ({ ...held, writtenAt: held.writtenAt ?? 0 }));
  const notices = allNotices(db);
  return {
    waiting: known === null ? [] : casesOf(arrivals(db, known.arrivedAt)),
    mine,
    notices,
    known: {
      arrivedAt: Math.max(known?.arrivedAt ?? 0, newestArrival(db)),
      noticeId: Math.max(known?.noticeId ?? 0, notices.at(-1)?.id ?? 0),
      writtenAt: new Map(mine.map(({ conversationId, writtenAt }) => [conversationId, writtenAt])),
    },
  };
}

interface Stored {
  readonly id: string;
  readonly key: number;
  readonly channel: Channel;
}

const casesOf = <S extends Stored>(rows: readonly S[]): (Omit<S, 'id' | 'key'> & Case)[] =>
  rows.map(({ id, key, ...row }) => ({ ...row, conversationId: id, number: numberOf(key) }));

function arrivals(db: ReadableDb, after: number): Stored[] {
  const groupIds = groupIdsOf(db);
  const inGroups = groupIds === null ? '' : ' and v_group_id in (select value from json_each(@groupIds))';
  return db.all<Stored>(
    `select id, key, channel from conversation
      where v_list = 'to-take' and v_claim = 'none' and v_sort > @after${inGroups} order by v_sort limit ${MAX_COUNTED}`,
    groupIds === null ? { after } : { after, groupIds: JSON.stringify(groupIds) },
  );
}

const newestArrival = (db: ReadableDb): number =>
  db.get<{ at: number | null }>("select max(v_sort) as at from conversation where v_list = 'to-take'")?.at ?? 0;

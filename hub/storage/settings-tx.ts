import { sql } from 'kysely';
import { defaultAssociationSettings, storedSettings } from '../../shared/model/association-settings.ts';
import type { SettingsReads, SettingsWrites } from './association-settings.ts';
import { defaultNeedToKnow, needToKnowSchema, type NeedToKnow } from '../../shared/model/need-to-know.ts';
import { countEntries } from './audit-tx.ts';
import { bump, feedSeq } from './feed-tx.ts';
import { writeGathered } from './write-gathered.ts';
import type { Work } from './gathered.ts';
import { conversationsOfUser } from './participants.ts';
import { prepared } from './prepared.ts';

/** The feed's id of the only entity of its kind. */
const SETTINGS_ID = 'settings';
/** A copy of one part of them by itself, absent where it is as shipped: it is looked at for every page. */
const NEED_TO_KNOW_ID = 'need-to-know';

export function settingsTx(work: Work): SettingsReads & SettingsWrites {
  const { db } = work;
  return {
    async associationSettings() {
      const query = db.selectFrom('association_settings').select('settings').where('id', '=', SETTINGS_ID);
      const row = await query.executeTakeFirst();
      return row === undefined ? defaultAssociationSettings : storedSettings(row.settings);
    },
    async needToKnow() {
      work.kept.needToKnow ??= { of: await storedNeedToKnow(work) };
      return work.kept.needToKnow.of;
    },
    async waitingByGroup(groupIds) {
      if (groupIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('conversations')
        .select(['group_id', db.fn.countAll<number | string>().as('n')])
        .where(sql<boolean>`state = 'waiting'`)
        .where('group_id', 'in', [...groupIds])
        .groupBy('group_id')
        .execute();
      return new Map(rows.map(({ group_id, n }) => [group_id, Number(n)]));
    },
    async putAssociationSettings(settings) {
      await put(work, SETTINGS_ID, settings);
      if (isAsShipped(settings.needToKnow))
        await db.deleteFrom('association_settings').where('id', '=', NEED_TO_KNOW_ID).execute();
      else await put(work, NEED_TO_KNOW_ID, settings.needToKnow);
      await bump(work, { kind: 'settings', id: SETTINGS_ID, isPublic: true });
    },
    tellAnew: (userId) => tellAnew(work, userId),
  };
}

async function storedNeedToKnow(work: Work): Promise<NeedToKnow | null> {
  const [row] = (await partById(work, { id: NEED_TO_KNOW_ID })).rows;
  return row === undefined ? null : needToKnowSchema.parse(JSON.parse(row.settings));
}

const isAsShipped = ({ email, phone }: NeedToKnow): boolean =>
  email === defaultNeedToKnow.email && phone === defaultNeedToKnow.phone;

const partById = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('association_settings').select('settings').where('id', '=', id),
);

async function put({ db }: Work, id: string, value: unknown): Promise<void> {
  const change = { settings: JSON.stringify(value) };
  const query = db.insertInto('association_settings').values({ id, ...change });
  await query.onConflict((on) => on.column('id').doUpdateSet(change)).execute();
}

/** All at once, in the order in which they stood; nothing of it is public. */
async function tellAnew(work: Work, userId: string | null): Promise<void> {
  const { db, gathered, kept, effects } = work;
  await writeGathered(work);
  const all = db.selectFrom('feed').select('entity_id').where('kind', '=', 'conversation');
  const wanted = userId === null ? all : all.where(sql<boolean>`entity_id in (${conversationsOfUser(userId)})`);
  const { count } = await db
    .selectFrom(wanted.as('wanted'))
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) === 0) return;
  // The youngest place will be one that counts no entries.
  await countEntries(work);
  const last = (await feedSeq(work)) + Number(count);
  await sql`
    update feed set seq = ${last - Number(count)} + numbered.place
    from (select entity_id, row_number() over (order by seq) as place from feed
      where kind = 'conversation' and entity_id in (${wanted})) as numbered
    where feed.kind = 'conversation' and feed.entity_id = numbered.entity_id`.execute(db);
  gathered.feedSeq = null;
  kept.feedSeq = null;
  gathered.feedStart = null;
  gathered.moved.clear();
  effects.feed = true;
  effects.feedSeq = last;
}

import type { Group, User } from '../../shared/model/directory.ts';
import { bump } from './feed-tx.ts';
import { bar } from './effects.ts';
import type { Work } from './gathered.ts';
import type { Meta, ReadTx, WriteTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { Tables } from './tables.ts';

type DirectoryReads = 'meta' | 'followSecret' | 'user' | 'users' | 'usersByName' | 'groups';
type DirectoryWrites = 'setMeta' | 'setFollowSecret' | 'putUser' | 'putGroup';

const FOLLOW_SECRET = 'follow_secret';

export function directoryTx(work: Work): Pick<WriteTx, DirectoryReads | DirectoryWrites> {
  return { ...reads(work), ...writes(work) };
}

function reads({ db }: Work): Pick<ReadTx, DirectoryReads> {
  return {
    async meta() {
      const rows = await db.selectFrom('meta').selectAll().execute();
      const values = new Map(rows.map(({ key, value }) => [key, value]));
      const [hubId, epoch, association] = ['hub_id', 'epoch', 'association'].map((key) => values.get(key));
      return hubId === undefined || epoch === undefined ? null : { hubId, epoch, association: association ?? '' };
    },
    async followSecret() {
      const row = await db.selectFrom('meta').select('value').where('key', '=', FOLLOW_SECRET).executeTakeFirst();
      return row?.value ?? null;
    },
    async user(id) {
      const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : userFromRow(row);
    },
    async usersByName(name) {
      const rows = await db.selectFrom('users').selectAll().where('name', '=', name).orderBy('id').execute();
      return rows.map(userFromRow);
    },
    async users(ids) {
      const all = db.selectFrom('users').selectAll().orderBy('id');
      return (await (ids === undefined ? all : all.where('id', 'in', filledUp(ids))).execute()).map(userFromRow);
    },
    async groups(ids) {
      const all = db.selectFrom('groups').selectAll().orderBy('position');
      return (await (ids === undefined ? all : all.where('id', 'in', filledUp(ids))).execute()).map(groupFromRow);
    },
  };
}

function writes(work: Work): Pick<WriteTx, DirectoryWrites> {
  const { db } = work;
  return {
    async setFollowSecret(value) {
      await db.insertInto('meta').values({ key: FOLLOW_SECRET, value }).execute();
    },
    async setMeta(meta: Meta) {
      const values = [
        { key: 'hub_id', value: meta.hubId },
        { key: 'epoch', value: meta.epoch },
        { key: 'association', value: meta.association },
      ];
      const query = db.insertInto('meta').values(values);
      await query
        .onConflict((on) => on.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
        .execute();
    },
    async putUser(user) {
      const { id, ...rest } = { ...user, active: user.active ? (1 as const) : (0 as const) };
      const query = db.insertInto('users').values({ id, ...rest });
      await query.onConflict((on) => on.column('id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'user', id, isPublic: true });
      if (!user.active) bar(work.effects, { userIds: [id] });
    },
    async putGroup({ id, name, position, memberIds, revision = 0 }) {
      const members = memberIds === undefined ? null : JSON.stringify(memberIds);
      const rest = { name_it: name.it, name_en: name.en, position, members, revision };
      const query = db.insertInto('groups').values({ id, ...rest, retired_into: null });
      await query.onConflict((on) => on.column('id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'group', id, isPublic: true });
    },
  };
}

const userFromRow = (row: Tables['users']): User => ({ ...row, active: row.active === 1 });

const groupFromRow = (row: Tables['groups']): Group => ({
  id: row.id,
  name: { it: row.name_it, en: row.name_en },
  position: row.position,
  ...(row.members === null ? {} : { memberIds: JSON.parse(row.members) as string[] }),
  ...(row.retired_into === null ? {} : { retired: true as const }),
  ...(row.revision === 0 ? {} : { revision: row.revision }),
});

import type { Group, User } from '../../../shared/model/directory.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly role: User['role'];
  readonly active: number;
}

interface GroupRow {
  readonly id: string;
  readonly name_it: string;
  readonly name_en: string;
  readonly position: number;
  /** JSON of ids; null: everybody. */
  readonly members: string | null;
  readonly retired: number;
  readonly revision: number;
}

export function putUser(db: WritableDb, { id, name, role, active }: User, version: number): void {
  const values = [id, name, role, Number(active), version];
  db.run('insert or replace into user (id, name, role, active, version) values (?, ?, ?, ?, ?)', values);
  db.touch('directory');
}

export function putGroup(db: WritableDb, group: Group, version: number): void {
  const { id, name, position, memberIds, retired = false, revision = 0 } = group;
  const members = memberIds === undefined ? null : JSON.stringify(memberIds);
  db.run(
    `insert or replace into grp (id, name_it, name_en, position, members, retired, revision, version)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, name.it, name.en, position, members, Number(retired), revision, version],
  );
  db.touch('directory');
}

export function userById(db: ReadableDb, id: string): User | null {
  const row = db.get<UserRow>('select * from user where id = ?', [id]);
  return row === undefined ? null : userFromRow(row);
}

export const allUsers = (db: ReadableDb): User[] =>
  db.all<UserRow>('select * from user order by name, id').map(userFromRow);

/** Those that are used no more, too: older cases name them. */
export const allGroups = (db: ReadableDb): Group[] =>
  db.all<GroupRow>('select * from grp order by position, id').map((row) => ({
    id: row.id,
    name: { it: row.name_it, en: row.name_en },
    position: row.position,
    ...(row.members === null ? {} : { memberIds: JSON.parse(row.members) as string[] }),
    ...(row.retired === 1 ? { retired: true as const } : {}),
    ...(row.revision === 0 ? {} : { revision: row.revision }),
  }));

const userFromRow = ({ id, name, role, active }: UserRow): User => ({ id, name, role, active: active === 1 });

import type { CannedReply, Group, User } from '../../../shared/model/directory.ts';
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
}

export function putUser(db: WritableDb, { id, name, role, active }: User, version: number): void {
  const values = [id, name, role, Number(active), version];
  db.run('insert or replace into user (id, name, role, active, version) values (?, ?, ?, ?, ?)', values);
  db.touch('directory');
}

export function putGroup(db: WritableDb, { id, name, position }: Group, version: number): void {
  const values = [id, name.it, name.en, position, version];
  db.run('insert or replace into grp (id, name_it, name_en, position, version) values (?, ?, ?, ?, ?)', values);
  db.touch('directory');
}

export function putCannedReply(db: WritableDb, reply: CannedReply, version: number): void {
  const { id, shortcut, title, lang, groupId, text } = reply;
  db.run(
    `insert or replace into canned_reply (id, shortcut, title, lang, group_id, text, version)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [id, shortcut, title, lang, groupId, text, version],
  );
  db.touch('canned-replies');
}

export function removeCannedReply(db: WritableDb, id: string): void {
  db.run('delete from canned_reply where id = ?', [id]);
  db.touch('canned-replies');
}

export function userById(db: ReadableDb, id: string): User | null {
  const row = db.get<UserRow>('select * from user where id = ?', [id]);
  return row === undefined ? null : userFromRow(row);
}

export const allUsers = (db: ReadableDb): User[] =>
  db.all<UserRow>('select * from user order by name, id').map(userFromRow);

export const allGroups = (db: ReadableDb): Group[] =>
  db.all<GroupRow>('select * from grp order by position, id').map(({ id, name_it, name_en, position }) => ({
    id,
    name: { it: name_it, en: name_en },
    position,
  }));

export const allCannedReplies = (db: ReadableDb): CannedReply[] =>
  db.all<CannedReply>(
    'select id, shortcut, title, lang, group_id as groupId, text from canned_reply order by shortcut, lang, id',
  );

const userFromRow = ({ id, name, role, active }: UserRow): User => ({ id, name, role, active: active === 1 });

import Database from 'better-sqlite3';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { sqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { databaseOn } from '../../main/core/db/database.ts';
import { setMeta } from '../../main/core/db/meta.ts';
import { migrate } from '../../main/core/db/migrate.ts';
import { SEARCH_VERSION } from '../../main/core/db/search-index.ts';
import { createDeviceKey } from '../../main/core/sync/handshake.ts';
import type { User } from '../../shared/model/directory.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import { beginningOf, type Beginning } from './databases.ts';

export const users: readonly User[] = ['maria', 'luca', 'giulia'].map((id) => ({
  id,
  name: id,
  role: id === 'giulia' ? 'coordinator' : 'volunteer',
  active: true,
}));
export const groupIds = ['segreteria', 'cassa'] as const;
/** Whom contacts meet. Two slots a day, so that many want the same one. */
export const MEETING_GROUP = 'segreteria';
const hours: Schedule = {
  groupId: MEETING_GROUP,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '11:00', places: ['office'] })),
  exceptions: [],
  lengthMinutes: 60,
  noticeMinutes: 60,
  horizonDays: 20,
};
export const HUB_URL = 'ws://127.0.0.1:1/v1/sync';
const HUB_ID = 'hub';

/** A hub and its devices, all enrolled, at the beginning of a run: made once, copied for each. */
export interface Template {
  readonly hub: Beginning;
  readonly devices: readonly { readonly userId: string; readonly database: Beginning }[];
  /** A device that is not enrolled. */
  readonly fresh: Beginning;
}

const made = new Map<number, Promise<Template>>();

export function templateFor(clients: number): Promise<Template> {
  const known = made.get(clients) ?? make(clients);
  made.set(clients, known);
  return known;
}

const userOf = (index: number): string => users[index % users.length]?.id ?? '';
const deviceIdOf = (index: number): string => `pc-${index + 1}`;

async function make(clients: number): Promise<Template> {
  const keys = Array.from({ length: clients }, createDeviceKey);
  const publicKeys = keys.map(({ publicKey }) => publicKey);
  return {
    hub: await hubTemplate(publicKeys),
    devices: keys.map(({ privateKey }, index) => ({
      userId: userOf(index),
      database: deviceTemplate({ privateKey, index }),
    })),
    fresh: deviceTemplate(null),
  };
}

async function hubTemplate(publicKeys: readonly string[]): Promise<Beginning> {
  const sqlite = await openSqliteFile({ file: ':memory:', now: 0 });
  const storage = sqliteStorage(sqlite, null);
  await storage.write(async (tx) => {
    await tx.setMeta({ hubId: HUB_ID, epoch: 'epoch-1', association: 'Prova' });
    for (const [position, id] of groupIds.entries()) await tx.putGroup({ id, name: { it: id, en: id }, position });
    for (const user of users) await tx.putUser(user);
    await tx.putSchedule(hours);
    const reply = { id: 'canned', shortcut: 'saluti', title: 'Saluti', lang: 'it', groupId: null, text: 'Saluti' };
    await tx.putCannedReply({ ...reply, lang: 'it' });
    for (const [index, publicKey] of publicKeys.entries()) {
      const at = { enrolledAt: 0, revokedAt: null, lastCommand: 0 };
      const device = { id: deviceIdOf(index), userId: userOf(index), publicKey, name: 'PC', appVersion: 'sim' };
      await tx.addDevice({ ...device, ...at });
    }
  });
  const bytes = sqlite.serialize();
  await storage.close();
  return beginningOf('hub', bytes);
}

function deviceTemplate(identity: { readonly privateKey: string; readonly index: number } | null): Beginning {
  const sqlite = new Database(':memory:');
  sqlite.pragma('secure_delete = ON');
  migrate(sqlite);
  databaseOn(sqlite).write((tx) => {
    setMeta(tx, 'searchVersion', SEARCH_VERSION);
    setMeta(tx, 'hubUrl', HUB_URL);
    if (identity === null) return;
    setMeta(tx, 'deviceId', deviceIdOf(identity.index));
    setMeta(tx, 'userId', userOf(identity.index));
    setMeta(tx, 'privateKey', identity.privateKey);
  });
  const bytes = sqlite.serialize();
  sqlite.close();
  return beginningOf('device', bytes);
}

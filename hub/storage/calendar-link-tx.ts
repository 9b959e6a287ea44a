import type { Work } from './gathered.ts';
import type { CalendarLink } from './calendar-link.ts';
import type { ReadTx, WriteTx } from './storage.ts';
import type { CalendarLinkRow } from './tables.ts';

type Reads = 'calendarLink' | 'calendarLinks';
type Writes = 'addCalendarLink' | 'revokeCalendarLink';

export function calendarLinkTx(work: Work): Pick<WriteTx, Reads | Writes> {
  return { ...reads(work), ...writes(work) };
}

function reads({ db }: Work): Pick<ReadTx, Reads> {
  const links = db.selectFrom('calendar_links').selectAll();
  return {
    async calendarLink(secretHash) {
      const row = await links.where('secret_hash', '=', secretHash).executeTakeFirst();
      return row === undefined ? null : linkFromRow(row);
    },
    async calendarLinks() {
      return (await links.orderBy('created_at').orderBy('id').execute()).map(linkFromRow);
    },
  };
}

function writes({ db }: Work): Pick<WriteTx, Writes> {
  return {
    async addCalendarLink({ id, secretHash, name, groupId, createdAt, revokedAt }) {
      const about = { id, secret_hash: secretHash, name, group_id: groupId };
      await db
        .insertInto('calendar_links')
        .values({ ...about, created_at: createdAt, revoked_at: revokedAt })
        .execute();
    },
    async revokeCalendarLink(id, at) {
      const query = db.updateTable('calendar_links').set({ revoked_at: at }).where('id', '=', id);
      await query.where('revoked_at', 'is', null).execute();
    },
  };
}

const linkFromRow = (row: CalendarLinkRow): CalendarLink => ({
  id: row.id,
  secretHash: row.secret_hash,
  name: row.name,
  groupId: row.group_id,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});

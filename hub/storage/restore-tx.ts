import { nextCount } from './feed-tx.ts';
import { caseNumber } from './number-tx.ts';
import type { Work } from './kysely-tx.ts';
import type { WriteTx } from './storage.ts';

/** What the beginning of a new life of the data needs and nothing else does (section RE). */
export function restoreTx({ db }: Work): Pick<WriteTx, 'skipCaseNumbers' | 'unsentMails'> {
  return {
    async skipCaseNumbers(thisYear, count) {
      const counters = await db.selectFrom('counters').select('name').where('name', 'like', 'case-%').execute();
      const names = new Set([...counters.map(({ name }) => name), `case-${thisYear}`]);
      for (const name of [...names].sort()) {
        const last = await nextCount(db, name, count);
        const year = Number(name.slice('case-'.length));
        if (count === 0) continue;
        const range = { first: caseNumber(year, last - count + 1), last: caseNumber(year, last) };
        await db.insertInto('lost_numbers').values(range).execute();
      }
    },
    async unsentMails() {
      const unsent = db.selectFrom('outgoing_mails').where('state', 'in', ['queued', 'sending']).orderBy('id');
      return unsent.select(['id', 'conversation_id as conversationId', 'message_id as messageId']).execute();
    },
  };
}

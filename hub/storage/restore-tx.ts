import { nextCount } from './feed-tx.ts';
import { caseNumber, DESK_BASE } from './number-tx.ts';
import type { Work } from './gathered.ts';
import type { WriteTx } from './storage.ts';

/** What the beginning of a new life of the data needs and nothing else does (section RE). */
export function restoreTx(work: Work): Pick<WriteTx, 'skipCaseNumbers' | 'unsentMails'> {
  const { db } = work;
  return {
    async skipCaseNumbers(thisYear, count) {
      for (const kind of ['case', 'desk'] as const) {
        for (const year of await yearsOf(db, kind, thisYear)) {
          const last = await nextCount(work, `${kind}-${year}`, count);
          if (kind === 'desk' && count > 0) await addLost(db, year, { last: DESK_BASE + last, count });
        }
      }
    },
    async unsentMails() {
      const unsent = db.selectFrom('outgoing_mails').where('state', 'in', ['queued', 'sending']).orderBy('id');
      return unsent.select(['id', 'kind', 'conversation_id as conversationId', 'message_id as messageId']).execute();
    },
  };
}

async function yearsOf(db: Work['db'], kind: 'case' | 'desk', thisYear: number): Promise<readonly number[]> {
  const counters = await db.selectFrom('counters').select('name').where('name', 'like', `${kind}-%`).execute();
  return [...new Set([...counters.map(({ name }) => Number(name.slice(kind.length + 1))), thisYear])].sort(
    (a, b) => a - b,
  );
}

async function addLost(db: Work['db'], year: number, { last, count }: { last: number; count: number }): Promise<void> {
  const range = { first: caseNumber(year, last - count + 1), last: caseNumber(year, last) };
  await db.insertInto('lost_numbers').values(range).execute();
}

import { sql } from 'kysely';
import type { Work } from './gathered.ts';
import { filledUp } from './statement-sizes.ts';
import type { CaseStep, WeekReads } from './weeks.ts';

/** Several hubs write into one chain, each by its own clock: entries stand in order of commits, not strictly in that of time. */
const JITTER_MS = 10 * 60_000;
/** Cases that are asked for at once. */
const PIECE = 512;

export function weekTx(work: Work): WeekReads {
  const { db } = work;
  return {
    async weekEvents({ from, to, kinds }) {
      const [first, last] = [await entryAt(work, from - JITTER_MS), await entryAt(work, to + JITTER_MS)];
      return await db
        .selectFrom('audit')
        .innerJoin('conversations', 'conversations.id', 'audit.conversation_id')
        .select(['audit.kind', 'audit.at', 'audit.facts', 'conversations.id as conversationId'])
        .select(['conversations.group_id as groupId', 'conversations.channel', 'conversations.arrived_at as arrivedAt'])
        .where('audit.seq', '>=', first)
        .where('audit.seq', '<', last)
        .where('audit.at', '>=', from)
        .where('audit.at', '<', to)
        .where('audit.kind', 'in', [...kinds])
        .orderBy('audit.seq')
        .execute();
    },
    async caseSteps(conversationIds) {
      const steps: CaseStep[] = [];
      for (let start = 0; start < conversationIds.length; start += PIECE) {
        steps.push(...(await stepsOf(work, conversationIds.slice(start, start + PIECE))));
      }
      return steps;
    },
  };
}

async function stepsOf({ db }: Work, ids: readonly string[]): Promise<readonly CaseStep[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['conversation_id', 'at', 'kind', 'event'])
    .where('conversation_id', 'in', filledUp(ids))
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'reply'), eb('automatic', '=', 0)]),
        eb('event', 'like', '%"code":"reopened"%'),
        eb.and([eb('event', 'like', '%"code":"call"%'), eb('event', 'like', '%"outcome":"reached"%')]),
      ]),
    )
    .execute();
  return rows.map(({ conversation_id: conversationId, at, event }) => ({
    conversationId,
    at,
    step: event !== null && event.includes('"code":"reopened"') ? 'reopened' : 'answer',
  }));
}

/**
 * The number of the first entry that was written at an instant or later, found in some twenty steps: entries have no index by
 * time, which every command would pay for.
 */
async function entryAt({ db }: Work, at: number): Promise<number> {
  const newest = await db
    .selectFrom('audit')
    .select(sql<number>`max(seq)`.as('seq'))
    .executeTakeFirst();
  let [low, high] = [1, (newest?.seq ?? 0) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await db
      .selectFrom('audit')
      .select('at')
      .where('seq', '>=', middle)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (entry !== undefined && entry.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

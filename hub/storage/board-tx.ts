import type { Kysely } from 'kysely';
import type { BoardCase } from '../../shared/model/board.ts';
import type { Late } from '../../shared/model/late.ts';
import type { Passing } from '../../shared/model/passing.ts';
import type { Work } from './gathered.ts';
import { ofOthers } from './participants.ts';
import type { Tables } from './tables.ts';

/** A case as the board counts it: what its stub has, and the devices that should have removed its text. */
export interface BoardRow extends BoardCase {
  /** Another one leads it. */
  readonly isLed: boolean;
  /** Devices that hold its text without a right to it, with their users. */
  readonly overdue: readonly { readonly deviceId: string; readonly userId: string; readonly name: string }[];
}

export interface BoardReads {
  /** Of these that are there. */
  boardRows(ids: readonly string[]): Promise<readonly BoardRow[]>;
  /** Ids in their order, after this one; for a first look at all. */
  conversationIds(after: string, limit: number): Promise<readonly string[]>;
}

export function boardTx({ db }: Work): BoardReads {
  return {
    async boardRows(ids) {
      if (ids.length === 0) return [];
      const overdue = await overdueHolds(db, ids);
      const rows = await db.selectFrom('conversations').select(columns).where('id', 'in', ids).execute();
      return rows.map((row) => ({
        id: row.id,
        number: row.number,
        channel: row.channel,
        groupId: row.group_id,
        state: row.state,
        assigneeId: row.assignee_id,
        fence: row.fence,
        arrivedAt: row.arrived_at,
        late: row.late === null ? {} : (JSON.parse(row.late) as Late),
        unheard: row.unheard_ids === null ? 0 : (JSON.parse(row.unheard_ids) as string[]).length,
        passingTo: row.passing === null ? null : (JSON.parse(row.passing) as Passing).toUserId,
        isLed: row.merged_into !== null,
        overdue: row.state === 'waiting' ? [] : (overdue.get(row.id) ?? []),
      }));
    },
    async conversationIds(after, limit) {
      const rows = db.selectFrom('conversations').select('id').where('id', '>', after).orderBy('id').limit(limit);
      return (await rows.execute()).map(({ id }) => id);
    },
  };
}

const columns = [
  ...(['id', 'number', 'channel', 'group_id', 'state', 'assignee_id', 'fence', 'arrived_at'] as const),
  ...(['late', 'unheard_ids', 'passing', 'merged_into'] as const),
] as const;

/** As the participants are told (EV5). */
async function overdueHolds(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, BoardRow['overdue']>> {
  const holds = await db
    .selectFrom('holds')
    .innerJoin('devices', 'devices.id', 'holds.device_id')
    .where('holds.conversation_id', 'in', ids)
    .where('holds.evicted_seq', 'is', null)
    .where(ofOthers)
    .select(['holds.conversation_id as id', 'devices.id as deviceId', 'devices.user_id as userId', 'devices.name'])
    .execute();
  const byCase = new Map<string, BoardRow['overdue'][number][]>();
  for (const { id, ...device } of holds) byCase.set(id, [...(byCase.get(id) ?? []), device]);
  return byCase;
}

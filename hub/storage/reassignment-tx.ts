import type { State } from '../../shared/model/conversation.ts';
import type { ReassignPlan } from '../../shared/model/reassignment.ts';
import type { Work } from './gathered.ts';

/** How a case was before a coordinator passed it on, and the token that it got by it. */
export interface Before {
  readonly conversationId: string;
  readonly state: State;
  readonly groupId: string;
  readonly assigneeId: string | null;
  readonly participantIds: readonly string[];
  readonly claimedAt: number | null;
  readonly fence: number;
}

export interface Reassignment {
  readonly id: string;
  readonly userId: string;
  readonly at: number;
  readonly plan: ReassignPlan;
  readonly before: readonly Before[];
  readonly undoneAt: number | null;
}

export interface ReassignmentReads {
  reassignment(id: string): Promise<Reassignment | null>;
}

export interface ReassignmentWrites {
  /** Those that are older than `forgetBefore` are forgotten. */
  addReassignment(reassignment: Omit<Reassignment, 'undoneAt'>, forgetBefore: number): Promise<void>;
  endReassignment(id: string, at: number): Promise<void>;
}

export function reassignmentTx({ db }: Work): ReassignmentReads & ReassignmentWrites {
  return {
    async reassignment(id) {
      const row = await db.selectFrom('reassignments').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const plan = JSON.parse(row.plan) as ReassignPlan;
      const before = JSON.parse(row.before) as Before[];
      return { id: row.id, userId: row.user_id, at: row.at, plan, before, undoneAt: row.undone_at };
    },
    async addReassignment({ id, userId, at, plan, before }, forgetBefore) {
      await db.deleteFrom('reassignments').where('at', '<', forgetBefore).execute();
      const what = { plan: JSON.stringify(plan), before: JSON.stringify(before), undone_at: null };
      await db
        .insertInto('reassignments')
        .values({ id, user_id: userId, at, ...what })
        .execute();
    },
    async endReassignment(id, at) {
      await db.updateTable('reassignments').set({ undone_at: at }).where('id', '=', id).execute();
    },
  };
}

export interface ReassignmentRow {
  readonly id: string;
  readonly user_id: string;
  readonly at: number;
  readonly plan: string;
  readonly before: string;
  readonly undone_at: number | null;
}

import {
  boardCasesSchema,
  boardSchema,
  type Board,
  type BoardCases,
  type BoardSelection,
} from '../../../shared/model/board.ts';
import { reassignPlanSchema, type ReassignPlan, type ReassignRequest } from '../../../shared/model/reassignment.ts';
import type { AttachmentDeps } from './attachments.ts';
import { boardUrl, reassignmentsUrl } from './hub-address.ts';
import { answerOf, ask } from './set-at-hub.ts';

/** What coordinators look at and pass on: nothing of it is kept on this PC. */
type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;

/** Null: nothing has changed since that revision. */
export async function board(deps: Deps, known: string | null): Promise<Board | null> {
  const asked = await ask(deps, (hubUrl) => boardUrl(hubUrl, null), known === null ? {} : { known });
  return asked.status === 304 ? null : answerOf(Promise.resolve(asked), boardSchema);
}

export const boardCases = (deps: Deps, selection: BoardSelection): Promise<BoardCases> =>
  answerOf(
    ask(deps, (hubUrl) => boardUrl(hubUrl, selection)),
    boardCasesSchema,
  );

export const planReassignment = (deps: Deps, value: ReassignRequest): Promise<ReassignPlan> =>
  answerOf(
    ask(deps, (hubUrl) => reassignmentsUrl(hubUrl, 'plan'), { method: 'POST', value }),
    reassignPlanSchema,
  );

export const reassign = (deps: Deps, value: ReassignRequest): Promise<ReassignPlan> =>
  answerOf(
    ask(deps, (hubUrl) => reassignmentsUrl(hubUrl, null), { method: 'POST', value }),
    reassignPlanSchema,
  );

export const undoReassignment = (deps: Deps, id: string): Promise<ReassignPlan> =>
  answerOf(
    ask(deps, (hubUrl) => reassignmentsUrl(hubUrl, id), { method: 'DELETE' }),
    reassignPlanSchema,
  );

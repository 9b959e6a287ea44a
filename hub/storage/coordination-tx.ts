import { boardTx, type BoardReads } from './board-tx.ts';
import type { Work } from './gathered.ts';
import { inspectionTx, type InspectionReads, type InspectionWrites } from './inspection-tx.ts';
import { reassignmentTx, type ReassignmentReads, type ReassignmentWrites } from './reassignment-tx.ts';

/** What coordinators alone ask for. */
export interface CoordinationReads extends InspectionReads, BoardReads, ReassignmentReads {}
export interface CoordinationWrites extends InspectionWrites, ReassignmentWrites {}

export const coordinationTx = (work: Work): CoordinationReads & CoordinationWrites => ({
  ...inspectionTx(work),
  ...boardTx(work),
  ...reassignmentTx(work),
});

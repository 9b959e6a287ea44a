import type { Conversation } from '../../shared/model/conversation.ts';
import { sql } from 'kysely';
import type { Passing } from '../../shared/model/passing.ts';
import type { MergeMarks } from '../merge/before-merge.ts';
import type { Parts } from '../partial.ts';
import type { Work } from './gathered.ts';
import type { ConversationRecord } from './storage.ts';

/** With the line that says so, whose text is the note for whoever it goes to (TR3). */
export interface StoredPassing extends Passing {
  readonly lineId: string;
}

/** What a case says of whom it was passed to, of who sees a part of it, and of what it was merged with. */
export interface HoldingMarks extends MergeMarks, Pick<Conversation, 'required'> {
  readonly passing?: StoredPassing;
  /** Who sees only what came after they were added (PV1). */
  readonly partial?: Parts;
}

export interface PassingReads {
  /** All that wait for an answer. */
  passings(): Promise<readonly { readonly conversationId: string; readonly passing: StoredPassing }[]>;
}

/** The literal lets a database know that the partial index fits. */
const passed = sql<boolean>`passing is not null`;

export function passingTx({ db }: Work): PassingReads {
  return {
    async passings() {
      const rows = await db.selectFrom('conversations').select(['id', 'passing']).where(passed).orderBy('id').execute();
      return rows.flatMap(({ id, passing }) =>
        passing === null ? [] : [{ conversationId: id, passing: JSON.parse(passing) as StoredPassing }],
      );
    },
  };
}

/** It ends with whatever else moves the case (TR7); no line of its own says so. */
export function withoutPastPassing(before: ConversationRecord | null, after: ConversationRecord): ConversationRecord {
  if (after.passing === undefined) return after;
  const { passing, ...rest } = after;
  const isOlder = before?.passing?.at === passing.at;
  const mayStand = after.state === 'claimed' && after.participantIds.includes(passing.byUserId);
  const hasMoved = isOlder && (before.assigneeId !== after.assigneeId || mergesOf(before) !== mergesOf(after));
  return mayStand && !hasMoved ? after : rest;
}

const mergesOf = ({ mergedInto, mergedIds = [] }: ConversationRecord): string => [mergedInto, ...mergedIds].join(' ');

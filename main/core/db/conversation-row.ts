import type { Channel, Contact, Conversation, State } from '../../../shared/model/conversation.ts';
import type { SeesFrom } from '../../../shared/model/partial.ts';
import type { Passing } from '../../../shared/model/passing.ts';
import type { Promised } from '../../../shared/model/promise.ts';
import type { RequiredList } from '../../../shared/model/required.ts';
import type { Reach } from '../../../shared/model/reach.ts';
import type { Routed } from '../../../shared/model/routed.ts';
import type { Head } from '../../../shared/sync/confirmed.ts';
import type { ReadableDb } from './database.ts';

/**
 * The lists a conversation can be in by what the person sees; a view is one of them or a part of two. What is `merged` stands in
 * none: the case that leads it does.
 */
export type List = 'to-take' | 'mine' | 'passed-on' | 'resolved' | 'merged';

/** What the hub confirmed of a conversation. */
export interface ConfirmedRow {
  readonly key: number;
  readonly id: string;
  readonly channel: Channel;
  readonly group_id: string;
  readonly state: State;
  readonly assignee_id: string | null;
  readonly fence: number;
  readonly arrived_at: number;
  readonly claimed_at: number | null;
  readonly resolved_at: number | null;
  /** Null on a stub; so are the ones that follow. */
  readonly content_slot: number | null;
  readonly origin: Conversation['origin'] | null;
  readonly verified: number | null;
  readonly linked_number: string | null;
  readonly participant_ids: string | null;
  readonly reminders: number | null;
  readonly last_message_at: number | null;
  readonly eviction: string | null;
  readonly attachment_count: number;
  readonly awaiting_answer: number;
  /** JSON array of what the privacy guard found (GU1), or null. */
  readonly flags: string | null;
  /** Voicemails in it that nobody has listened to yet (VM6). */
  readonly unheard: number;
  /** JSON, or null: how far its clocks have run (CK1). */
  readonly late: string | null;
  /** The case that leads it (MG3). */
  readonly merged_into: string | null;
  /** JSON, or null: it was passed to somebody who has not answered yet (TR1). */
  readonly passing: string | null;
  /** 0: made here, and not sent by the hub yet (DI1). */
  readonly version: number;
}

/** With what the person sees of it where it is counted. */
export interface ConversationRow extends ConfirmedRow {
  readonly v_list: List;
  readonly v_group_id: string;
  readonly v_claim: 'none' | 'requested' | 'mine' | 'other';
  /** What was written to this person with it (TR3). */
  readonly passing_slot: number | null;
}

/** What a slot of a conversation's head holds. */
export interface HeadContent {
  readonly subject: string;
  readonly contact: Contact;
  /** Why it was put where it is (RT3). */
  readonly routed?: Routed | undefined;
  /** How the contact can be reached (CB1, CD1). */
  readonly reach?: Reach | undefined;
  /** Until when the contact hears from us (PM1). */
  readonly promised?: Promised | undefined;
  /** Which documents it needs (RQ1). */
  readonly required?: RequiredList | undefined;
  /** This person was added later and sees it from then on (PV2). */
  readonly seesFrom?: SeesFrom | undefined;
}

/** The same text for the same content, so that it can be compared. */
export const headContentOf = ({
  subject,
  contact,
  routed,
  reach,
  promised,
  required,
  seesFrom,
}: Conversation): HeadContent => ({
  subject,
  contact,
  ...(routed === undefined ? {} : { routed }),
  ...(reach === undefined ? {} : { reach }),
  ...(promised === undefined ? {} : { promised }),
  ...(required === undefined ? {} : { required }),
  ...(seesFrom === undefined ? {} : { seesFrom }),
});

export function rowById(db: ReadableDb, id: string): ConversationRow | undefined {
  return db.get<ConversationRow>('select * from conversation where id = ?', [id]);
}

export const participantsOf = (row: Pick<ConversationRow, 'participant_ids'>): readonly string[] =>
  row.participant_ids === null ? [] : (JSON.parse(row.participant_ids) as string[]);

export function headOf(row: ConfirmedRow, userId: string): Head {
  return {
    state: row.state,
    groupId: row.group_id,
    assigneeId: row.assignee_id,
    fence: row.fence,
    claimedAt: row.claimed_at,
    resolvedAt: row.resolved_at,
    participates: row.assignee_id === userId || participantsOf(row).includes(userId),
    awaitingAnswer: row.awaiting_answer === 1,
    unheard: row.unheard,
    passing: row.passing === null ? null : (JSON.parse(row.passing) as Passing),
  };
}

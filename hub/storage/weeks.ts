import type { Channel } from '../../shared/model/conversation.ts';

/** Something that was written down about a case: a kind, an instant, and where the case belongs now. No person, no content. */
export interface WeekEvent {
  readonly kind: string;
  readonly at: number;
  readonly facts: string;
  readonly conversationId: string;
  readonly groupId: string;
  readonly channel: Channel;
  readonly arrivedAt: number;
}

/** A person's answer, or that a case was opened again. */
export interface CaseStep {
  readonly conversationId: string;
  readonly at: number;
  readonly step: 'answer' | 'reopened';
}

export interface WeekReads {
  /** Of these kinds, from one instant to another (exclusive), in order. */
  weekEvents(span: {
    readonly from: number;
    readonly to: number;
    readonly kinds: readonly string[];
  }): Promise<readonly WeekEvent[]>;
  caseSteps(conversationIds: readonly string[]): Promise<readonly CaseStep[]>;
}

import type { Eviction } from '../../shared/model/conversation.ts';

export interface HoldSent {
  readonly deviceId: string;
  readonly conversationId: string;
  readonly fence: number;
  /** Feed number of what was sent. */
  readonly seq: number;
}

/** A device's word that content is gone from it. */
export interface Evicted {
  readonly deviceId: string;
  readonly conversationId: string;
  readonly fence: number;
  /** It expired on a device that stood here (EX3). */
  readonly expired?: number | undefined;
  readonly at: number;
}

/** Where the text of a conversation is: on these devices, and how many of others had it. */
export interface HoldsOn {
  readonly deviceIds: ReadonlySet<string>;
  readonly eviction: Eviction;
}

import type { Message } from '../../shared/model/message.ts';

/** By conversation, in order of time. */
export type MessagesById = ReadonlyMap<string, readonly StoredMessage[]>;

export interface StoredMessage extends Message {
  /** Feed number of its latest change. */
  readonly seq: number;
  readonly visibility: 'open' | 'private';
  /** The key of its texts was destroyed after this was written (RD6). */
  readonly isUnreadable: boolean;
}

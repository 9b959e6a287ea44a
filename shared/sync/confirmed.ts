import type { State } from '../model/conversation.ts';
import type { Passing } from '../model/passing.ts';
import type { Message } from '../model/message.ts';
import type { Command } from '../protocol/commands.ts';

/** What a device holds of a conversation by the hub's word. */
export interface Head {
  readonly state: State;
  readonly groupId: string;
  readonly assigneeId: string | null;
  readonly fence: number;
  readonly claimedAt: number | null;
  readonly resolvedAt: number | null;
  /** This person may read and write it while it is claimed. */
  readonly participates: boolean;
  /** A message by the contact came after the last one by staff. */
  readonly awaitingAnswer: boolean;
  /** Voicemails in it that nobody has listened to yet. */
  readonly unheard: number;
  /** It was passed to somebody who has not answered yet. */
  readonly passing: Passing | null;
}

export interface Confirmed {
  readonly head: Head;
  /** In order of their instants; empty where only a stub is held. */
  readonly messages: readonly Message[];
}

/** A command of this device that the hub has not answered. */
export interface Pending {
  readonly seq: number;
  readonly command: Command;
  /** When it was made, ms. */
  readonly at: number;
}

import type { SystemEvent } from '../../shared/model/message.ts';
import type { NewBlob } from './blob-tx.ts';
import type { Kysely } from 'kysely';
import type { Effects } from './effects.ts';
import type { Kept } from './kept.ts';
import type { Since } from './participants.ts';
import type { Execute } from './prepared.ts';
import type { Texts } from './seal.ts';
import type { ConversationRecord, StoredAnswer, WrittenMessage } from './storage.ts';
import type {
  AttachmentRow,
  AuditRow,
  ConversationRow,
  FeedKind,
  MessageRow,
  OutgoingMailRow,
  Tables,
} from './tables.ts';

/** A transaction, or a connection that only reads, and the notes about what it did. */
export interface Work {
  readonly db: Kysely<Tables>;
  /** Runs what was compiled before (`prepared`). */
  readonly execute: Execute;
  effects: Effects;
  gathered: Gathered;
  kept: Kept;
  /** Told of each piece of a large file that was sealed: it is garbage now. */
  tidy?: (bytes: number) => void;
}

/**
 * What a transaction has changed and not written yet, and what it has read and would read again. Commands that share a
 * transaction change the same rows again and again; at its end each row is written once, and many in one statement.
 * Nobody can tell: whatever looks at these tables in another way has everything written first (`settled-tx.ts`).
 */
export interface Gathered {
  /** How far the feed has come, once it was read or moved. */
  feedSeq: number | null;
  /** Where it stood before this transaction moved it. */
  feedStart: number | null;
  /** By kind and id. */
  readonly places: Map<string, FeedPlace>;
  /** All places of this transaction, also those that are written. */
  readonly moved: Map<string, FeedPlace>;
  /** What was read, with its changes; null: there is no such conversation. */
  readonly conversations: Map<string, KnownConversation | null>;
  readonly changed: Set<KnownConversation>;
  readonly messages: MessageRow[];
  /**
   * All messages of this transaction, also those that are written; null: there are too many, some have attachments, or what
   * was there before may have changed with them.
   */
  added: AddedMessage[] | null;
  readonly attachments: AttachmentRow[];
  readonly blobs: NewBlob[];
  /** Of what is sealed in messages and blobs. */
  readonly keys: Tables['content_keys'][];
  /** Texts of new messages by the key that seals them: they need no opening to be sent in this transaction. */
  readonly sealedTexts: Map<string, Texts>;
  readonly mails: OutgoingMailRow[];
  readonly newAnswers: Tables['command_answers'][];
  readonly audit: AuditRow[];
  /** Of devices with new answers. */
  readonly lastCommands: Map<string, number>;
  /** By device and number; null: there is none. */
  readonly answers: Map<string, StoredAnswer | null>;
  /** Messages by id; null: there is none. */
  readonly written: Map<string, WrittenMessage | null>;
  /** Of the hashes by which a contact's conversations are found, once it was read. */
  contactKey: Uint8Array | null;
  /** Why it could not be written: nothing of this transaction may be committed. */
  failure: { readonly error: unknown } | null;
}

export interface FeedPlace {
  readonly kind: FeedKind;
  readonly id: string;
  readonly seq: number;
  /** Null: stays what it is. */
  readonly publicSeq: number | null;
}

export interface AddedMessage {
  readonly row: MessageRow;
  readonly event: SystemEvent | null;
}

/** As it is now, and as the database has it. */
export interface KnownConversation {
  row: ConversationRow;
  since: Since;
  record: ConversationRecord;
  /** Of its details; null: destroyed, or not known. */
  detailsKey: Uint8Array | null;
  /** Null: not there yet. */
  storedRow: ConversationRow | null;
  storedSince: Since;
}

export const newGathered = (): Gathered => ({
  feedSeq: null,
  feedStart: null,
  places: new Map(),
  moved: new Map(),
  conversations: new Map(),
  changed: new Set(),
  messages: [],
  added: [],
  attachments: [],
  blobs: [],
  keys: [],
  sealedTexts: new Map(),
  mails: [],
  newAnswers: [],
  audit: [],
  lastCommands: new Map(),
  answers: new Map(),
  written: new Map(),
  contactKey: null,
  failure: null,
});

/** Everything was written: what was read may be out of date after what comes now. */
export function forgetRead(gathered: Gathered): void {
  const { conversations, answers, written } = gathered;
  conversations.clear();
  answers.clear();
  written.clear();
  gathered.added = null;
}

/** Every change of a conversation has its place in the feed; keys are also made for what belongs to none. */
export const hasUnwritten = ({ places, newAnswers, audit, keys, failure }: Gathered): boolean =>
  places.size > 0 || newAnswers.length > 0 || audit.length > 0 || keys.length > 0 || failure !== null;

import type { BounceReason } from '../shared/model/reach.ts';
import type { Failure } from '../shared/errors.ts';
import type { Channel, Contact } from '../shared/model/conversation.ts';
import type { SystemEvent } from '../shared/model/message.ts';

/** What the doors (mail, portal, switchboard) hand to the room, and what outgoing mail needs from storage. */

/** Bytes of a file; where they are many, they lie elsewhere and are read piece by piece. Every Uint8Array is one. */
export interface FileBytes {
  readonly length: number;
  subarray(start?: number, end?: number): Uint8Array;
}

export interface IncomingAttachment {
  readonly name: string;
  /** MIME type by magic bytes. */
  readonly type: string;
  readonly bytes: FileBytes;
  /** Of sound, where it could be found out. */
  readonly durationMs?: number | undefined;
  /** By which the mail's HTML names it. */
  readonly contentId?: string | undefined;
  /** Of a mail's HTML: what a person reads in it; the guard reads that (OM2). */
  readonly words?: string | undefined;
}

export type AttachmentRefusal = Extract<SystemEvent, { code: 'attachment-refused' }>['reason'];

export interface Thread {
  /** Message-IDs that it answers, without angle brackets. */
  readonly references: readonly string[];
  /** A case number in its subject. */
  readonly number: string | null;
}

export interface Incoming {
  readonly channel: Channel;
  readonly origin: 'mail' | 'portal' | 'switchboard' | 'chat';
  readonly contact: Contact;
  readonly subject: string;
  readonly text: string;
  readonly quoted: string | null;
  /** The group that the contact chose; null: none. Where it is put, rules decide (RT1). */
  readonly groupId: string | null;
  /** Parts before the @ of the addresses that were written to. */
  readonly writtenTo?: readonly string[] | undefined;
  /** Of a voicemail: the key that the caller pressed, or the mailbox that it led to; gives the group (VM2). */
  readonly key?: string | null | undefined;
  readonly attachments: readonly IncomingAttachment[];
  readonly refusedAttachments: readonly AttachmentRefusal[];
  /** Written by a machine (RFC 3834): never acknowledged, never counts as an answer. */
  readonly automatic: boolean;
  /** The server that we trust has proved that it comes from the contact's address (IN6). */
  readonly verified: boolean;
  /** Certified mail (PEC): proved by a certified mailbox of ours, or only said by its headers (IN8). */
  readonly certified?: 'proved' | 'claimed' | null;
  /** What it says of the case to which it belongs; looked at only where the sender is proved (IN6). */
  readonly thread?: Thread | null;
  /** Same key, same thing: a second delivery is recognised by it. At most 200 characters. */
  readonly dedupeKey: string;
  /** Secret reply token found in the recipient or the references, if any. Compared without regard to case. */
  readonly replyToken: string | null;
  /** Message-ID of the mail without angle brackets, so that answers to it can name it in References. */
  readonly mailMessageId?: string | null;
}

export type Received =
  | { readonly kind: 'opened'; readonly conversationId: string; readonly number: string }
  | { readonly kind: 'joined'; readonly conversationId: string; readonly number: string }
  | { readonly kind: 'duplicate'; readonly conversationId: string; readonly number: string };

/** Reasons for which something at a door becomes a recorded refusal instead of a message. */
export type RefusalReason =
  | 'unparseable'
  | 'too-large'
  | 'empty'
  | 'no-sender'
  | 'loop'
  | 'bounce-unknown'
  /** A receipt of certified mail: nobody wrote it. */
  | 'receipt'
  | 'unknown-recipient'
  | 'parser-failed'
  /** A program filled the portal's form in. */
  | 'robot';

export interface Refused {
  readonly door: 'mail' | 'portal';
  readonly reason: RefusalReason;
  readonly sizeBytes: number;
  /** Identifies the thing for whoever looks for it (hash of the Message-ID); no address, no text. */
  readonly reference: string;
  /** Of something that may be taken twice (a mail in a mailbox): recorded once under this id. */
  readonly key?: string;
}

export interface Intake {
  /** Durable when it resolves (IN1). Queues the acknowledgement unless automatic. */
  receive(incoming: Incoming): Promise<Received>;
  refuse(refused: Refused): Promise<void>;
  /** A delivery report (RFC 3464) says that a mail of ours could not be delivered: marks it, tells the participants. */
  bounced(mailMessageId: string, why?: BounceReason): Promise<'known' | 'unknown'>;
}

/** A mail that waits to leave. */
export interface OutgoingMail {
  readonly id: string;
  readonly kind: 'reply' | 'acknowledgement' | 'appointment' | 'reminder' | 'transcript';
  readonly conversationId: string;
  readonly number: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** `TOKEN.unique@domain` without angle brackets, TOKEN being the reply token; the same at every attempt. */
  readonly mailMessageId: string;
  /** Message-IDs of earlier mails of the conversation, oldest first, for References. */
  readonly references: readonly string[];
  readonly replyToken: string;
  /** An `.ics` that goes with it. */
  readonly calendar?: string | null;
  /** Files of a reply; the same ones at every attempt. */
  readonly files?: readonly Pick<IncomingAttachment, 'name' | 'type' | 'bytes'>[];
  readonly createdAt: number;
  /** Attempts that failed so far. */
  readonly attempts: number;
}

export interface OutgoingQueue {
  /** The oldest mail whose time has come, or null. No other hub gets it for some minutes. */
  next(now: number): Promise<OutgoingMail | null>;
  /** When `next` may have something to do, ms, or null. */
  nextDueAt(): Promise<number | null>;
  /** Committed before the first byte of DATA (OU1). Rejects when another hub has taken the mail over (OU4). */
  sending(id: string): Promise<void>;
  sent(id: string, at: number): Promise<void>;
  /** Failed before DATA, or the server said "not now": again at `dueAt`. */
  retry(id: string, dueAt: number): Promise<void>;
  /** Refused for good by the server. */
  failed(id: string): Promise<void>;
  /** DATA had begun and its end is unknown (OU2). */
  uncertain(id: string): Promise<void>;
  /** At start: whatever an earlier process left in `sending` is uncertain. Mails that another hub is sending stay its own. */
  recover(): Promise<void>;
  /** Calls back whenever something new may be due. Returns a function that ends it. */
  onQueued(listener: () => void): () => void;
}

export type Answered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

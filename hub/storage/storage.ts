import type { Appointment } from '../../shared/model/appointment.ts';
import type { Contact, Conversation, Eviction, Stub } from '../../shared/model/conversation.ts';
import type { Group, User } from '../../shared/model/directory.ts';
import type { Attachment, Delivery, Message } from '../../shared/model/message.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import type { Digest } from '../../shared/protocol/up.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import type { AuditEntry, AuditRecord } from '../audit/entry.ts';
import type { FileBytes, OutgoingMail, Refused } from '../ports.ts';
import type { CoordinationReads, CoordinationWrites } from './coordination-tx.ts';
import type { CountReads } from './count-reads.ts';
import type { LineReads } from './line-tx.ts';
import type { Foresight } from './foresight.ts';
import type { GroupReads, GroupWrites } from './groups.ts';
import type { GuardReads, GuardWrites } from './guard-settings.ts';
import type { SwitchboardReads, SwitchboardWrites } from './switchboard.ts';
import type { ClockReads } from './clock-tx.ts';
import type { CannedReads, CannedWrites } from './canned-tx.ts';
import type { ChatReads, ChatWrites } from './chat-tx.ts';
import type { CalendarLink } from './calendar-link.ts';
import type { DocumentChange, DocumentReads, RedactedFile } from './document-tx.ts';
import type { Offer } from './offer.ts';
import type { Evicted, HoldSent, HoldsOn } from './hold.ts';
import type { OlderRows } from './older-rows.ts';
import type { IncomingMailReads, IncomingMailWrites } from './incoming-mail.ts';
import type { DeviceReads, DeviceWrites } from './devices.ts';
import type { HoldingMarks } from './passing-tx.ts';
import type { KnownAttachment } from './message-reads.ts';
import type { FeedKind } from './tables.ts';
import type { UploadReads, UploadWrites } from './upload-tx.ts';
import type { MessagesById } from './stored-message.ts';

export type { MessagesById, StoredMessage } from './stored-message.ts';

/**
 * The hub's persistence. Everything runs inside a transaction, one at a time; what reads also sees only committed state.
 * Transactions that write are one at a time for all processes on the same data.
 * One contract suite (`test/contract/hub-storage-suite.ts`) runs over every implementation.
 */
export interface Storage {
  /** Other hubs may serve from the same data. */
  readonly isShared: boolean;
  read<T>(run: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** `committed` runs after the commit and before the next transaction begins: what it sends can't be outdated. */
  write<T>(run: (tx: WriteTx) => Promise<T>, committed?: (value: T) => void): Promise<T>;
  /** Tells of every commit that moved the feed or queued a mail, also of those by other processes. */
  onCommit(listener: (what: Committed) => void): () => void;
  /** To and from other hubs on the same data, kept nowhere; null where a hub is alone. */
  readonly whispers: Whispers | null;
  close(): Promise<void>;
}

/** Short texts, of which some may be lost. */
export interface Whispers {
  /** At most 7,900 bytes. */
  send(text: string): void;
  /** Also what this process said itself. */
  onHeard(listener: (text: string) => void): () => void;
}

export interface Committed {
  /** The feed has new numbers. */
  readonly feed: boolean;
  /** The latest of them, where it is known. */
  readonly feedSeq?: number;
  /** A mail may have become due. */
  readonly mail: boolean;
  /** Another hub has welcomed a device (HS8). */
  readonly entered?: Entered;
  /** These may not be connected any more (HS10); `unknown`: somebody may be among them. */
  readonly barred?: Barred | 'unknown';
}

/** Devices that were revoked, users who are not active any more. */
export interface Barred {
  readonly deviceIds: readonly string[];
  readonly userIds: readonly string[];
}

export interface Entered {
  readonly deviceId: string;
  /** Grows with every connection of any device on any hub. */
  readonly connection: number;
}

/** A conversation as decisions see it. */
export interface ConversationRecord
  extends Omit<Stub, 'unheard' | 'passing'>, Pick<Conversation, 'routed' | 'reach' | 'promised'>, HoldingMarks {
  /** Messages whose voicemail nobody has listened to yet, at least one. */
  readonly unheardIds?: readonly string[];
  readonly subject: string;
  readonly contact: Contact;
  readonly origin: Conversation['origin'];
  readonly verified: boolean;
  readonly linkedNumber: string | null;
  readonly reminders: number;
  readonly awaitingAnswer: boolean;
  readonly lastMessageAt: number;
  readonly replyToken: string;
  readonly participantIds: readonly string[];
}

/** The same with the feed numbers at which rights began. */
export interface ReadableConversation {
  readonly record: ConversationRecord;
  readonly openSinceSeq: number;
  /** Of the claim that made it private; 0: it never was. */
  readonly privateSinceSeq: number;
  readonly sinceSeqByUserId: ReadonlyMap<string, number>;
}

export interface NewMessage extends Omit<Message, 'attachments'> {
  readonly visibility: 'open' | 'private';
  readonly mailMessageId: string | null;
  readonly attachments: readonly (Attachment & { readonly bytes: FileBytes })[];
}

/** A message out of which words were taken: all of its texts as they are from now on. */
export type RedactedMessage = Pick<Message, 'id' | 'text' | 'quoted'> & { readonly redactions: number };

/** What a device may offer a second time (CO9). */
export interface WrittenMessage {
  readonly conversationId: string;
  readonly kind: Message['kind'];
  readonly authorId: string | null;
  readonly text: string;
  /** The text is not the one that was written. */
  readonly isRedacted: boolean;
}

export interface NewMail {
  readonly id: string;
  readonly kind: OutgoingMail['kind'];
  readonly messageId: string;
  readonly to: OutgoingMail['to'];
  readonly subject: string;
  readonly createdAt: number;
  /** It may have left in an earlier life of the data: kept, never sent by itself (RE4). */
  readonly isUncertain?: boolean;
  /** An `.ics` that goes with it. */
  readonly calendar?: string;
  /** What leaves instead of the text of its message (CH13). */
  readonly text?: string;
  /** Of a reminder: it belongs to a message that left with words of its own; it waits until `createdAt` (AV4). */
  readonly own?: { readonly text: string; readonly mailMessageId: string; readonly appointmentId: string };
}

/** One conversation's change: `before` is null for a new one. */
export interface ConversationChange {
  readonly before: ConversationRecord | null;
  readonly after: ConversationRecord;
  readonly messages: readonly NewMessage[];
  readonly mails: readonly NewMail[];
  /** What is known of them under their old texts is destroyed. */
  readonly redacted?: readonly RedactedMessage[];
  readonly documents?: readonly DocumentChange[];
  readonly redactedFiles?: readonly RedactedFile[];
  /** Of the subject only what `after` says stays readable; the key of the case is destroyed (RD9). */
  readonly isSubjectRedacted?: boolean;
}

export interface FeedRow {
  readonly kind: FeedKind;
  readonly id: string;
  readonly seq: number;
  readonly publicSeq: number;
}

export interface Device {
  readonly id: string;
  readonly userId: string;
  /** Ed25519, raw, base64url. */
  readonly publicKey: string;
  readonly name: string;
  readonly appVersion: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly lastCommand: number;
}

export interface Enrolment {
  readonly codeHash: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

export interface StoredAnswer {
  readonly outcome: Outcome;
  readonly claim: { readonly conversationId: string; readonly fence: number } | null;
}

export interface MailState {
  readonly id: string;
  readonly state: Delivery;
  readonly dueAt?: number;
  /** One more attempt failed. */
  readonly hasFailed?: boolean;
  /** Only while this hub has it: nothing changes once another one has taken it over. */
  readonly owner?: string;
}

export interface MailRecord extends Omit<NewMail, 'to' | 'subject'> {
  /** Of a reminder. */
  readonly appointmentId: string | null;
  readonly conversationId: string;
  readonly state: Delivery;
}

export interface RecordedRefusal extends Refused {
  readonly id: string;
  readonly at: number;
}

export interface Meta {
  readonly hubId: string;
  readonly epoch: string;
  readonly association: string;
}

/** The lease of a claimed chat (LE1). */
export interface Lease {
  readonly conversationId: string;
  readonly assigneeId: string;
  readonly fence: number;
  /** Another one after each renewal. */
  readonly beat: number;
}

export interface ReadTx
  extends
    DocumentReads,
    SwitchboardReads,
    ClockReads,
    CountReads,
    LineReads,
    CoordinationReads,
    ChatReads,
    IncomingMailReads,
    GroupReads,
    GuardReads,
    DeviceReads,
    UploadReads,
    CannedReads {
  /** Null before the first start wrote it. */
  meta(): Promise<Meta | null>;
  /** From which the links of follow-up pages are made (FU2); null before the first start wrote it. */
  followSecret(): Promise<string | null>;
  user(id: string): Promise<User | null>;
  usersByName(name: string): Promise<readonly User[]>;
  users(ids?: readonly string[]): Promise<readonly User[]>;
  groups(ids?: readonly string[]): Promise<readonly Group[]>;
  answers(deviceId: string, seqs: readonly number[]): Promise<ReadonlyMap<number, StoredAnswer>>;

  conversation(id: string): Promise<ConversationRecord | null>;
  conversationByNumber(number: string): Promise<ConversationRecord | null>;
  conversationByReplyToken(token: string): Promise<ConversationRecord | null>;
  /** In order of number; for the command line. */
  conversations(page: { readonly after: string; readonly limit: number }): Promise<readonly ConversationRecord[]>;
  leasedNumbers(deviceId: string): Promise<readonly string[]>;
  caseNumbers(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readable(ids: readonly string[]): Promise<ReadonlyMap<string, ReadableConversation>>;
  writtenMessage(id: string): Promise<WrittenMessage | null>;
  /** Messages changed after `aboveSeq`; `orHidden`: also all that are not shown while their case waits. */
  messages(ids: readonly string[], aboveSeq: number, which?: 'orHidden'): Promise<MessagesById>;
  attachment(id: string): Promise<KnownAttachment | null>;
  /** Null where there are none, or where their key was destroyed. */
  attachmentBytes(id: string): Promise<Uint8Array | null>;
  /** Texts and attachments that can't be read because nothing is known of their key: the keys file is too old (RD6). */
  countWithoutKey(): Promise<number>;
  receivedConversation(dedupeKey: string): Promise<ConversationRecord | null>;

  feedSeq(): Promise<number>;
  feed(cursor: number, limit: number): Promise<readonly FeedRow[]>;
  feedCount(cursor: number): Promise<number>;
  /** Where these conversations are in the feed. */
  feedOf(conversationIds: readonly string[]): Promise<readonly FeedRow[]>;
  /** What a device of this user holds when it is up to date (DI1), of the kinds that it can be sent (VE2). */
  digest(userId: string, leftOut?: readonly FeedKind[]): Promise<Digest>;
  evictions(ids: readonly string[]): Promise<ReadonlyMap<string, Eviction>>;
  holdsOn(ids: readonly string[]): Promise<ReadonlyMap<string, HoldsOn>>;

  schedules(groupIds?: readonly string[]): Promise<readonly Schedule[]>;
  appointment(id: string): Promise<Appointment | null>;
  appointments(ids: readonly string[]): Promise<readonly Appointment[]>;
  appointmentsOf(conversationId: string): Promise<readonly Appointment[]>;
  /** What holds a slot of the group and ends later than this, in order of time (AP2). */
  takenSlots(groupId: string, endingAfter: number): Promise<readonly Appointment[]>;
  offer(tokenHash: string): Promise<Offer | null>;
  /** Of one group, or of all (null), those that begin at this instant or later, in order of time; cancelled ones too. */
  appointmentsSince(groupId: string | null, startAt: number): Promise<readonly Appointment[]>;
  /** By the hash of its secret; revoked ones too. */
  calendarLink(secretHash: string): Promise<CalendarLink | null>;
  /** Oldest first, revoked ones too. */
  calendarLinks(): Promise<readonly CalendarLink[]>;

  leases(): Promise<readonly Lease[]>;
  lease(conversationId: string): Promise<Lease | null>;

  /** When the next queued mail is due, or one that is being sent is overdue. */
  nextMailDueAt(): Promise<number | null>;
  mail(id: string): Promise<MailRecord | null>;
  mailByMessageId(mailMessageId: string): Promise<MailRecord | null>;
  /** In `sending` although their hub had time until `now` for it. */
  overdueMails(now: number): Promise<readonly MailRecord[]>;
  /** Queued, or begun and not ended. */
  unsentMails(): Promise<readonly Pick<MailRecord, 'id' | 'kind' | 'conversationId' | 'messageId'>[]>;
  refusals(): Promise<readonly RecordedRefusal[]>;

  /** How many audit entries were ever written. */
  auditCount(): Promise<number>;
  /** In order of number, all or those about one case. */
  auditEntries(page: {
    readonly after: number;
    readonly limit: number;
    readonly number?: string;
  }): Promise<readonly AuditEntry[]>;
  /** Number of an entry, other than `except`, that names this hash as the one before it. Reads the whole chain. */
  auditSuccessor(hash: string, except: number): Promise<number | null>;
}

export interface WriteTx
  extends
    ReadTx,
    SwitchboardWrites,
    ChatWrites,
    IncomingMailWrites,
    Foresight,
    OlderRows,
    GroupWrites,
    GuardWrites,
    DeviceWrites,
    UploadWrites,
    CoordinationWrites,
    CannedWrites {
  setMeta(meta: Meta): Promise<void>;
  setFollowSecret(secret: string): Promise<void>;
  putUser(user: User): Promise<void>;
  putGroup(group: Group): Promise<void>;
  putSchedule(schedule: Schedule): Promise<void>;
  /** Fails where another one of the group begins at the same time; whoever calls has looked. */
  putAppointment(appointment: Appointment): Promise<void>;
  addOffer(offer: Offer): Promise<void>;
  setOfferAppointment(tokenHash: string, appointmentId: string): Promise<void>;
  addCalendarLink(link: CalendarLink): Promise<void>;
  revokeCalendarLink(id: string, at: number): Promise<void>;
  addAnswer(deviceId: string, seq: number, answer: StoredAnswer): Promise<void>;
  dropAnswers(deviceId: string, upTo: number): Promise<void>;

  /** Next number of the year: gapless, because it is part of the transaction. */
  nextCaseNumber(year: number): Promise<string>;
  /** Fills the unused numbers of this year that a device has up to so many (NB1). */
  leaseNumbers(deviceId: string, year: number, upTo: number): Promise<void>;
  /** True, once, when the device may give this number to a case (NB3, NB4). */
  useNumber(number: string, deviceId: string): Promise<boolean>;
  /** Leaves `count` numbers out, of every year that has any and of `thisYear` (RE6). */
  skipCaseNumbers(thisYear: number, count: number): Promise<void>;
  saveConversation(change: ConversationChange): Promise<void>;
  addReceived(dedupeKey: string, conversationId: string, at: number): Promise<void>;

  /** Those of all chats that these users hold. */
  renewLeases(userIds: readonly string[]): Promise<void>;

  recordHolds(holds: readonly HoldSent[]): Promise<void>;
  /** True when the opening is news: the device holds the content and had not opened it. */
  recordOpened(deviceId: string, conversationId: string, at: number): Promise<boolean>;
  /** Ends the hold unless content was sent under `fence` or later (EV4), or after it expired; true when it did. */
  recordEvicted(evicted: Evicted): Promise<boolean>;
  /** A device that holds nothing has nothing to evict. */
  endHolds(deviceId: string, at: number): Promise<void>;
  /** Tells those who may read it that something in it changed, and nobody else (FE5). */
  touchConversation(id: string): Promise<void>;

  /** The oldest mail whose time has come: `owner`'s until then, others may take it over afterwards. */
  claimMail(claim: {
    readonly now: number;
    readonly owner: string;
    readonly until: number;
  }): Promise<OutgoingMail | null>;
  /** Reminders of this appointment that have not begun to leave will not. */
  withdrawReminders(appointmentId: string): Promise<void>;
  /** Queued mails that a hub had claimed are due at once. */
  releaseMails(now: number): Promise<void>;
  /** True when it changed it (see `MailState.owner`). */
  setMail(mail: MailState): Promise<boolean>;
  /** Shows the delivery on the message that the mail carries. */
  showDelivery(mail: {
    readonly conversationId: string;
    readonly messageId: string;
    readonly state: Delivery;
  }): Promise<void>;
  addRefusal(refusal: RecordedRefusal): Promise<void>;

  /** Writes down what this transaction does, at the end of the chain (AU1). */
  appendAudit(records: readonly AuditRecord[]): Promise<void>;
}

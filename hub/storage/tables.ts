import type { Appointment } from '../../shared/model/appointment.ts';
import type { Channel, Conversation, State } from '../../shared/model/conversation.ts';
import type { Purpose } from '../../shared/model/document.ts';
import type { AddressForm, CannedReply, Role } from '../../shared/model/directory.ts';
import type { Delivery, Message } from '../../shared/model/message.ts';
import type { MeetingPlace } from '../../shared/schedule/schedule.ts';
import type { OutgoingMail, Refused } from '../ports.ts';
import type { InspectionRow } from './inspection-tx.ts';
import type { ReassignmentRow } from './reassignment-tx.ts';

/** Rows as the database has them: snake case, flags as 0 and 1, instants and sequence numbers as integers. */
export type Flag = 0 | 1;

export interface ConversationRow {
  id: string;
  number: string;
  channel: Channel;
  origin: Conversation['origin'];
  group_id: string;
  state: State;
  assignee_id: string | null;
  fence: number;
  arrived_at: number;
  claimed_at: number | null;
  resolved_at: number | null;
  /** These four are empty: `details` has them. */
  subject: string;
  contact_name: string;
  contact_email: string | null;
  contact_phone: string | null;
  /** Subject and contact, encrypted under the key of the case (RD9). */
  details: Uint8Array | null;
  details_key_id: string | null;
  /** Keyed hash of the contact's address. */
  contact_index: string | null;
  verified: Flag;
  linked_number: string | null;
  reminders: number;
  /** 1 while the contact's latest question has had no human answer. */
  awaiting_answer: Flag;
  last_message_at: number;
  reply_token: string;
  /** Feed number at which everybody got the right to read it; 0 when nobody has it in that way. */
  open_since_seq: number;
  /** Feed number of the claim that made it private. */
  private_since_seq: number;
  /** No line of it that is hidden while it waits has an older feed number; null: it has none. */
  first_private_seq: number | null;
  /** Feed number since which the assignee may read it, while it is claimed; else null (`participants.ts`). */
  assignee_since_seq: number | null;
  expired_fence: number | null;
  /** JSON array of what the privacy guard found; null: nothing. */
  flags: string | null;
  /** JSON array of messages whose voicemail nobody has listened to yet; null: none. */
  unheard_ids: string | null;
  /** JSON; null: no clock of it has run far. */
  late: string | null;
  /** JSON: why it was put where it is (RT3); null: it is older than that. */
  routed: string | null;
  /** JSON: how its contact can be reached (CB1, CD1); null: nothing is known of it. */
  reach: string | null;
  /** JSON: until when its contact hears from us (PM1); null: nothing is promised. */
  promised: string | null;
  /** JSON: which documents it needs (RQ1); null: none. */
  required: string | null;
  /** JSON: to whom it was passed who has not answered yet (TR1). */
  passing: string | null;
  /** JSON: which participants see it only from an instant on (PV1). */
  partial: string | null;
  /** The case that leads it (MG3). */
  merged_into: string | null;
  /** JSON array of those that it leads; null: none. */
  merged_ids: string | null;
  /** JSON: how both were before they were merged (MG5). */
  before_merge: string | null;
  /** Grows with every renewal of its lease (LE2). */
  lease_beat: number;
}

export interface MessageRow {
  id: string;
  conversation_id: string;
  /** Feed number of its latest change. */
  seq: number;
  kind: Message['kind'];
  author_id: string | null;
  text: string;
  quoted: string | null;
  at: number;
  automatic: Flag;
  delivery: Delivery | null;
  event: string | null;
  /** `open`: may be shown while the conversation waits (FE7). */
  visibility: 'open' | 'private';
  mail_message_id: string | null;
  /** `text` and `quoted`, encrypted; these are empty then (RD1). */
  sealed: Uint8Array | null;
  /** In `content_keys`; null: not sealed. */
  key_id: string | null;
  redactions: number;
}

export interface AttachmentRow {
  id: string;
  message_id: string;
  conversation_id: string;
  position: number;
  /** Empty: `sealed_name` has it. */
  name: string;
  type: string;
  size_bytes: number;
  /** Of sound, where it could be found out. */
  duration_ms: number | null;
  /** Of a document in the vault (section DV). */
  document_purpose: Purpose | null;
  document_kept_at: number | null;
  document_expires_at: number | null;
  document_destroyed_at: number | null;
  /** Its name, encrypted under the key of its bytes. */
  sealed_name: Uint8Array | null;
  key_id: string | null;
  /** Of one that was redacted as a whole (RD11). */
  redacted_by: string | null;
  redacted_at: number | null;
}

export interface HoldRow {
  conversation_id: string;
  device_id: string;
  /** Fence of the conversation when content was last sent to the device. */
  fence: number;
  opened_at: number | null;
  evicted_at: number | null;
  evicted_seq: number | null;
  /** Feed number of the conversation when content was last sent to the device. */
  sent_seq: number;
}

export interface DeviceRow {
  id: string;
  user_id: string;
  public_key: string;
  name: string;
  app_version: string;
  enrolled_at: number;
  revoked_at: number | null;
  /** Number of the last command that was answered. */
  last_command: number;
  /** Of its latest connection; null: none since that is written down. */
  seen_at: number | null;
}

export interface OutgoingMailRow {
  id: string;
  kind: OutgoingMail['kind'];
  conversation_id: string;
  message_id: string;
  /** These three are empty: `head` has them. */
  to_name: string;
  to_address: string;
  subject: string;
  /** Whom it goes to and its subject, encrypted. */
  head: Uint8Array | null;
  head_key_id: string | null;
  state: Delivery;
  /** With an owner: when others may take it over. */
  due_at: number;
  attempts: number;
  created_at: number;
  /** The run of a hub that is sending it. */
  owner: string | null;
  /** Bytes of an `.ics` that goes with it. */
  calendar: string | null;
  /** Instead of those of the message that it belongs to. */
  own_text: string | null;
  /** The same where it repeats what people wrote, encrypted. */
  own_sealed: Uint8Array | null;
  own_key_id: string | null;
  own_mail_message_id: string | null;
  /** Of a reminder. */
  appointment_id: string | null;
}

export interface AuditRow {
  seq: number;
  at: number;
  kind: string;
  user_id: string | null;
  device_id: string | null;
  conversation_id: string | null;
  number: string | null;
  /** Canonical JSON, kept as text: the hash is over these very bytes. */
  facts: string;
  previous: string;
  hash: string;
}

export interface AppointmentRow {
  id: string;
  conversation_id: string;
  number: string;
  group_id: string;
  place: MeetingPlace;
  start_at: number;
  end_at: number;
  state: Appointment['state'];
  sequence: number;
}

export interface OfferRow {
  token_hash: string;
  conversation_id: string;
  group_id: string;
  place: MeetingPlace;
  created_at: number;
  expires_at: number;
  appointment_id: string | null;
}

export interface CalendarLinkRow {
  id: string;
  secret_hash: string;
  name: string;
  /** Null: all groups. */
  group_id: string | null;
  created_at: number;
  revoked_at: number | null;
}

export interface ChatSessionRow {
  secret_hash: string;
  conversation_id: string;
  last_line: number;
  files: number;
  used_at: number;
  over: 'ticket' | 'left' | null;
  transcript_at: number | null;
}

export type FeedKind =
  | 'conversation'
  | 'user'
  | 'group'
  | 'canned-reply'
  | 'own-reply'
  | 'schedule'
  | 'appointment'
  | 'guard'
  | 'settings';

export interface CannedFileRow {
  readonly id: string;
  readonly reply_id: string | null;
  readonly position: number;
  /** Under the key of its bytes. */
  readonly name: Uint8Array;
  readonly type: string;
  readonly size_bytes: number;
  readonly flags: string;
  readonly sealed: Uint8Array;
  readonly key_id: string;
  readonly freed_at: number | null;
}

export interface UploadRow {
  readonly id: string;
  readonly user_id: string;
  readonly size_bytes: number;
  readonly flags: string;
  readonly sealed: Uint8Array;
  readonly key_id: string;
  readonly at: number;
}

export interface Tables {
  meta: { key: string; value: string };
  counters: { name: string; value: number };
  users: { id: string; name: string; role: Role; active: Flag };
  groups: {
    id: string;
    name_it: string;
    name_en: string;
    position: number;
    /** JSON array of ids; null: everybody. */
    members: string | null;
    revision: number;
    /** Where what named it waits from now on; null: it is in use. */
    retired_into: string | null;
  };
  canned_replies: {
    id: string;
    shortcut: string;
    title: string;
    lang: CannedReply['lang'];
    group_id: string | null;
    text: string;
    address: AddressForm | null;
    valid_from: string | null;
    valid_until: string | null;
    /** Null: as shipped. */
    revision: number | null;
  };
  own_replies: {
    id: string;
    user_id: string;
    revision: number;
    /** Null: it was removed. */
    sealed: Uint8Array | null;
    key_id: string | null;
  };
  /** `key_id` in `content_keys`; `reply_id` null: it was taken out, `freed_at` (CR10). */
  canned_files: CannedFileRow;
  canned_uses: { reply_id: string; uses: number };
  canned_use_batches: { id: string; at: number };
  devices: DeviceRow;
  enrolments: {
    code_hash: string;
    user_id: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  conversations: ConversationRow;
  /** But the assignee of what is claimed (`participants.ts`). */
  participants: { conversation_id: string; user_id: string; since_seq: number };
  messages: MessageRow;
  attachments: AttachmentRow;
  /** `key_id` in `content_keys`; null: not sealed. */
  blobs: { attachment_id: string; bytes: Uint8Array; key_id: string | null };
  /** Of a large one, all but the beginning (`blob-tx.ts`). */
  blob_pieces: { attachment_id: string; position: number; bytes: Uint8Array };
  /** `sealed`: name, type and bytes; `flags`: JSON of what the guard found. */
  uploads: UploadRow;
  /** Zeros: the key was destroyed. Kept out of backups (RD5). */
  content_keys: { id: string; key: Uint8Array };
  feed: {
    kind: FeedKind;
    entity_id: string;
    seq: number;
    public_seq: number;
    /** Of the last place of a transaction: how many entries the audit had after it. */
    audit_seq: number | null;
  };
  holds: HoldRow;
  command_answers: {
    device_id: string;
    seq: number;
    outcome: string;
    /** What a granted claim was for and its token, for writes made "under claim n" (CL5). */
    claim_conversation_id: string | null;
    claim_fence: number | null;
  };
  leased_numbers: { number: string; device_id: string };
  /** Left out by a restore, first and last of each range. */
  lost_numbers: { first: string; last: string };
  outgoing_mails: OutgoingMailRow;
  refusals: {
    id: string;
    door: Refused['door'];
    reason: Refused['reason'];
    size_bytes: number;
    reference: string;
    at: number;
  };
  mailboxes: { name: string; validity: string; last_uid: number };
  received: { dedupe_key: string; conversation_id: string; at: number };
  /** JSON of a `Schedule`. */
  schedules: { group_id: string; schedule: string };
  appointments: AppointmentRow;
  /** One row: JSON of `GuardSettings`. */
  guard_settings: { id: string; settings: string };
  /** One row: JSON of `AssociationSettings`. */
  association_settings: { id: string; settings: string };
  offers: OfferRow;
  calendar_links: CalendarLinkRow;
  /** Of each only a hash is known. */
  api_keys: { id: string; name: string; secret_hash: string; created_at: number; revoked_at: number | null };
  chat_sessions: ChatSessionRow;
  chat_origins: { origin: string };
  inspections: InspectionRow;
  reassignments: ReassignmentRow;
  audit: AuditRow;
}

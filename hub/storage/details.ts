import { REDACTED } from '../../shared/redact.ts';
import type { Contact } from '../../shared/model/conversation.ts';
import { contactIndex } from './contact-index.ts';
import type { KnownConversation, Work } from './gathered.ts';
import { addKey, destroyKey } from './key-tx.ts';
import { newKey, openUnder, sealUnder, usable } from './seal.ts';
import type { ConversationRecord } from './storage.ts';
import type { ConversationRow } from './tables.ts';

/** What people wrote of a conversation outside its messages: sealed together under the key of the case (RD9). */
export type Details = Pick<ConversationRecord, 'subject' | 'contact'>;

export type DetailsColumns = Pick<ConversationRow, 'details' | 'details_key_id' | 'contact_index'>;

export interface SealedDetails {
  readonly columns: DetailsColumns;
  readonly key: Uint8Array | null;
}

type Packed = readonly [subject: string, name: string, email: string | null, phone: string | null];

/** The key of a case stays, so that a correction costs older backups nothing; only a redaction destroys it. */
export async function sealedDetails(
  work: Work,
  { known, after, isRedacted }: { known: KnownConversation | null; after: ConversationRecord; isRedacted: boolean },
): Promise<SealedDetails> {
  if (known !== null && !isRedacted && isSame(known.record, after))
    return { columns: known.row, key: known.detailsKey };
  const kept = isRedacted ? null : usable(known?.detailsKey ?? null);
  const contact_index = await contactIndex(work, after.contact.email);
  if (kept !== null && known !== null) {
    const { details_key_id } = known.row;
    return { columns: { details: packed(kept, after), details_key_id, contact_index }, key: kept };
  }
  if (isRedacted && known?.row.details_key_id != null) await destroyKey(work, known.row.details_key_id);
  const { key, mark } = newKey();
  const details_key_id = addKey(work, `c:${after.id}`, { key, mark });
  return { columns: { details: packed(key, after), details_key_id, contact_index }, key };
}

const isSame = (before: Details, after: Details): boolean =>
  before.subject === after.subject &&
  before.contact.name === after.contact.name &&
  before.contact.email === after.contact.email &&
  before.contact.phone === after.contact.phone;

export function packed(key: Uint8Array, { subject, contact: { name, email, phone } }: Details): Buffer {
  const details: Packed = [subject, name, email, phone];
  return sealUnder(key, JSON.stringify(details));
}

const unreadable: { readonly subject: string; readonly contact: Contact } = {
  subject: REDACTED,
  contact: { name: REDACTED, email: null, phone: null },
};

export function openDetails(details: Uint8Array | null, key: Uint8Array | null): Details {
  const opened = details === null ? null : openUnder(key, details);
  if (opened === null) return unreadable;
  const [subject, name, email, phone] = JSON.parse(opened) as Packed;
  return { subject, contact: { name, email, phone } };
}

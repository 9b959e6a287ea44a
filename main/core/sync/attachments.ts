import { ExpectedError } from '../../../shared/errors.ts';
import { MAX_ATTACHMENT_BYTES } from '../../../shared/protocol/limits.ts';
import type { CoreDb, ReadableDb } from '../db/database.ts';
import { headOf, rowById, type ConversationRow } from '../db/conversation-row.ts';
import { getMeta } from '../db/meta.ts';
import { padded } from '../db/padded.ts';
import { replyFile, storedBytes } from '../db/reply-files.ts';
import { readSlot } from '../db/slots.ts';
import { attachmentUrl } from './hub-address.ts';

/** What is fetched by itself after a claim, of one conversation. */
const MAX_PREFETCH_BYTES = 25 * 1024 * 1024;

/** Of a request beside the socket; GET where it says nothing else. */
export interface Asked {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface AttachmentDeps {
  readonly db: CoreDb;
  readonly fetch: (url: string, init: Asked) => Promise<Response>;
  readonly access: () => { readonly hubUrl: string; readonly token: string } | null;
}

export interface FetchedAttachment {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

interface Known {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Neither in the vault (DV4) nor redacted (RD11). */
  readonly isStorable: boolean;
}

/** The bytes of an attachment, from here or from the hub; only of a conversation that this person takes part in (EV7). */
export async function attachment(deps: AttachmentDeps, id: string): Promise<FetchedAttachment> {
  const own = deps.db.read((tx) => replyFile(tx, id));
  if (own !== null) return { bytes: own.bytes, type: own.type, name: own.name };
  const known = deps.db.read((tx) => mine(tx, id));
  if (known === null) throw new ExpectedError({ code: 'attachment-missing' });
  const bytes = deps.db.read((tx) => storedBytes(tx, id)) ?? (await fetchBytes(deps, known));
  return { bytes, type: known.type, name: known.name };
}

/** After a claim: what belongs to the conversation is also there when the network is not. */
export async function prefetchAttachments(deps: AttachmentDeps, conversationId: string): Promise<void> {
  let allowance = MAX_PREFETCH_BYTES;
  const missing = deps.db.read((tx) => missingOf(tx, conversationId));
  for (const { id, size_bytes } of missing) {
    allowance -= size_bytes;
    if (allowance < 0) return;
    const known = deps.db.read((tx) => mine(tx, id));
    if (known !== null) await fetchBytes(deps, known);
  }
}

/** Which of these conversations are this person's and have attachments that are not here. */
export function withMissingAttachments(db: ReadableDb, conversationIds: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      `select distinct conversation.id from json_each(?) as given
       join conversation on conversation.id = given.value
       join attachment on attachment.key = conversation.key
       where v_claim = 'mine' and document is null and redacted is null and attachment.id not in (select id from attachment_bytes)`,
      [JSON.stringify(conversationIds)],
    )
    .map(({ id }) => id);
}

async function fetchBytes({ db, fetch, access }: AttachmentDeps, known: Known): Promise<Uint8Array> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'attachment-missing' });
  if (known.sizeBytes > MAX_ATTACHMENT_BYTES) tooLarge();
  const bytes = await download(await request(fetch, { hub, id: known.id }));
  db.write((tx) => {
    // It may have been evicted, redacted, or put into the vault, while it was on its way (DV4).
    if (mine(tx, known.id)?.isStorable !== true) return;
    tx.run('insert or replace into attachment_bytes (id, bytes) values (?, ?)', [known.id, padded(bytes)]);
  });
  return bytes;
}

async function request(
  fetch: AttachmentDeps['fetch'],
  { hub, id }: { hub: { hubUrl: string; token: string }; id: string },
): Promise<Response> {
  try {
    const response = await fetch(attachmentUrl(hub.hubUrl, id), { headers: { authorization: `Bearer ${hub.token}` } });
    if (response.ok) return response;
    await response.body?.cancel();
  } catch {
    // told below: whatever went wrong, it is not here
  }
  throw new ExpectedError({ code: 'attachment-missing' });
}

/** Of a limited length; fails as an attachment that is not there. */
export async function download(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      sizeBytes += part.byteLength;
      if (sizeBytes > MAX_ATTACHMENT_BYTES) tooLarge();
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError({ code: 'attachment-missing' });
  }
  return Uint8Array.from(Buffer.concat(parts));
}

function tooLarge(): never {
  throw new ExpectedError({ code: 'attachment-too-large', limit: MAX_ATTACHMENT_BYTES });
}

interface AttachmentRow {
  readonly type: string;
  readonly size_bytes: number;
  readonly position: number;
  readonly slot: number;
  readonly document: string | null;
  readonly redacted: string | null;
}

function mine(db: ReadableDb, id: string): Known | null {
  const row = db.get<ConversationRow>(
    'select conversation.* from conversation join attachment using (key) where attachment.id = ?',
    [id],
  );
  if (row === undefined || !headOf(row, getMeta(db, 'userId') ?? '').participates) return null;
  const found = db.get<AttachmentRow>(
    `select attachment.*, message.slot from attachment
     join message on message.key = attachment.key and message.id = attachment.message_id where attachment.id = ?`,
    [id],
  );
  if (found === undefined) return null;
  const { attachmentNames } = readSlot<{ attachmentNames: readonly string[] }>(db, found.slot);
  const { type, size_bytes: sizeBytes, position, document, redacted } = found;
  return {
    id,
    type,
    sizeBytes,
    name: attachmentNames[position] ?? '',
    isStorable: document === null && redacted === null,
  };
}

function missingOf(db: ReadableDb, conversationId: string): { id: string; size_bytes: number }[] {
  const row = rowById(db, conversationId);
  if (row === undefined || !headOf(row, getMeta(db, 'userId') ?? '').participates) return [];
  return db.all(
    'select id, size_bytes from attachment where key = ? and document is null and redacted is null and id not in (select id from attachment_bytes) order by size_bytes',
    [row.key],
  );
}

import { contactIndex } from './contact-index.ts';
import { packed } from './details.ts';
import type { Work } from './gathered.ts';
import { addKey } from './key-tx.ts';
import { sealedHead } from './mail-head.ts';
import { newKey, sealUnder } from './seal.ts';
import { writeGathered } from './write-gathered.ts';

export interface OlderRows {
  /** Seals what a program before RD9 stored readable; returns how many rows, none when all are sealed. */
  sealOlderRows(limit: number): Promise<number>;
}

export function olderRows(work: Work): OlderRows {
  return {
    async sealOlderRows(limit) {
      const counts = [await sealDetails(work, limit), await sealNames(work, limit), await sealHeads(work, limit)];
      await writeGathered(work);
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

async function sealDetails(work: Work, limit: number): Promise<number> {
  const { db } = work;
  const unsealed = db
    .selectFrom('conversations')
    .select(['id', 'subject', 'contact_name', 'contact_email', 'contact_phone'])
    .where('details', 'is', null);
  const rows = await unsealed.limit(limit).execute();
  for (const { id, subject, contact_name: name, contact_email: email, contact_phone: phone } of rows) {
    const made = newKey();
    const columns = {
      details: packed(made.key, { subject, contact: { name, email, phone } }),
      details_key_id: addKey(work, `c:${id}`, made),
      contact_index: await contactIndex(work, email),
    };
    const readable = { subject: '', contact_name: '', contact_email: null, contact_phone: null };
    await db
      .updateTable('conversations')
      .set({ ...readable, ...columns })
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}

/** Under a key of its own: that of the bytes may come from elsewhere later, in a restore. Of what is destroyed, the name goes too. */
async function sealNames(work: Work, limit: number): Promise<number> {
  const { db } = work;
  const unsealed = db.selectFrom('attachments').select(['id', 'name', 'document_destroyed_at as destroyedAt']);
  const rows = await unsealed.where('sealed_name', 'is', null).limit(limit).execute();
  for (const { id, name, destroyedAt } of rows) {
    const made = newKey();
    const isGone = destroyedAt !== null;
    const columns = isGone
      ? { sealed_name: Buffer.alloc(1), key_id: null }
      : { sealed_name: sealUnder(made.key, name), key_id: addKey(work, `n:${id}`, made) };
    await db
      .updateTable('attachments')
      .set({ name: '', ...columns })
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}

async function sealHeads(work: Work, limit: number): Promise<number> {
  const { db } = work;
  const unsealed = db.selectFrom('outgoing_mails').select(['id', 'to_name', 'to_address', 'subject']);
  const rows = await unsealed.where('head', 'is', null).limit(limit).execute();
  for (const { id, to_name: name, to_address: address, subject } of rows) {
    const columns = sealedHead(work, { id, to: { name, address }, subject });
    await db.updateTable('outgoing_mails').set(columns).where('id', '=', id).execute();
  }
  return rows.length;
}

/** In one transaction; a large hub takes seconds, once. */
const ROWS_AT_ONCE = 500;

/** At an opening. True: something was, and old copies of it may lie in gaps of the file. */
export async function sealAllOlderRows(storage: {
  write(run: (tx: OlderRows) => Promise<number>): Promise<number>;
}): Promise<boolean> {
  let isAny = false;
  while ((await storage.write((tx) => tx.sealOlderRows(ROWS_AT_ONCE))) > 0) isAny = true;
  return isAny;
}

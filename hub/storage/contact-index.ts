import { createHmac } from 'node:crypto';
import type { Work } from './gathered.ts';
import { addKey } from './key-tx.ts';
import { newKey, usable } from './seal.ts';

/**
 * Addresses are sealed, and yet the cases of one address are looked for: each row has a keyed hash of its address, of which
 * nothing can be read. Its key lies with the others in `content_keys`, so that no backup has it: who has a copy of the data
 * alone can't try addresses either.
 */
const KEY_NAME = 'contact_key';
const HASH_BYTES = 16;

/** For a row that is written; the first makes the key. */
export async function contactIndex(work: Work, email: string | null): Promise<string | null> {
  return email === null ? null : hashOf(email, (await contactKey(work)) ?? (await makeKey(work)));
}

/** For a question; null where no row can have it. */
export async function contactIndexOf(work: Work, email: string): Promise<string | null> {
  const key = await contactKey(work);
  return key === null ? null : hashOf(email, key);
}

const hashOf = (email: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(email.trim().toLowerCase()).digest().subarray(0, HASH_BYTES).toString('base64url');

async function contactKey({ db, gathered }: Work): Promise<Uint8Array | null> {
  if (gathered.contactKey !== null) return gathered.contactKey;
  const named = await db.selectFrom('meta').select('value').where('key', '=', KEY_NAME).executeTakeFirst();
  if (named === undefined) return null;
  const row = await db.selectFrom('content_keys').select('key').where('id', '=', named.value).executeTakeFirst();
  gathered.contactKey = usable(row?.key ?? null);
  return gathered.contactKey;
}

/** After a restore without keys, too: what is older can't be read any more, nor be found. */
async function makeKey(work: Work): Promise<Uint8Array> {
  const made = newKey();
  const row = { key: KEY_NAME, value: addKey(work, 'contacts', made) };
  const insert = work.db.insertInto('meta').values(row);
  await insert.onConflict((on) => on.column('key').doUpdateSet({ value: row.value })).execute();
  work.gathered.contactKey = made.key;
  return made.key;
}

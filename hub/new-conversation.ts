import { createHash } from 'node:crypto';
import type { ReadTx } from './storage/storage.ts';

/** The wanted group where it exists, else the first one: nothing that arrives is turned away for its routing. */
export async function groupFor(tx: ReadTx, wanted: string | null): Promise<string> {
  const groups = await tx.groups();
  const group = groups.find(({ id }) => id === wanted) ?? groups.find(({ retired }) => retired !== true);
  if (group === undefined) throw new Error('the hub has no groups');
  return group.id;
}

/** 160 bits in lower-case hexadecimal: part of a mail address, whose case nobody has to keep. */
export function replyTokenFrom(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 40);
}

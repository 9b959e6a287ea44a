import type { Actor } from './audit/entry.ts';
import type { ReadTx } from './storage/storage.ts';

/** The role is that of this moment, not of the moment of the login. */
export async function isCoordinator(tx: ReadTx, { userId }: Actor): Promise<boolean> {
  const user = await tx.user(userId ?? '');
  return user?.role === 'coordinator' && user.active;
}

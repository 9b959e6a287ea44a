import type { CannedChange } from '../../../shared/canned/changes.ts';
import { cannedUsesSchema, type CannedUses } from '../../../shared/canned/uses.ts';
import type { AttachmentDeps } from './attachments.ts';
import { cannedRepliesUrl, cannedUsesUrl } from './hub-address.ts';
import { ask, parsed } from './staff-at-hub.ts';

/** Shared canned replies, at the hub and only while connected: what is edited must be what is. */
type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;

/** All of the changes, or none (CR2). */
export async function changeCannedReplies(deps: Deps, changes: readonly CannedChange[]): Promise<null> {
  await ask(deps, cannedRepliesUrl, { changes });
  return null;
}

/** How often each was used, by everybody together (CR8). */
export const cannedUses = async (deps: Deps): Promise<CannedUses> =>
  parsed(cannedUsesSchema, await ask(deps, cannedUsesUrl));

import type { Call, CallValues } from '../../shared/bridge/core.ts';
import type { Ids } from '../../shared/effects.ts';
import type { CoreDb } from './db/database.ts';
import { noteUse } from './db/canned-replies.ts';
import { changeOwnReplies } from './db/own-replies.ts';
import { addCannedFile } from './draft-files.ts';
import type { AttachmentDeps } from './sync/attachments.ts';
import { bringCannedFile } from './sync/canned-files.ts';
import { cannedUses } from './sync/canned-at-hub.ts';
import type { UseCounter } from './sync/use-counter.ts';

const names = ['change-own-replies', 'canned-used', 'canned-uses', 'bring-canned-file', 'add-canned-file'] as const;
type CannedCall = Extract<Call, { name: (typeof names)[number] }>;

export const isCannedCall = (call: Call): call is CannedCall => names.some((name) => name === call.name);

interface Deps {
  readonly db: CoreDb;
  readonly ids: Ids;
  readonly attachments: AttachmentDeps;
  readonly uses: UseCounter;
}

/** What is done with canned replies on this device; what is done at the hub alone is among `hubCalls`. */
export async function cannedCall(call: CannedCall, deps: Deps): Promise<CallValues[CannedCall['name']]> {
  const { db, uses, attachments } = deps;
  switch (call.name) {
    case 'change-own-replies':
      db.write((tx) => changeOwnReplies(tx, call.changes));
      return null;
    case 'canned-used':
      db.write((tx) => noteUse(tx, call.id, call.conversationId));
      uses.wake();
      return null;
    case 'canned-uses':
      // What was used here counts, too.
      await uses.tell();
      return await cannedUses(attachments);
    case 'bring-canned-file':
      return await bringCannedFile(attachments, { ...call, id: deps.ids.next() });
    case 'add-canned-file':
      return await addCannedFile(deps, call);
  }
}

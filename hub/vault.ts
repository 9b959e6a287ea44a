import type { Clock, Ids, Timers } from '../shared/effects.ts';
import { nobody } from './audit/entry.ts';
import { destroyed } from './commands/document.ts';
import type { Log } from './log.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface VaultDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

const LOOK_EVERY_MS = 60_000;
/** In one transaction; more follow at the next look. */
const MAX_AT_ONCE = 50;

/** Destroys what is in the vault for longer than it may be (DV3), at the latest one look later. Returns what ends it. */
export function watchVault(deps: VaultDeps): () => void {
  const { timers, log } = deps;
  let isClosed = false;
  let cancel = (): void => undefined;
  const look = (): void => {
    cancel = timers.after(LOOK_EVERY_MS, look);
    destroyExpired(deps).catch((error: unknown) => {
      if (!isClosed) log.defect('vault', error);
    });
  };
  look();
  return () => {
    isClosed = true;
    cancel();
  };
}

async function destroyExpired({ storage, clock, ids }: VaultDeps): Promise<void> {
  const now = clock.now();
  const expired = await storage.read((tx) => tx.expiredDocuments(now, 1));
  if (expired.length > 0) await storage.write((tx) => destroyAll(tx, now, ids));
}

/** Looked at again in the transaction: of several hubs one destroys each. */
async function destroyAll(tx: WriteTx, now: number, ids: Ids): Promise<void> {
  for (const attachment of await tx.expiredDocuments(now, MAX_AT_ONCE)) {
    const conversation = await tx.conversation(attachment.conversationId);
    if (conversation === null) throw new Error('an attachment without its conversation');
    const eventId = ids.next();
    await tx.saveConversation(destroyed(conversation, { attachment, step: 'expired', userId: null, now, eventId }));
    const facts = { attachmentId: attachment.id };
    await tx.appendAudit([{ at: now, kind: 'document-expired', actor: nobody, conversation, facts }]);
  }
}

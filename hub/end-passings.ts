import type { Ids } from '../shared/effects.ts';
import { nobody } from './audit/entry.ts';
import { withoutPassing } from './commands/passing.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

/** Nobody answered in time: the case stays with whom it is, and they are told (TR6). Of several hubs one does it. */
export async function endOverduePassings({
  storage,
  ids,
  now,
}: {
  readonly storage: Storage;
  readonly ids: Ids;
  readonly now: number;
}): Promise<void> {
  const due = (await storage.read((tx) => tx.passings())).filter(({ passing }) => passing.until < now);
  if (due.length === 0) return;
  await storage.write(async (tx) => {
    for (const { conversationId, passing } of due)
      await endPassing(tx, conversationId, { ids, now, step: 'expired', at: passing.at });
  });
}

/** Whoever is let in no more accepts nothing (TR6). */
export async function endPassingsTo(
  tx: WriteTx,
  userId: string,
  { ids, now }: { readonly ids: Ids; readonly now: number },
): Promise<void> {
  for (const { conversationId, passing } of await tx.passings())
    if (passing.toUserId === userId)
      await endPassing(tx, conversationId, { ids, now, step: 'unavailable', at: passing.at });
}

interface Ending {
  readonly ids: Ids;
  readonly now: number;
  readonly step: 'expired' | 'unavailable';
  /** Of the one that ends: by now it may be another one, or none. */
  readonly at: number;
}

async function endPassing(tx: WriteTx, conversationId: string, { ids, now, step, at }: Ending): Promise<void> {
  const before = await tx.conversation(conversationId);
  // The case that leads it has ended it, too (MG3).
  if (before?.passing?.at !== at) return;
  const { toUserId, byUserId } = before.passing;
  await tx.saveConversation(withoutPassing(before, { step, userId: byUserId, now, eventId: ids.next() }));
  const facts = { why: step, toUserId, byUserId };
  await tx.appendAudit([{ at: now, kind: 'transfer-ended', actor: nobody, conversation: before, facts }]);
}

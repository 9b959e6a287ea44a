import type { Up } from '../shared/protocol/up.ts';
import type { Actor } from './audit/entry.ts';
import type { WriteTx } from './storage/storage.ts';

type Receipt = Extract<Up, { type: 'evicted' }>['items'][number];

interface By {
  readonly deviceId: string;
  readonly userId: string;
  readonly now: number;
}

/** Ends the holds whose content is gone (EV4); what changed nothing is not written down. */
export async function takeReceipts(tx: WriteTx, receipts: readonly Receipt[], by: By): Promise<void> {
  const { deviceId, userId, now: at } = by;
  const ended: Receipt[] = [];
  for (const receipt of receipts) if (await tx.recordEvicted({ deviceId, ...receipt, at })) ended.push(receipt);
  const numbers = await tx.caseNumbers(ended.map(({ conversationId }) => conversationId));
  const actor: Actor = { userId, deviceId };
  await tx.appendAudit(
    ended.map(({ conversationId: id, fence, expired }) => {
      const conversation = { id, number: numbers.get(id) ?? '' };
      return { at, kind: 'evicted' as const, actor, conversation, facts: { fence, expired: expired !== undefined } };
    }),
  );
}

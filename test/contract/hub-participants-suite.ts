import { expect, test } from 'vitest';
import type { ConversationRecord, Storage } from '../../hub/storage/storage.ts';
import { withLine } from '../../hub/commands/decision.ts';
import { addConversation, claimBy, line, NOW } from '../support/storage-samples.ts';

/** Who takes part in a case, wherever it is written down. */
export function takingPart(at: { readonly storage: Storage }): void {
  test('[FE6] [EV5] Who takes part is known alike while it is claimed, after a change of hands, resolved and open again', async () => {
    const waiting = await at.storage.write((tx) => addConversation(tx, 'c1'));
    const opened = await at.storage.read((tx) => tx.feedSeq());
    const holds = ['pc-maria', 'pc-luca'].map((deviceId) => ({
      deviceId,
      conversationId: 'c1',
      fence: 0,
      seq: opened,
    }));
    await at.storage.write((tx) => tx.recordHolds(holds));
    /** Since when they may read it, and on how many devices of others the text still is. */
    const seen = () =>
      at.storage.write(async (tx) => {
        const [known] = [...(await tx.readable(['c1'])).values()];
        return [...(known?.sinceSeqByUserId ?? []), (await tx.evictions(['c1'])).get('c1')?.pending];
      });
    const save = (before: ConversationRecord, change: Partial<ConversationRecord>, id: string) => {
      const after = { ...before, ...change, fence: before.fence + 1 };
      return at.storage.write(async (tx) => {
        await tx.saveConversation(withLine(before, after, line(id)));
        return after;
      });
    };
    const claimed = await at.storage.write((tx) => claimBy(tx, waiting, 'maria'));
    expect(await seen()).toEqual([['maria', opened], 1]);
    const joined = await save(claimed, { participantIds: ['luca', 'maria'] }, 'joined');
    expect(await seen()).toEqual([['luca', opened + 2], ['maria', opened], 0]);
    const passed = await save(joined, { assigneeId: 'luca' }, 'passed');
    expect(await seen()).toEqual([['luca', opened + 2], ['maria', opened], 0]);
    const resolved = await save(passed, { state: 'resolved', resolvedAt: NOW }, 'resolved');
    expect(await seen()).toEqual([['luca', opened + 2], ['maria', opened], 0]);
    const again = await save(resolved, { state: 'claimed', resolvedAt: null }, 'again');
    expect((await at.storage.read((tx) => tx.conversation('c1')))?.participantIds).toEqual(['luca', 'maria']);
    const left = await save(again, { participantIds: ['luca'] }, 'left');
    expect(await seen()).toEqual([['luca', opened + 2], 1]);
    await save(left, { state: 'waiting', assigneeId: null, participantIds: [] }, 'waits');
    expect(await seen()).toEqual([2]);
  });
}

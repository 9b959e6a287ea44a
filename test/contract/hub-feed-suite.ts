import { expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';
import { addConversation, claimBy } from '../support/storage-samples.ts';

/** Part of the suite of the hub's storage: the feed in the transaction that moves it. */
export function movingFeed(at: { readonly storage: Storage }): void {
  test('[FE1] In the transaction that moves it, the feed says what it says afterwards', async () => {
    const { records, start } = await at.storage.write(async (tx) => ({
      records: [await addConversation(tx, 'c1'), await addConversation(tx, 'c2')],
      start: await tx.feedSeq(),
    }));
    const seen = await at.storage.write(async (tx) => {
      for (const record of records) await claimBy(tx, record, 'maria');
      const onlyPublic = await tx.feed(start, 100);
      await tx.putUser({ id: 'anna', name: 'anna', role: 'volunteer', active: true });
      await tx.touchConversation('c1');
      const cut = await tx.feed(start, 2);
      await tx.touchConversation('c2');
      return { onlyPublic, cut, later: await tx.feed(start + 3, 100), whole: await tx.feed(start, 100) };
    });
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    expect(ids(seen.onlyPublic)).toEqual(['c1', 'c2']);
    expect(ids(seen.cut)).toEqual(['c2', 'anna']);
    expect(seen.whole).toEqual(await at.storage.read((tx) => tx.feed(start, 100)));
    expect(seen.later).toEqual(await at.storage.read((tx) => tx.feed(start + 3, 100)));
  });

  test('[FE1] What changed in private keeps its public number, also as the transaction sees it', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const start = await at.storage.read((tx) => tx.feedSeq());
    const seen = await at.storage.write(async (tx) => {
      await tx.touchConversation('c1');
      return tx.feed(start, 100);
    });
    expect(seen).toEqual([{ kind: 'conversation', id: 'c1', seq: start + 1, publicSeq: start }]);
  });
}

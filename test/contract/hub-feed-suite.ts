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

  test('[NK3] All cases, or somebody’s, are told anew in their order and in private, and the feed goes on behind them', async () => {
    const records = await at.storage.write(async (tx) => [
      await addConversation(tx, 'c1'),
      await addConversation(tx, 'c2'),
      await addConversation(tx, 'c3'),
    ]);
    await at.storage.write((tx) => claimBy(tx, records[1] ?? raise(), 'maria'));
    const before = await at.storage.read((tx) => tx.feed(0, 100));
    const publicOf = new Map(before.map(({ id, publicSeq }) => [id, publicSeq]));
    const start = await at.storage.read((tx) => tx.feedSeq());
    const settings = await at.storage.read((tx) => tx.associationSettings());
    const needToKnow = { revision: 1, email: 'participants', phone: 'readers' } as const;
    expect(await at.storage.read((tx) => tx.needToKnow())).toBeNull();
    const seen = await at.storage.write(async (tx) => {
      await tx.tellAnew(null);
      await tx.putAssociationSettings({ ...settings, needToKnow });
      return { rows: await tx.feed(start, 100), rule: await tx.needToKnow() };
    });
    expect(seen.rule).toEqual(needToKnow);
    expect(seen.rows.map(({ id, seq }) => [id, seq - start])).toEqual([
      ['c1', 1],
      ['c3', 2],
      ['c2', 3],
      ['settings', 4],
    ]);
    for (const { id, kind, publicSeq } of seen.rows)
      if (kind === 'conversation') expect(publicSeq).toBe(publicOf.get(id));
    await at.storage.write((tx) => tx.tellAnew('maria'));
    await at.storage.write((tx) => tx.touchConversation('c1'));
    const rows = await at.storage.read((tx) => tx.feed(start + 4, 100));
    expect(rows.map(({ id, seq }) => [id, seq - start])).toEqual([
      ['c2', 5],
      ['c1', 6],
    ]);
    await at.storage.write((tx) =>
      tx.putAssociationSettings({ ...settings, needToKnow: { ...needToKnow, email: 'readers' } }),
    );
    expect(await at.storage.read((tx) => tx.needToKnow())).toBeNull();
  });
}

const raise = (): never => {
  throw new Error('a conversation that is not there');
};

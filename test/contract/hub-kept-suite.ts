import { expect, test } from 'vitest';
import { defaultAssociationSettings } from '../../shared/model/association-settings.ts';
import type { Storage, StoredAnswer } from '../../hub/storage/storage.ts';
import { recordOf, verified } from '../support/audit.ts';
import { addConversation, NOW } from '../support/storage-samples.ts';

/** What a storage may keep in memory between transactions has to be what the database says. */
export function kept(at: { readonly storage: Storage; openAgain(): Promise<Storage> }): void {
  const answer: StoredAnswer = { outcome: { ok: true }, claim: null };
  const admitted = (storage: Storage) => storage.write((tx) => tx.admitted('pc-maria'));

  test('[HS10] A device that another process bars is not admitted by the very next transaction', async () => {
    expect(await admitted(at.storage)).toMatchObject({ id: 'pc-maria' });
    const other = await at.openAgain();
    await other.write((tx) => tx.revokeDevice('pc-maria', NOW));
    expect(await admitted(at.storage)).toBeNull();
    expect(await at.storage.write((tx) => tx.admitted('pc-luca'))).toMatchObject({ id: 'pc-luca' });
    await other.write((tx) => tx.putUser({ id: 'luca', name: 'luca', role: 'volunteer', active: false }));
    expect(await at.storage.write((tx) => tx.admitted('pc-luca'))).toBeNull();
    await other.close();
  });

  test('[HS10] Nor by the one that bars it', async () => {
    const inOne = await at.storage.write(async (tx) => {
      const before = await tx.admitted('pc-maria');
      await tx.revokeDevice('pc-maria', NOW);
      return [before?.id, await tx.admitted('pc-maria')];
    });
    expect(inOne).toEqual(['pc-maria', null]);
  });

  test('[CO2] The number of the last command is that of the last answer, which is never dropped', async () => {
    const other = await at.openAgain();
    await admitted(at.storage);
    await other.write(async (tx) => {
      for (const seq of [1, 2, 3]) await tx.addAnswer('pc-maria', seq, answer);
    });
    expect(await admitted(at.storage)).toMatchObject({ lastCommand: 3 });
    await at.storage.write((tx) => tx.dropAnswers('pc-maria', 9));
    expect(await admitted(other)).toMatchObject({ lastCommand: 3 });
    expect([...(await other.read((tx) => tx.answers('pc-maria', [1, 2, 3]))).keys()]).toEqual([3]);
    expect(await other.read((tx) => tx.device('pc-luca'))).toMatchObject({ lastCommand: 0 });
    await other.close();
  });

  test('[CO4] A transaction that fails leaves neither number of command, of the feed nor of the audit behind', async () => {
    const facts = async () => ({
      feed: await at.storage.read((tx) => tx.feedSeq()),
      last: (await admitted(at.storage))?.lastCommand,
    });
    const before = await facts();
    const failed = at.storage.write(async (tx) => {
      await tx.admitted('pc-maria');
      await addConversation(tx, 'c1');
      await tx.addAnswer('pc-maria', 1, answer);
      await tx.appendAudit([recordOf(1)]);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await facts()).toEqual(before);
    await at.storage.write(async (tx) => {
      await tx.addAnswer('pc-maria', 1, answer);
      await tx.appendAudit([recordOf(2)]);
    });
    expect(await facts()).toEqual({ ...before, last: 1 });
    expect(await verified(at.storage)).toMatchObject({ ok: true, head: { entries: 1 } });
  });

  test('[FE1] [AU2] Two processes in turns never give a number of the feed or of the audit twice', async () => {
    const other = await at.openAgain();
    const start = await at.storage.read((tx) => tx.feedSeq());
    for (let turn = 0; turn < 6; turn += 1) {
      const storage = turn % 2 === 0 ? at.storage : other;
      await storage.write(async (tx) => {
        await addConversation(tx, `c${turn}`);
        await tx.appendAudit([recordOf(turn)]);
      });
    }
    const seqs = (await other.read((tx) => tx.feed(start, 100))).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6].map((step) => start + step));
    expect(await verified(at.storage)).toMatchObject({ ok: true, head: { entries: 6 } });
    await other.close();
  });

  test('[NK1] What is kept from whom is looked at anew when somebody else has changed it', async () => {
    const other = await at.openAgain();
    const needToKnow = () => at.storage.write((tx) => tx.needToKnow());
    expect(await needToKnow()).toBeNull();
    const changed = { revision: 1, email: 'coordinators' as const, phone: 'coordinators' as const };
    await other.write((tx) => tx.putAssociationSettings({ ...defaultAssociationSettings, needToKnow: changed }));
    expect(await needToKnow()).toEqual(changed);
    await other.close();
  });
}

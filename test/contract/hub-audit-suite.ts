import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../hub/audit/entry.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { recordOf, recordsUpTo, verified } from '../support/audit.ts';
import type { OpenStorage } from './hub-storage-suite.ts';

/** What the audit chain asks of every storage of the hub; runs over each implementation. */
export function hubAuditSuite(name: string, open: () => Promise<OpenStorage>): void {
  describe(`audit chain on ${name}`, () => {
    let opened: OpenStorage;
    let storage: Storage;

    beforeEach(async () => {
      opened = await open();
      ({ storage } = opened);
    });

    afterEach(() => opened.close());

    const entries = (number?: string) =>
      storage.read((tx) => tx.auditEntries({ after: 0, limit: 1_000, ...(number === undefined ? {} : { number }) }));

    test('[AU2] An empty chain is a right one', async () => {
      expect(await verified(storage)).toEqual({ ok: true, head: { entries: 0, hash: '0'.repeat(64) } });
    });

    test('[AU2] Entries come back as they were written, each with the hash of the one before', async () => {
      await storage.write((tx) => tx.appendAudit([recordOf(1), recordOf(2)]));
      await storage.write((tx) => tx.appendAudit([{ ...recordOf(3), conversation: null }]));
      const [first, second, third] = await entries();
      expect(first).toMatchObject({
        seq: 1,
        at: recordOf(1).at,
        kind: 'claim',
        userId: 'user-1',
        deviceId: 'device-1',
      });
      expect(first).toMatchObject({ number: '2026-000001', facts: '{"already":false,"fence":1}' });
      expect([second?.previous, third?.previous]).toEqual([first?.hash, second?.hash]);
      expect(third).toMatchObject({ seq: 3, conversationId: null, number: null });
      expect(await verified(storage)).toEqual({ ok: true, head: { entries: 3, hash: third?.hash } });
      expect((await entries('2026-000002')).map(({ seq }) => seq)).toEqual([2]);
    });

    test('[AU1] A transaction that fails leaves no entry and no gap', async () => {
      const jobs = Array.from({ length: 20 }, (_, index) =>
        storage.write(async (tx) => {
          await tx.appendAudit(recordsUpTo(1 + (index % 3)));
          if (index % 4 === 0) throw new Error('rolled back');
        }),
      );
      await Promise.allSettled(jobs);
      const seqs = (await entries()).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      expect(await verified(storage)).toMatchObject({ ok: true });
    });

    test('[AU2] Two processes write one chain, with and without changes of the feed', async () => {
      const other = await opened.openAgain();
      const user = { id: 'u', name: 'U', role: 'volunteer' as const, active: true };
      for (let turn = 0; turn < 40; turn += 1) {
        await (turn % 2 === 0 ? storage : other).write(async (tx) => {
          if (turn % 3 === 0) await tx.appendAudit([recordOf(turn + 1)]);
          await tx.putUser(user);
          if (turn % 3 !== 0) await tx.appendAudit(recordsUpTo(2));
        });
      }
      await other.close();
      expect(await verified(storage)).toMatchObject({ ok: true, head: { entries: 14 + 26 * 2 } });
    });

    test('[AU2] Many entries at once, and more than one page of the verifier', async () => {
      await storage.write((tx) => tx.appendAudit(recordsUpTo(1_500)));
      expect(await verified(storage)).toMatchObject({ ok: true, head: { entries: 1_500 } });
    });

    test('[AU1] A revocation writes its entry itself', async () => {
      await storage.write(async (tx) => {
        await tx.putUser({ id: 'maria', name: 'Maria', role: 'volunteer', active: true });
        const device = { id: 'pc', userId: 'maria', publicKey: 'k', name: 'PC', appVersion: '1' };
        await tx.addDevice({ ...device, enrolledAt: 0, revokedAt: null, lastCommand: 0 });
        await tx.revokeDevice('pc', 7);
      });
      expect(await entries()).toMatchObject([{ kind: 'revocation', at: 7, facts: '{"deviceId":"pc"}', userId: null }]);
    });

    test('[AU3] What is not on the list of a kind is refused, and nothing of the transaction is kept', async () => {
      const facts: object = { fence: 1, already: false, text: 'Buongiorno' };
      const wider = { ...recordOf(1), facts } as AuditRecord;
      await expect(storage.write((tx) => tx.appendAudit([wider]))).rejects.toThrow(/text/);
      expect(await entries()).toEqual([]);
    });
  });
}

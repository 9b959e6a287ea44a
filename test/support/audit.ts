import type { AuditRecord } from '../../hub/audit/entry.ts';
import { verifyChain, type KnownHead, type Verdict } from '../../hub/audit/verify.ts';
import type { Storage } from '../../hub/storage/storage.ts';

/** A believable record; each `n` gives another one. */
export const recordOf = (n: number): AuditRecord => ({
  at: 1_773_133_200_000 + n * 1_000,
  kind: 'claim',
  actor: { userId: `user-${n}`, deviceId: `device-${n}` },
  conversation: { id: `conversation-${n}`, number: `2026-${String(n).padStart(6, '0')}` },
  facts: { fence: n, already: false },
});

export const recordsUpTo = (count: number): AuditRecord[] =>
  Array.from({ length: count }, (_, index) => recordOf(index + 1));

export const verified = (storage: Storage, known?: KnownHead): Promise<Verdict> =>
  storage.read((tx) => verifyChain(tx, known));

import { forgetKept } from './kept.ts';
import { forgetRead, hasUnwritten, type Work } from './gathered.ts';
import type { WriteTx } from './storage.ts';
import { writeGathered } from './write-gathered.ts';

/** They know of what is gathered, or have nothing to do with it. */
const knowing: ReadonlySet<string> = new Set<keyof WriteTx>([
  'addAnswer',
  'admitted',
  'answers',
  'appendAudit',
  'associationSettings',
  'barredAmong',
  'conversation',
  'device',
  'feedSeq',
  'foresee',
  'groups',
  'keyGroups',
  'meta',
  'needToKnow',
  'nextCaseNumber',
  'recordOpened',
  'saveConversation',
  'touchConversation',
  'user',
  'users',
  'writtenMessage',
]);

/** They look at what was written, and change nothing that was read. */
const looking: ReadonlySet<string> = new Set<keyof WriteTx>([
  'evictions',
  'feed',
  'feedOf',
  'firstWaiting',
  'holdsOn',
  'messages',
  'readable',
  'recordHolds',
]);

type Method = (...parameters: readonly unknown[]) => Promise<unknown>;

/** The same, with what is gathered written before anything could miss it. A method that is named nowhere is safe. */
export function settledTx(work: Work, tx: WriteTx): WriteTx {
  const methods = Object.entries(tx as unknown as Record<string, Method>).map(([name, method]): [string, Method] => {
    if (knowing.has(name)) return [name, method];
    const forgets = !looking.has(name);
    const settled: Method = async (...parameters) => {
      if (hasUnwritten(work.gathered)) await writeGathered(work);
      if (!forgets) return method(...parameters);
      forgetRead(work.gathered);
      forgetKept(work.kept);
      return method(...parameters);
    };
    return [name, settled];
  });
  return Object.fromEntries(methods) as unknown as WriteTx;
}

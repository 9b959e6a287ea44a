import type { ConversationRecord, Storage } from '../hub/storage/storage.ts';
import type { Ids, Random, Timers } from '../shared/effects.ts';
import { telephoneCall } from './association.ts';
import type { Colleague } from './colleague.ts';

interface DutyDeps {
  readonly storage: Storage;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly random: Random;
  readonly failed: (error: unknown) => void;
}

/** Long enough to look around first; then one disappears now and then. */
const FIRST_MS = 15_000;
const EVERY_MS = 75_000;
const LOOKS_MS = 3_000;
const WORKS_MS = 40_000;
/** So many are left to whoever practises. */
const LEFT_ALONE = 8;
const MAX_CASES = 200;

const answer =
  'Buongiorno,\n\ngrazie per averci scritto: abbiamo verificato ed è tutto a posto.\n\nUn saluto dalla Segreteria';

/** A colleague who looks at a case, takes it, answers and resolves it, again and again (PX4). Returns how to end it. */
export function playDuty(colleague: Colleague, { storage, timers, ids, random, failed }: DutyDeps): () => void {
  let isOver = false;
  const later = (delayMs: number, run: () => unknown): void => {
    timers.after(delayMs, () => void (isOver || Promise.resolve(run()).catch(failed)));
  };
  const turn = async (): Promise<void> => {
    later(EVERY_MS, turn);
    const free = await waitingTickets(storage);
    const chosen = free[Math.floor(random.next() * free.length)];
    if (chosen === undefined || free.length <= LEFT_ALONE) return;
    colleague.looksAt([chosen.id]);
    later(LOOKS_MS, () => take(chosen.id));
  };
  const take = async (conversationId: string): Promise<void> => {
    const taken = await colleague.run({ name: 'claim', conversationId });
    if (!taken.ok || taken.fence === undefined) return colleague.looksAt([]);
    const under = taken.fence;
    colleague.looksAt([conversationId], conversationId);
    later(WORKS_MS, async () => {
      await colleague.run({ name: 'reply', conversationId, under, messageId: ids.next(), text: answer });
      await colleague.run({ name: 'resolve', conversationId, under });
      colleague.looksAt([]);
    });
  };
  later(FIRST_MS, turn);
  return () => {
    isOver = true;
  };
}

/** Whoever called is taken down by a colleague. */
export async function takeCall(colleague: Colleague, ids: Ids): Promise<void> {
  const [number] = await colleague.numbers();
  if (number === undefined) return;
  const about = { ...telephoneCall, contact: { ...telephoneCall.contact }, number, numberTold: true as const };
  const own = { conversationId: ids.next(), messageId: ids.next() };
  await colleague.run({ name: 'create', ...about, ...own, channel: 'ticket', way: 'telephone' });
}

async function waitingTickets(storage: Storage): Promise<readonly ConversationRecord[]> {
  const all = await storage.read((tx) => tx.conversations({ after: '', limit: MAX_CASES }));
  return all.filter(({ state, channel, flags }) => state === 'waiting' && channel === 'ticket' && flags === undefined);
}

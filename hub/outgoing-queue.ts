import type { Clock, Ids } from '../shared/effects.ts';
import type { Delivery } from '../shared/model/message.ts';
import { tellNotReminded } from './appointments/not-reminded.ts';
import type { OutgoingQueue } from './ports.ts';
import type { MailState, Storage, WriteTx } from './storage/storage.ts';

/**
 * How long a mail is its hub's before another one takes it over, or declares it uncertain when DATA had begun. Longer than
 * any attempt after its DATA; an earlier one that takes longer still finds out before the first byte (`sending` fails).
 */
const OWNED_MS = 5 * 60_000;

export interface QueueDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The mails that wait to leave, and what became of them (OU1). Of several hubs exactly one sends each (OU4). */
export function createOutgoingQueue(deps: QueueDeps): OutgoingQueue {
  const { storage, clock, ids } = deps;
  const owner = ids.next();
  const set = (state: Omit<MailState, 'owner'>): Promise<boolean> =>
    storage.write((tx) => setState(tx, { ...state, owner }, deps));
  const until = (): number => clock.now() + OWNED_MS;
  return {
    next: (now) =>
      storage.write(async (tx) => {
        await giveUp(tx, now, deps);
        return tx.claimMail({ now, owner, until: until() });
      }),
    nextDueAt: () => storage.read((tx) => tx.nextMailDueAt()),
    async sending(id) {
      if (!(await set({ id, state: 'sending', dueAt: until() })))
        throw new Error('another hub has taken the mail over, or it was withdrawn');
    },
    sent: async (id) => void (await set({ id, state: 'sent' })),
    retry: async (id, dueAt) => void (await set({ id, state: 'queued', dueAt, hasFailed: true })),
    failed: async (id) => void (await set({ id, state: 'failed' })),
    uncertain: async (id) => void (await set({ id, state: 'uncertain' })),
    recover: () =>
      storage.write(async (tx) => {
        if (storage.isShared) return giveUp(tx, clock.now(), deps);
        await tx.releaseMails(clock.now());
        await giveUp(tx, Number.MAX_SAFE_INTEGER, deps);
      }),
    onQueued: (listener) =>
      storage.onCommit(({ mail }) => {
        if (mail) listener();
      }),
  };
}

/** Nobody knows whether those left that an ended hub had begun (OU2). Should it come back, it may still say so. */
async function giveUp(tx: WriteTx, now: number, deps: QueueDeps): Promise<void> {
  for (const { id } of await tx.overdueMails(now)) await setState(tx, { id, state: 'uncertain' }, deps);
}

const final: ReadonlySet<Delivery> = new Set(['sent', 'failed', 'uncertain']);

/** Of an acknowledgement only the end is shown: every step would send the conversation to every device again. */
async function setState(tx: WriteTx, state: MailState, { clock, ids }: QueueDeps): Promise<boolean> {
  const mail = await tx.mail(state.id);
  // A reminder that was withdrawn while it was about to leave (AV4).
  if (mail === null) return false;
  if (!(await tx.setMail(state))) return false;
  if (mail.kind === 'reminder') {
    if (state.state === 'failed') await tellNotReminded(tx, mail, { now: clock.now(), ids });
    return true;
  }
  if (mail.kind === 'reply' || final.has(state.state)) await tx.showDelivery({ ...mail, state: state.state });
  return true;
}

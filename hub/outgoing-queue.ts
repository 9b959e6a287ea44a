import type { Delivery } from '../shared/model/message.ts';
import type { OutgoingQueue } from './ports.ts';
import type { MailState, Storage, WriteTx } from './storage/storage.ts';

/** The mails that wait to leave, and what became of them (OU1). */
export function createOutgoingQueue(storage: Storage): OutgoingQueue {
  const set = (state: MailState): Promise<void> => storage.write((tx) => setState(tx, state));
  return {
    next: (now) => storage.read((tx) => tx.nextMail(now)),
    nextDueAt: () => storage.read((tx) => tx.nextMailDueAt()),
    sending: (id) => set({ id, state: 'sending' }),
    sent: (id) => set({ id, state: 'sent' }),
    retry: (id, dueAt) => set({ id, state: 'queued', dueAt, hasFailed: true }),
    failed: (id) => set({ id, state: 'failed' }),
    uncertain: (id) => set({ id, state: 'uncertain' }),
    recover: () =>
      storage.write(async (tx) => {
        for (const { id } of await tx.mailsIn('sending')) await setState(tx, { id, state: 'uncertain' });
      }),
    onQueued: (listener) =>
      storage.onCommit(({ mail }) => {
        if (mail) listener();
      }),
  };
}

const final: ReadonlySet<Delivery> = new Set(['sent', 'failed', 'uncertain']);

/** Of an acknowledgement only the end is shown: every step would send the conversation to every device again. */
async function setState(tx: WriteTx, state: MailState): Promise<void> {
  const mail = await tx.mail(state.id);
  if (mail === null) throw new Error('an outgoing mail that is not there');
  await tx.setMail(state);
  if (mail.kind === 'reply' || final.has(state.state)) await tx.showDelivery({ ...mail, state: state.state });
}

import type { Delivery } from '../../shared/model/message.ts';
import type { OutgoingMail, OutgoingQueue } from '../../hub/ports.ts';

export interface MemoryOutgoing extends OutgoingQueue {
  add(mail: Partial<OutgoingMail> & { readonly id: string }): void;
  stateOf(id: string): Delivery | undefined;
  dueAt(id: string): number | undefined;
  /** Every change in order, as `id state`. */
  readonly history: string[];
  /** Makes the next call of this name fail. */
  failNext(name: 'sending' | 'sent' | 'next'): void;
}

interface Entry {
  mail: OutgoingMail;
  state: Delivery;
  dueAt: number;
}

/** The queue as the hub's storage keeps it, in memory. */
export function createMemoryOutgoing(): MemoryOutgoing {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const history: string[] = [];
  const failing = new Set<string>();
  const check = (name: string) => {
    if (failing.delete(name)) throw new Error('storage failed');
  };
  const change = async (id: string, changes: Partial<Entry>) => {
    check(changes.state ?? '');
    Object.assign(entries.get(id)!, changes);
    history.push(`${id} ${changes.state}`);
  };
  const queued = () =>
    [...entries.values()]
      .filter(({ state }) => state === 'queued')
      .sort((a, b) => a.dueAt - b.dueAt || a.mail.createdAt - b.mail.createdAt);
  return {
    history,
    failNext: (name) => failing.add(name),
    add: (mail) => {
      entries.set(mail.id, {
        mail: { ...exampleMail, mailMessageId: `${exampleMail.replyToken}.${mail.id}@dbo.example`, ...mail },
        state: 'queued',
        dueAt: 0,
      });
      for (const listener of listeners) listener();
    },
    stateOf: (id) => entries.get(id)?.state,
    dueAt: (id) => entries.get(id)?.dueAt,
    next: async (now) => {
      check('next');
      return queued().find(({ dueAt }) => dueAt <= now)?.mail ?? null;
    },
    nextDueAt: async () => queued()[0]?.dueAt ?? null,
    sending: (id) => change(id, { state: 'sending' }),
    sent: (id) => change(id, { state: 'sent' }),
    failed: (id) => change(id, { state: 'failed' }),
    uncertain: (id) => change(id, { state: 'uncertain' }),
    retry: (id, dueAt) => {
      const { mail } = entries.get(id)!;
      return change(id, { state: 'queued', dueAt, mail: { ...mail, attempts: mail.attempts + 1 } });
    },
    recover: async () => {
      for (const [id, { state }] of entries) if (state === 'sending') await change(id, { state: 'uncertain' });
    },
    onQueued: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const exampleMail: OutgoingMail = {
  id: 'm1',
  kind: 'reply',
  conversationId: 'c1',
  number: '2026-000124',
  to: { name: 'Anna Galli', address: 'anna.galli@example.com' },
  subject: 'Re: Non riesco ad accedere [2026-000124]',
  text: 'Gentile Anna,\n\nle abbiamo inviato un nuovo link: https://dbo.example/recupero?u=1&v=2.\nPuò riprovare?\n\nMaria Rossi',
  mailMessageId: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3.m1@dbo.example',
  references: ['first@example.com', 'second@dbo.example'],
  replyToken: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
  createdAt: Date.UTC(2026, 2, 2, 9, 30),
  attempts: 0,
};

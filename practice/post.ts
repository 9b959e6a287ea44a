import type { Hub } from '../hub/hub.ts';
import type { OutgoingMail } from '../hub/ports.ts';
import type { Clock, Timers } from '../shared/effects.ts';
import { OFFER_PATH } from '../shared/model/appointment.ts';
import { PUBLIC_URL, thanks } from './association.ts';

interface PostDeps {
  readonly hub: Pick<Hub, 'outgoingQueue' | 'appointments' | 'intake'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** How long a mail takes, and whoever reads it. */
const LEAVES_MS = 1_200;
const CHOOSES_MS = 7_000;
const ANSWERS_MS = 15_000;

/** Stands in for the mail server: every mail is taken at once, goes nowhere, and some are answered (PX3). */
export function playPost(deps: PostDeps): () => void {
  const { hub, clock, timers, failed } = deps;
  const answered = new Set<string>();
  let isBusy = false;
  let isOver = false;
  const later = (delayMs: number, run: () => Promise<unknown>): void => {
    timers.after(delayMs, () => void (isOver || run().catch(failed)));
  };
  const empty = async (): Promise<void> => {
    for (
      let mail = await hub.outgoingQueue.next(clock.now());
      mail !== null;
      mail = await hub.outgoingQueue.next(clock.now())
    ) {
      await hub.outgoingQueue.sending(mail.id);
      await hub.outgoingQueue.sent(mail.id, clock.now());
      react(mail);
    }
  };
  const react = (mail: OutgoingMail): void => {
    if (mail.kind !== 'reply') return;
    const token = tokenIn(mail.text);
    if (token !== null) later(CHOOSES_MS, () => chooseFirst(hub.appointments, token));
    const text = thanks[mail.to.address];
    if (text === undefined || token !== null || answered.has(mail.to.address)) return;
    answered.add(mail.to.address);
    later(ANSWERS_MS, () => hub.intake.receive(answerTo(mail, text)));
  };
  const look = (): void => {
    if (isBusy) return;
    isBusy = true;
    later(LEAVES_MS, async () => {
      isBusy = false;
      await empty();
    });
  };
  const end = hub.outgoingQueue.onQueued(look);
  look();
  return () => {
    isOver = true;
    end();
  };
}

/** The contact takes the first of the three. */
async function chooseFirst(appointments: Hub['appointments'], token: string): Promise<void> {
  const slot = (await appointments.look(token))?.slots[0];
  if (slot !== undefined) await appointments.choose(token, slot);
}

function tokenIn(text: string): string | null {
  const [, after] = text.split(PUBLIC_URL + OFFER_PATH);
  return after === undefined ? null : (/^[\w-]+/.exec(after)?.[0] ?? null);
}

const answerTo = (mail: OutgoingMail, text: string): Parameters<Hub['intake']['receive']>[0] => ({
  channel: 'ticket',
  origin: 'mail',
  contact: { name: mail.to.name, email: mail.to.address, phone: null },
  subject: mail.subject,
  text,
  quoted: null,
  groupId: null,
  attachments: [],
  refusedAttachments: [],
  automatic: false,
  verified: true,
  dedupeKey: `practice-answer-${mail.id}`,
  replyToken: mail.replyToken,
});

import { assignedTo } from '../../hub/commands/decision.ts';
import { opened } from '../../hub/receive.ts';
import type { NewMessage, Storage } from '../../hub/storage/storage.ts';

export const LONG_MESSAGES = 500;
const HOUR_MS = 3_600_000;

/** What only the newest message of a long case says. */
export const newestOf = (at: number): string => `ultima riga della pratica lunga ${at}`;

interface Wanted {
  readonly count: number;
  /** Who has claimed them. */
  readonly assigneeId: string;
  readonly now: number;
}

/** Claimed cases of 500 messages each. */
export async function seedLongCases(storage: Storage, { count, assigneeId, now }: Wanted): Promise<void> {
  let lastId = 0;
  const nextId = (): string => `long-${(lastId += 1).toString().padStart(9, '0')}`;
  for (let at = 0; at < count; at += 1) {
    await storage.write(async (tx) => {
      const number = await tx.nextCaseNumber(2026);
      const startAt = now - (LONG_MESSAGES + count - at + 24) * HOUR_MS;
      const fresh = { number, groupId: 'segreteria', replyToken: `long${at}`, linkedNumber: null };
      const change = opened({ ...situation(at), now: startAt, nextId }, fresh);
      const [first, ...lines] = change.messages;
      if (first === undefined) throw new Error('a case begins with a message');
      const messages = [first, ...lines, ...furtherOf(first, { at, startAt, nextId })];
      const lastMessageAt = messages.at(-1)?.at ?? startAt;
      const after = { ...assignedTo(change.after, assigneeId, now), lastMessageAt };
      await tx.saveConversation({ ...change, after, messages });
    });
  }
}

const situation = (at: number) => ({
  incoming: {
    channel: 'ticket' as const,
    origin: 'mail' as const,
    contact: { name: `Lunga ${at}`, email: `lunga${at}@posta.example`, phone: null },
    subject: `Pratica lunga ${at}`,
    text: textOf(0),
    quoted: null,
    groupId: null,
    attachments: [],
    refusedAttachments: [],
    automatic: true,
    verified: false,
    dedupeKey: `long-${at}`,
    replyToken: null,
  },
  flags: [],
  mailDomain: 'dbo.example',
  association: 'Associazione DBO',
});

interface From {
  readonly at: number;
  readonly startAt: number;
  readonly nextId: () => string;
}

const furtherOf = (first: NewMessage, { at, startAt, nextId }: From): readonly NewMessage[] =>
  Array.from({ length: LONG_MESSAGES - 1 }, (_, index) => {
    const isNewest = index === LONG_MESSAGES - 2;
    const text = isNewest ? `${textOf(index + 1)}\n\n${newestOf(at)}.` : textOf(index + 1);
    return { ...first, id: nextId(), at: startAt + (index + 1) * HOUR_MS, text };
  });

/** Some 400 characters, other ones in each message. */
const textOf = (at: number): string =>
  [
    `Buongiorno, torno sulla mia richiesta (riga ${at}): il certificato che ho caricato risulta ancora mancante.`,
    `Ho provato di nuovo ieri alle ${at % 24} e la pagina dice che il documento ${at * 7 + 13} non è leggibile.`,
    'Potrei portarlo a mano in sede durante il turno di sabato mattina, se per voi va bene, insieme al modulo per il',
    `rinnovo della tessera e alla ricevuta della quota ${at + 100}. Resto in attesa di un riscontro, grazie.`,
  ].join(' ');

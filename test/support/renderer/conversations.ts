import { REDACTED } from '../../../shared/redact.ts';
import type { OpenConversation, Row, ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Inspection } from '../../../shared/model/inspection.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { ago, minesRows, now, stubRows, waiting } from './fixtures.ts';

export const message = (id: string, minutes: number, more: Partial<ThreadMessage>): ThreadMessage => ({
  id,
  kind: 'incoming',
  authorId: null,
  text: '',
  quoted: null,
  at: ago(minutes),
  automatic: false,
  delivery: null,
  event: null,
  attachments: [],
  pending: null,
  ...more,
});

const chiara: ThreadMessage[] = [
  message('m-1', 93, {
    text: 'Buongiorno,\n\nmio figlio vorrebbe venire alla gita di sabato prossimo, ma ha bisogno di una dieta particolare. A chi lo devo dire? Allego il modulo firmato.\n\nGrazie,\nChiara Moretti',
    attachments: [
      { id: 'a-1', name: 'modulo-gita-firmato.pdf', type: 'application/pdf', sizeBytes: 184_320 },
      { id: 'a-2', name: 'tessera.png', type: 'image/png', sizeBytes: 68 },
    ],
  }),
  message('m-2', 93, {
    kind: 'system',
    event: { code: 'opened' },
    automatic: true,
    delivery: 'sent',
    text: 'Abbiamo ricevuto la sua richiesta: è la pratica 2026-000124 del 22 novembre 2026, ore 9:12.',
  }),
];

const worked: ThreadMessage[] = [
  ...chiara,
  message('m-3', 4, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } }),
  message('m-4', 3, {
    kind: 'reply',
    authorId: 'u-maria',
    delivery: 'sent',
    text: 'Buongiorno Chiara, grazie per il modulo. Della dieta è meglio parlare di persona: le va bene martedì 24 alle 10:00 in Segreteria?',
  }),
  message('m-5', 2, {
    kind: 'note',
    authorId: 'u-maria',
    text: 'Sentire Giulia per il pullman: serve un posto davanti.',
  }),
  message('m-6', 1, {
    text: 'Perfetto, martedì alle 10 va benissimo. Grazie!',
    quoted:
      'Il giorno dom 22 nov 2026 alle 10:42 Associazione DBO ha scritto:\n> Buongiorno Chiara, grazie per il modulo.',
  }),
];

function open(rowOf: Row, more: Partial<Conversation>, rest: Partial<OpenConversation>): OpenConversation {
  const { id, number, channel, groupId, state, assigneeId, arrivedAt, claimedAt, resolvedAt } = rowOf;
  const stub = { id, number, channel, groupId, state, assigneeId, arrivedAt, claimedAt, resolvedAt, fence: 1 };
  return {
    row: rowOf,
    content: {
      ...stub,
      subject: rowOf.content?.subject ?? '',
      contact: { name: rowOf.content?.contactName ?? '', email: 'chiara.moretti@posta.example', phone: null },
      origin: 'portal',
      verified: rowOf.content?.verified ?? true,
      linkedNumber: null,
      participantIds: assigneeId === null ? [] : [assigneeId],
      reminders: rowOf.content?.reminders ?? 0,
      lastMessageAt: rowOf.arrivedAt,
      eviction: null,
      ...more,
    },
    messages: [],
    files: [],
    drafts: [],
    under: null,
    ...rest,
  };
}

const chiaraRow = waiting[1] as Row;
const chiaraMine = minesRows[1] as Row;
const stubRow = stubRows[0] as Row;
const annaRow = waiting[4] as Row;

const eviction = { removed: 11, pending: 1, opened: 2 };

const kept = (destroyedAt: number | null) => ({
  purpose: 'enrolment' as const,
  expiresAt: ago(-30 * 24 * 60),
  destroyedAt,
});

export const conversations = {
  waiting: open(chiaraRow, {}, { messages: chiara }),
  unverified: open(
    annaRow,
    { origin: 'mail', contact: { name: 'Anna Belotti', email: 'anna.belotti@posta.example', phone: null } },
    {
      messages: [
        message('b-1', 22, {
          text: 'Salve, ho cambiato indirizzo e-mail: d’ora in poi scrivetemi a questo. Potete aggiornare la mia scheda?\n\nAnna Belotti, socia 1182',
        }),
      ],
    },
  ),
  requested: open(
    { ...chiaraRow, claim: 'requested', pending: 2 },
    {},
    {
      under: { claim: 7 },
      messages: [
        ...chiara,
        message('m-9', 1, {
          kind: 'reply',
          authorId: 'u-maria',
          pending: 8,
          text: 'Buongiorno Chiara, ci penso io: la richiamo domani mattina.',
        }),
      ],
    },
  ),
  mine: open(chiaraMine, { eviction }, { messages: worked, under: 3 }),
  /** Attachments that can be identity documents: one is in the vault, one cannot be shown, one was destroyed. */
  documents: open(
    chiaraMine,
    {
      eviction,
      required: [
        { kind: 'identity', isIn: true },
        { kind: 'photo', isIn: false },
      ],
    },
    {
      under: 3,
      messages: [
        message('k-1', 40, {
          text: 'Buongiorno, ecco i documenti per l’iscrizione.',
          attachments: [
            { id: 'k-a1', name: 'carta-identita.jpg', type: 'image/png', sizeBytes: 220_000, document: kept(null) },
            { id: 'pdf-card', name: 'patente.pdf', type: 'application/pdf', sizeBytes: 410_000, document: kept(null) },
            { id: 'pdf-torn', name: 'strappato.pdf', type: 'application/pdf', sizeBytes: 60, document: kept(null) },
            { id: 'pdf-long', name: 'contratto.pdf', type: 'application/pdf', sizeBytes: 9_000, document: kept(null) },
            {
              id: 'pdf-endless',
              name: 'pieghevole.pdf',
              type: 'application/pdf',
              sizeBytes: 2_000,
              document: kept(null),
            },
            { id: 'k-a3', name: 'tessera.png', type: 'image/png', sizeBytes: 96_000, document: kept(ago(10)) },
            { id: 'k-a4', name: 'passaporto.png', type: 'image/png', sizeBytes: 96_000 },
            {
              ...{ id: 'k-a5', name: REDACTED, type: 'image/png', sizeBytes: 96_000 },
              redacted: { userId: 'u-maria', at: ago(5) },
            },
          ],
        }),
        message('k-2', 20, {
          kind: 'system',
          event: { code: 'document', step: 'kept', userId: 'u-maria', purpose: 'age' },
        }),
        message('k-3', 10, {
          kind: 'system',
          event: { code: 'document', step: 'expired', userId: null, purpose: 'age' },
        }),
      ],
    },
  ),
  /** Something to be taken out, and something that was. */
  redacted: open(
    chiaraMine,
    { eviction },
    {
      under: 3,
      messages: [
        message('x-1', 40, {
          text: 'Buongiorno, sono Chiara Moretti. Il mio codice fiscale è RSSMRA80A01H501U, il cellulare è 333 1234567.\n\nVa bene così?',
        }),
        message('x-2', 30, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } }),
        message('x-3', 20, {
          text: `Dimenticavo: la password del sito è ${REDACTED}, così potete controllare voi.`,
          redactions: 1,
        }),
        message('x-4', 10, { kind: 'system', event: { code: 'redacted', userId: 'u-maria', messageId: 'x-3' } }),
        message('x-5', 5, {
          kind: 'note',
          authorId: 'u-maria',
          text: `Provato con ${REDACTED}: non entra.`,
          redactions: 1,
        }),
      ],
    },
  ),
  deliveries: open(
    chiaraMine,
    { eviction: { removed: 1, pending: 0, opened: 0 } },
    {
      under: 3,
      messages: [
        message('d-1', 1500, { text: 'Vorrei disdire l’iscrizione al corso di disegno.' }),
        message('d-2', 1490, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } }),
        message('d-3', 1480, {
          kind: 'reply',
          authorId: 'u-maria',
          delivery: 'failed',
          text: 'Buongiorno, fatto: l’iscrizione è annullata.',
        }),
        message('d-4', 50, {
          kind: 'reply',
          authorId: 'u-maria',
          delivery: 'uncertain',
          text: 'Le riscrivo perché la prima risposta è tornata indietro.',
        }),
        message('d-5', 5, {
          kind: 'reply',
          authorId: 'u-maria',
          delivery: 'queued',
          text: 'Ha ricevuto il mio messaggio?',
        }),
        message('d-6', 1, { kind: 'reply', authorId: 'u-maria', pending: 12, text: 'Provo anche da qui.' }),
      ],
    },
  ),
  returned: open(
    chiaraMine,
    { eviction },
    {
      messages: worked,
      under: 3,
      files: [],
      drafts: [
        {
          kind: 'reply',
          text: 'Le confermo l’appuntamento di martedì.',
          localSavedAt: ago(1),
          returned: { code: 'stale', userId: 'u-luca', at: ago(2) },
        },
      ],
    },
  ),
  resolved: open(
    { ...chiaraMine, state: 'resolved', resolvedAt: ago(1) },
    { participantIds: ['u-maria'] },
    { messages: [...worked, message('m-7', 1, { kind: 'system', event: { code: 'resolved', userId: 'u-maria' } })] },
  ),
  flagged: {
    row: {
      ...stubRow,
      state: 'waiting',
      claim: 'none',
      assigneeId: null,
      claimedAt: null,
      flags: ['health', 'family'],
    },
    content: null,
    messages: [],
    files: [],
    drafts: [],
    under: null,
  },
  confided: open(
    { ...chiaraMine, flags: ['fiscal_code', 'health', 'minors'] },
    { eviction: { removed: 0, pending: 0, opened: 0 }, subject: 'Mio figlio è in cura per la depressione' },
    {
      under: 3,
      messages: [
        message('f-1', 40, {
          text: 'Buongiorno,\n\nvorrei parlare con qualcuno: mio figlio è in cura dallo psichiatra e prende psicofarmaci. Il suo codice fiscale è RSSMRA85T10A562S.\n\nA che ora siete aperti?\n\nChiara Moretti',
        }),
        message('f-2', 3, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } }),
      ],
    },
  ),
  stub: { row: stubRow, content: null, messages: [], files: [], drafts: [], under: null },
  stubWithDraft: {
    row: { ...stubRow, hasDraft: true },
    content: null,
    messages: [],
    files: [],
    drafts: [
      {
        kind: 'reply',
        text: 'Buongiorno, per il corso di disegno c’è ancora un posto.\nVuole che glielo tenga?',
        localSavedAt: ago(2),
        returned: { code: 'stale', userId: 'u-luca', at: ago(31) },
      },
    ],
    under: null,
  },
  laidOut: open(
    chiaraMine,
    { eviction: { removed: 0, pending: 0, opened: 0 } },
    {
      under: 3,
      messages: [
        message('l-1', 30, {
          text: 'Buongiorno, ecco i dati che avete chiesto.',
          attachments: [{ id: 'a-html', name: 'messaggio.html', type: 'text/html', sizeBytes: 2_000 }],
        }),
      ],
    },
  ),
  handedOver: open(
    chiaraMine,
    { eviction: { removed: 0, pending: 0, opened: 0 } },
    {
      under: 4,
      messages: [
        ...worked.slice(0, 4),
        message('h-1', 1, {
          kind: 'note',
          authorId: 'u-luca',
          event: { code: 'transferred', userId: 'u-luca', toUserId: 'u-maria', toGroupId: null },
          text: 'Ha già il modulo; manca solo la dieta.',
        }),
      ],
    },
  ),
} satisfies Record<string, OpenConversation>;

/** What a coordinator reads of this one without taking part in it. */
export function inspectionOf({ content, messages }: OpenConversation): Inspection {
  if (content === null) throw new Error('nothing to read');
  const plain = messages.map(({ pending: _pending, ...rest }) => rest);
  return { id: 'i-1', conversation: content, messages: plain, readAt: now, endsAt: now + 30 * 60_000 };
}

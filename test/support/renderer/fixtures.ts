import type { OpenConversation, Result, Row, ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { CannedReply, Group, User } from '../../../shared/model/directory.ts';

/** Sunday 22 November 2026, 10:45 in Rome: the moment at which every scripted window stands. */
export const now = Date.UTC(2026, 10, 22, 9, 45);
const minuteMs = 60_000;
const ago = (minutes: number): number => now - minutes * minuteMs;

export const users: User[] = [
  { id: 'u-maria', name: 'Maria Rossi', role: 'volunteer', active: true },
  { id: 'u-luca', name: 'Luca Bianchi', role: 'volunteer', active: true },
  { id: 'u-giulia', name: 'Giulia Ferrari', role: 'volunteer', active: true },
  { id: 'u-paola', name: 'Paola Conti', role: 'coordinator', active: true },
];

const names: readonly (readonly [id: string, it: string, en: string])[] = [
  ['segreteria', 'Segreteria', 'Secretary’s office'],
  ['volontari', 'Coordinatore volontari', 'Volunteer coordinator'],
  ['didattica', 'Didattica', 'Teaching'],
  ['cassa', 'Cassa', 'Cash desk'],
  ['telematici', 'Servizi telematici', 'Online services'],
];
export const groups: Group[] = names.map(([id, it, en], position) => ({ id, position, name: { it, en } }));

const canned = (shortcut: string, title: string, text: string): CannedReply => ({
  id: `canned-${shortcut}`,
  shortcut,
  title,
  lang: 'it',
  groupId: null,
  text,
});
export const cannedReplies: CannedReply[] = [
  canned(
    'accesso',
    'Accesso al portale',
    'Gentile {{contact.firstName}},\n\nper rientrare nell’area Soci usi «Password dimenticata» nella pagina di accesso. Se non riceve il messaggio entro dieci minuti, ci risponda qui citando la pratica {{case.number}}.\n\nCordiali saluti,\n{{operator.name}}\n{{association.name}}',
  ),
  canned(
    'appuntamento',
    'Proposta di appuntamento',
    'Gentile {{contact.firstName}},\n\nle propongo un appuntamento in sede il {{appointment.date}}. Ci conferma?\n\n{{operator.name}}',
  ),
  canned(
    'documento',
    'Documento che non si carica',
    'Gentile {{contact.firstName}},\n\nil portale accetta PDF fino a 10 MB. Provi a salvarlo di nuovo e, se non riesce, lo alleghi qui.\n\n{{operator.name}}',
  ),
  canned(
    'disdetta',
    'Disdetta di un’attività',
    'Gentile {{contact.firstName}},\n\nabbiamo annullato la sua iscrizione. La pratica è la {{case.number}}.\n\n{{operator.name}}',
  ),
];

interface Case {
  readonly n: number;
  readonly who: string;
  readonly subject: string;
  readonly minutes: number;
  readonly group: string;
  readonly row?: Partial<Row>;
  readonly content?: Partial<NonNullable<Row['content']>> | null;
}

export function row({ n, who, subject, minutes, group: groupId, row: more, content }: Case): Row {
  return {
    id: `c-${n}`,
    number: `2026-${String(n).padStart(6, '0')}`,
    channel: 'ticket',
    groupId,
    state: 'waiting',
    claim: 'none',
    assigneeId: null,
    arrivedAt: ago(minutes),
    claimedAt: null,
    resolvedAt: null,
    content:
      content === null
        ? null
        : {
            contactName: who,
            subject,
            attachmentCount: 0,
            reminders: 0,
            verified: true,
            lastMessageAt: ago(minutes),
            awaitingAnswer: true,
            ...content,
          },
    hasDraft: false,
    pending: 0,
    ...more,
  };
}

const mine = { state: 'claimed', claim: 'mine', assigneeId: 'u-maria', claimedAt: ago(4) } as const;
const lucas = { state: 'claimed', claim: 'other', assigneeId: 'u-luca', claimedAt: ago(31) } as const;

export const waiting: Row[] = [
  row({
    n: 121,
    who: 'Elena Locatelli',
    subject: 'Non riesco ad accedere all’area Soci dopo il cambio password',
    minutes: 130,
    group: 'telematici',
  }),
  row({
    n: 124,
    who: 'Chiara Moretti',
    subject: 'Partecipazione alla gita',
    minutes: 93,
    group: 'segreteria',
    row: { hasDraft: true },
  }),
  row({
    n: 125,
    who: '035 ••• •• 41',
    subject: 'Messaggio vocale, 0:47 · tasto 3',
    minutes: 58,
    group: 'segreteria',
    row: { channel: 'voicemail' },
    content: { verified: false, attachmentCount: 1 },
  }),
  row({
    n: 126,
    who: 'Paolo Ghezzi',
    subject: 'Caricamento certificato: il file non viene accettato',
    minutes: 41,
    group: 'segreteria',
    content: { attachmentCount: 2, reminders: 2 },
  }),
  row({
    n: 127,
    who: 'Anna Belotti',
    subject: 'Cambio indirizzo e-mail per le comunicazioni',
    minutes: 22,
    group: 'telematici',
    content: { verified: false },
  }),
  row({
    n: 128,
    who: 'Visitatore dal sito',
    subject: 'Buongiorno, posso disdire l’iscrizione di sabato?',
    minutes: 0.8,
    group: 'segreteria',
    row: { channel: 'chat' },
  }),
];

export const minesRows: Row[] = [
  row({
    n: 119,
    who: 'Giovanni Pesenti',
    subject: 'Rimborso della quota versata due volte',
    minutes: 400,
    group: 'cassa',
    row: { ...mine, hasDraft: true },
  }),
  row({
    n: 124,
    who: 'Chiara Moretti',
    subject: 'Partecipazione alla gita',
    minutes: 93,
    group: 'segreteria',
    row: mine,
  }),
];

export const stubRows: Row[] = [
  row({ n: 110, who: '', subject: '', minutes: 300, group: 'didattica', content: null, row: lucas }),
  row({
    n: 114,
    who: '',
    subject: '',
    minutes: 210,
    group: 'segreteria',
    content: null,
    row: { ...lucas, assigneeId: 'u-giulia', channel: 'voicemail' },
  }),
  row({
    n: 117,
    who: '',
    subject: '',
    minutes: 150,
    group: 'telematici',
    content: null,
    row: { ...lucas, claimedAt: ago(4) },
  }),
];

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
  message('m-0', 93, { kind: 'system', event: { code: 'opened' } }),
  message('m-1', 93, {
    text: 'Buongiorno,\n\nmio figlio vorrebbe venire alla gita di sabato prossimo, ma ha bisogno di una dieta particolare. A chi lo devo dire? Allego il modulo firmato.\n\nGrazie,\nChiara Moretti',
    attachments: [
      { id: 'a-1', name: 'modulo-gita-firmato.pdf', type: 'application/pdf', sizeBytes: 184_320 },
      { id: 'a-2', name: 'tessera.png', type: 'image/png', sizeBytes: 68 },
    ],
  }),
  message('m-2', 93, {
    kind: 'reply',
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

export function open(rowOf: Row, more: Partial<Conversation>, rest: Partial<OpenConversation>): OpenConversation {
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
    drafts: [],
    under: null,
    ...rest,
  };
}

const chiaraRow = waiting[1] as Row;
const chiaraMine = minesRows[1] as Row;
const stubRow = stubRows[0] as Row;
const annaRow = waiting[4] as Row;

export const eviction = { removed: 11, pending: 1, opened: 2 };

export const conversations = {
  waiting: open(chiaraRow, {}, { messages: chiara }),
  unverified: open(
    annaRow,
    { origin: 'mail', contact: { name: 'Anna Belotti', email: 'anna.belotti@posta.example', phone: null } },
    {
      messages: [
        message('b-0', 22, { kind: 'system', event: { code: 'opened' } }),
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
  stub: { row: stubRow, content: null, messages: [], drafts: [], under: null },
} satisfies Record<string, OpenConversation>;

export const status: Result<'status'> = {
  connection: 'online',
  localSinceAt: ago(60),
  hubOffsetMs: 0,
  syncing: null,
  outboxCount: 0,
  outboxOldestLocalAt: null,
  association: { name: 'Associazione DBO' },
  me: users[0] ?? null,
  hubUrl: 'wss://centro.dbo.example/v1/sync',
  protection: 'keyring',
  problem: null,
};

import type { Board, BoardCases } from '../../../shared/model/board.ts';
import type { MeetingPlace } from '../../../shared/schedule/schedule.ts';
import type { CannedEntry, Result, Row } from '../../../shared/bridge/core-queries.ts';
import type { Group, User } from '../../../shared/model/directory.ts';

/** Sunday 22 November 2026, 10:45 in Rome: the moment at which every scripted window stands. */
export const now = Date.UTC(2026, 10, 22, 9, 45);
const minuteMs = 60_000;
export const ago = (minutes: number): number => now - minutes * minuteMs;

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

const canned = (shortcut: string, title: string, text: string): CannedEntry => ({
  id: `canned-${shortcut}`,
  shortcut,
  title,
  lang: 'it',
  groupId: null,
  text,
  isOwn: false,
  used: 0,
});
export const cannedReplies: CannedEntry[] = [
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

const ready = (shortcut: string, more: Partial<CannedEntry>): CannedEntry => ({
  ...canned(
    shortcut,
    '',
    'Gentile {{contact.firstName|richiedente}},\n\nil testo della risposta.\n\n{{operator.name}}',
  ),
  address: 'lei',
  revision: 1,
  ...more,
});
/** One of each kind that the list of canned replies tells apart. */
export const library: CannedEntry[] = [
  ready('accesso', {
    ...{ title: 'Non riesce ad accedere al sito', groupId: 'telematici' },
    files: [{ id: 'cf-1', name: 'Modulo di accesso.pdf', type: 'application/pdf', sizeBytes: 184_320, flags: [] }],
  }),
  ready('accesso-tu', { title: 'Non riesce ad accedere al sito', groupId: 'telematici', address: 'tu' }),
  {
    ...canned('access', 'Cannot log in to the site', 'Hello {{contact.name}}'),
    ...{ groupId: 'telematici', lang: 'en', revision: 1 },
  },
  ready('natale', { title: 'Orari di Natale', groupId: 'segreteria', validUntil: '2026-01-06' }),
  ready('campo-estivo', { title: 'Iscrizioni al campo estivo', groupId: 'didattica', validFrom: '2027-03-01' }),
  ready('mappa', { title: 'Come raggiungerci', text: 'Ci trova qui: https://www.mappe.example/dbo' }),
  ready('saluti', { title: 'I miei saluti', isOwn: true, used: 7, address: 'tu' }),
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
    unheard: 0,
    late: {},
    flags: [],
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

export const status: Result<'status'> = {
  connection: 'online',
  localSinceAt: ago(60),
  hubOffsetMs: 0,
  syncing: null,
  outboxCount: 0,
  outboxOldestLocalAt: null,
  association: { name: 'Associazione DBO', publicUrl: 'https://assistenza.dbo.example' },
  me: users[0] ?? null,
  hubUrl: 'wss://centro.dbo.example/v1/sync',
  protection: 'keyring',
  door: null,
  pin: 'set',
  problem: null,
};

const hourMs = 60 * minuteMs;
/** 00:00 in Rome of Sunday 22 November 2026, and slots of half an hour on the days after it. */
const midnight = Date.UTC(2026, 10, 21, 23, 0);
const slotAt = (day: number, hour: number) => {
  const startAt = midnight + day * 24 * hourMs + hour * hourMs;
  return { startAt, endAt: startAt + 30 * minuteMs };
};
const slots = [1, 2, 4, 5, 8, 9].flatMap((day) =>
  [9, 9.5, 10, 11, 11.5, 15, 15.5, 16].map((hour) => slotAt(day, hour)),
);
export const freeSlots: Result<'free-slots'> = {
  hasSchedule: true,
  offered: [slotAt(1, 9), slotAt(2, 10), slotAt(4, 15)],
  slots,
};

type Entry = Result<'agenda'>[number];
const appointment = (n: number, [day, hour]: readonly [number, number], more: Partial<Entry> = {}): Entry => ({
  id: `a-${n}`,
  conversationId: `c-${n}`,
  number: `2026-${String(n).padStart(6, '0')}`,
  groupId: 'segreteria',
  place: 'office',
  ...slotAt(day, hour),
  state: 'booked',
  sequence: 0,
  pending: null,
  ...more,
});

/** The week of the scripted Sunday, and the one after it. */
export const appointments: Result<'agenda'> = [
  appointment(98, [-6, 9.5], { state: 'kept' }),
  appointment(99, [-6, 10.5], { state: 'missed', groupId: 'didattica' }),
  appointment(101, [-5, 15], { state: 'cancelled', place: 'phone' }),
  appointment(102, [-5, 15.5], { state: 'kept', place: 'phone', groupId: 'telematici' }),
  appointment(103, [-3, 9], { state: 'kept', place: 'documents' }),
  appointment(105, [-3, 11], { state: 'kept', groupId: 'volontari' }),
  appointment(107, [-2, 16], { state: 'booked', place: 'home', groupId: 'volontari' }),
  appointment(124, [0, 11.5]),
  appointment(119, [0, 15], { state: 'held', place: 'phone', groupId: 'cassa', pending: 7 }),
  appointment(130, [2, 10]),
];

/** Somebody who may set hours. */
export const coordinator: User | null = users.find(({ role }) => role === 'coordinator') ?? null;

const atDesk = { places: ['office', 'phone'] as MeetingPlace[] };

export const schedules: Result<'schedules'> = [
  {
    groupId: 'segreteria',
    weekly: [
      { weekday: 1, from: '09:00', to: '12:30', ...atDesk },
      { weekday: 3, from: '15:00', to: '18:00', places: ['phone', 'documents'] },
    ],
    exceptions: [
      { date: '2026-12-07', hours: [] },
      { date: '2026-12-24', hours: [{ from: '09:00', to: '11:00', ...atDesk }] },
    ],
    lengthMinutes: 30,
    noticeMinutes: 1_440,
    horizonDays: 30,
  },
];

/** How the work stands on the morning of the pictures. */
export const board: Board = {
  revision: 'r1',
  groups: [
    { groupId: 'segreteria', waiting: 4, oldestAt: ago(134), claimed: 3 },
    { groupId: 'volontari', waiting: 0, oldestAt: null, claimed: 1 },
    { groupId: 'didattica', waiting: 1, oldestAt: ago(22), claimed: 2 },
    { groupId: 'cassa', waiting: 0, oldestAt: null, claimed: 0 },
    { groupId: 'telematici', waiting: 2, oldestAt: ago(60 * 51), claimed: 1 },
  ],
  people: [
    { userId: 'u-maria', open: 2, chats: 1, late: 0, state: 'available' },
    { userId: 'u-luca', open: 4, chats: 0, late: 1, state: 'away' },
    { userId: 'u-giulia', open: 1, chats: 0, late: 0, state: 'offline' },
    { userId: 'u-paola', open: 0, chats: 0, late: 0, state: 'available' },
  ],
  late: { marked: 2, coordinators: 1 },
  unheard: 1,
  passing: 1,
  unreachable: 0,
  devices: [{ deviceId: 'd-2', userId: 'u-giulia', name: 'PC Sala riunioni', cases: 2 }],
};

export const boardCases: BoardCases = {
  total: 4,
  cases: [0, 1, 2, 3].map((n) => ({
    id: `b-${n}`,
    number: `2026-0001${10 + n}`,
    channel: n === 2 ? 'voicemail' : 'ticket',
    groupId: n % 2 === 0 ? 'segreteria' : 'didattica',
    state: 'claimed',
    assigneeId: 'u-luca',
    fence: 1,
    arrivedAt: ago(60 * 50 - n * 600),
    late: n === 0 ? { answer: 2 } : n === 1 ? { answer: 1 } : {},
    unheard: n === 2 ? 1 : 0,
    passingTo: n === 3 ? 'u-giulia' : null,
  })),
};

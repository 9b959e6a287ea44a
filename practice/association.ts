import { demoHours } from '../hub/demo/hours.ts';
import { morning, type DemoCall, type DemoItem } from '../hub/demo/morning.ts';
import type { Incoming } from '../hub/ports.ts';
import type { Role } from '../shared/model/directory.ts';
import type { VisitorPart } from './visitor.ts';

/** The association of the practice: the demonstration's morning, people who work there, and who writes meanwhile. All invented. */
export const ASSOCIATION = 'Associazione DBO (esercitazione)';
export const MAIL_DOMAIN = 'esercitazione.example';
/** Reserved (RFC 2606): it leads nowhere, also where somebody copies a link out of a reply. */
export const PUBLIC_URL = `https://${MAIL_DOMAIN}`;
export const hours = demoHours;

/** Whoever practises. */
export const TRAINEE = { name: 'Alex Prova', role: 'volunteer' } as const satisfies { name: string; role: Role };
export const COLLEAGUES = [
  { name: 'Giulia Ferri', role: 'volunteer' },
  { name: 'Luca Bianchi', role: 'volunteer' },
] as const satisfies readonly { name: string; role: Role }[];
/** Not there today; whoever works may pass something on to her. */
export const ABSENT = { name: 'Carla Riva', role: 'coordinator' } as const satisfies { name: string; role: Role };

export const visitors: readonly VisitorPart[] = [
  {
    name: 'Silvia Mazzoleni',
    email: 'silvia.mazzoleni@example.com',
    groupId: 'segreteria',
    lines: [
      'Buongiorno! Vorrei disdire l’iscrizione alla gita di domenica, ma nell’Agenda non trovo il pulsante.',
      'Ah, ecco, sotto al nome dell’evento. E la quota di 12 € mi viene restituita?',
      'Perfetto, grazie mille per l’aiuto!',
    ],
  },
];

/** By telephone, taken down by a colleague. */
export const telephoneCall = {
  contact: { name: 'Ernesto Pellegrini', email: null, phone: '035 000 77 88' },
  groupId: 'segreteria',
  subject: 'Consegna del certificato medico',
  text: 'Non riesce a scansionare il certificato medico del nipote. Chiede quando può portarlo in Segreteria di persona. Preferisce essere richiamato.',
} as const;

/** What a contact writes back to the first answer, by their address; everybody else is content. */
export const thanks: Readonly<Record<string, string>> = {
  'anna.galli@example.com': 'Adesso funziona, grazie! Mi sono appena iscritta alla gita.\n\nAnna',
  'chiara.colombo@example.com': 'Chiarissimo, grazie. Ci vediamo domenica!\n\nChiara',
  'sarah.oneill@example.com': "That's very kind, thank you. See you on Monday!\n\nSarah",
};

export interface Arrival {
  readonly minutesAgo: number;
  readonly incoming: Incoming;
}

/** One has waited for longer than the association promises, so that the overdue ones can be seen, too. */
const LATE_MINUTES = 74 * 60;
const LATE = 'niccolo.damico@example.org';

export const arrivals: readonly Arrival[] = morning
  .filter((item) => item.door !== 'mail' || item.isAnswer !== true)
  .map((item, index): Arrival => ({
    minutesAgo: item.door === 'mail' && item.from === LATE ? LATE_MINUTES : item.minutesAgo,
    incoming: { ...common(item), ...asArrived(item), dedupeKey: `practice-${index}` },
  }))
  .toSorted((one, other) => other.minutesAgo - one.minutesAgo);

type Arrived = Pick<Incoming, 'channel' | 'origin' | 'contact' | 'subject' | 'text' | 'groupId' | 'key' | 'writtenTo'>;

function common({ files = [] }: DemoItem): Omit<Incoming, keyof Arrived | 'dedupeKey'> {
  return {
    quoted: null,
    attachments: files.map(({ filename, contentType, content }) => ({
      name: filename,
      type: contentType === 'audio/x-wav' ? 'audio/wav' : contentType,
      bytes: content,
      durationMs: contentType === 'audio/x-wav' ? lengthMs(content) : undefined,
    })),
    refusedAttachments: [],
    automatic: false,
    verified: true,
    replyToken: null,
  };
}

/** Of the recordings of `hub/demo/files.ts`: 8,000 samples of two bytes a second, after 44 bytes of header. */
function lengthMs({ byteLength }: Buffer): number {
  return Math.round((byteLength - 44) / 16);
}

function asArrived(item: DemoItem): Arrived {
  switch (item.door) {
    case 'mail': {
      const contact = { name: item.name, email: item.from, phone: null };
      const { subject, text, to } = item;
      return { channel: 'ticket', origin: 'mail', contact, subject, text, groupId: null, writtenTo: [to] };
    }
    case 'portal': {
      const contact = { name: item.name, email: item.email, phone: item.phone ?? null };
      const groupId = item.group === '' ? null : item.group;
      return { channel: 'ticket', origin: 'portal', contact, subject: item.subject, text: item.text, groupId };
    }
    case 'switchboard':
      return asCall(item);
  }
}

/** `Messaggio vocale da "Bruna Invernizzi" 035 000 11 22 (tasto 3)`. */
function asCall({ subject }: DemoCall): Arrived {
  const [, name = null] = /"([^"]+)"/.exec(subject) ?? [];
  const [, phone = null] = /(\d[\d ]{6,}\d)/.exec(subject) ?? [];
  const [, key = null] = /tasto (\d)/.exec(subject) ?? [];
  const contact = { name: name ?? phone ?? 'Numero nascosto', email: null, phone };
  const shown = phone === null ? 'Messaggio vocale' : `Messaggio vocale da ${phone}`;
  return { channel: 'voicemail', origin: 'switchboard', contact, subject: shown, text: '', groupId: null, key };
}

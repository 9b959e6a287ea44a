import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';
import { cleanLine } from './clean-text.ts';
import type { MailPart } from './read-mail.ts';

const MAX_CALENDAR_BYTES = 100_000;
const MAX_EVENTS = 5;

export const isCalendar = ({ declaredType, name }: MailPart): boolean =>
  declaredType === 'text/calendar' || (declaredType === 'application/ics' && /\.ics$/i.test(name ?? ''));

/** An invitation in words (RFC 5545, RFC 6047): what, when, where, who asks. Null: no event that can be read. */
export function calendarText({ bytes }: Pick<MailPart, 'bytes'>): string | null {
  const calendar = Buffer.from(bytes.subarray(0, MAX_CALENDAR_BYTES))
    .toString('utf8')
    .replace(/\r?\n[ \t]/g, '');
  const method = /^METHOD:\s*([A-Z]+)/im.exec(calendar)?.[1]?.toUpperCase() ?? 'PUBLISH';
  const events = calendar.split(/^BEGIN:VEVENT\s*$/im).slice(1, 1 + MAX_EVENTS);
  const described = events.map((event) => describe(event.split(/^END:VEVENT/im, 1)[0] ?? '', method));
  return described.length === 0 ? null : described.join('\n\n');
}

const TITLES: Readonly<Record<string, string>> = {
  REQUEST: 'Invito',
  CANCEL: 'Appuntamento annullato',
  REPLY: "Risposta all'invito",
  COUNTER: 'Proposta di un altro orario',
};
const ANSWERS: Readonly<Record<string, string>> = {
  ACCEPTED: 'accettato',
  DECLINED: 'rifiutato',
  TENTATIVE: 'forse',
};

function describe(event: string, method: string): string {
  const value = (name: string): string => valueOf(event, name);
  const answer = ANSWERS[/^ATTENDEE[^\r\n]*PARTSTAT=([A-Z]+)/im.exec(event)?.[1]?.toUpperCase() ?? ''];
  const title = `${TITLES[method] ?? 'Appuntamento'}: ${value('SUMMARY') || '(senza titolo)'}`;
  const organizer = /^ORGANIZER[^:\r\n]*:(?:mailto:)?([^\r\n]+)/im.exec(event)?.[1] ?? '';
  const lines = [
    method === 'REPLY' && answer !== undefined ? `${title} (${answer})` : title,
    line('Quando', timesOf(event)),
    line('Si ripete', /^RRULE/im.test(event) ? 'sì' : ''),
    line('Dove', value('LOCATION')),
    line('Da', cleanLine(organizer, 320)),
  ];
  return lines.filter((text) => text !== '').join('\n');
}

const line = (name: string, value: string): string => (value === '' ? '' : `${name}: ${value}`);

function valueOf(event: string, name: string): string {
  const raw = new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, 'im').exec(event)?.[1] ?? '';
  return cleanLine(raw.replace(/\\n/gi, ' ').replace(/\\([,;\\])/g, '$1'), 300);
}

interface When {
  readonly day: string;
  readonly clock: string | null;
}

function timesOf(event: string): string {
  const start = whenOf(event, 'DTSTART');
  const end = whenOf(event, 'DTEND');
  if (start === null) return '';
  const begins = [start.day, start.clock].filter((part) => part !== null).join(', ');
  if (end === null || end.clock === null) return begins;
  return end.day === start.day ? `${begins}–${end.clock}` : `${begins} – ${end.day}, ${end.clock}`;
}

const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** UTC instants on the association's clock; a time of a named zone as the sender wrote it, with the zone if it is another. */
function whenOf(event: string, name: string): When | null {
  const match = new RegExp(`^${name}([^:\\r\\n]*):(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)\\d\\d(Z?))?`, 'im').exec(
    event,
  );
  if (match === null) return null;
  const [, parameters = '', year, month, date, hours, minutes, utc] = match;
  const instant = new Date(
    Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hours ?? 12), Number(minutes ?? 0)),
  );
  if (Number.isNaN(instant.getTime())) return null;
  const timeZone = utc === 'Z' ? ASSOCIATION_TIME_ZONE : 'UTC';
  const dayText = instant.toLocaleDateString('it-IT', { ...day, timeZone });
  if (hours === undefined) return { day: dayText, clock: null };
  const zone = /TZID="?([^";:]+)/i.exec(parameters)?.[1];
  const isElsewhere = zone !== undefined && utc !== 'Z' && !/rom[ae]|w\. europe/i.test(zone);
  const time = instant.toLocaleTimeString('it-IT', { ...clock, timeZone });
  return { day: dayText, clock: isElsewhere ? `${time} (${cleanLine(zone, 60)})` : time };
}

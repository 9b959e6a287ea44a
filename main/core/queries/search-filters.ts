import { channels, states, type Channel, type State } from '../../../shared/model/conversation.ts';
import type { Group } from '../../../shared/model/directory.ts';
import { startOfDate } from '../../../shared/schedule/slots.ts';
import { fold } from './search-words.ts';

/** What was typed: words to look for, and filters in words (`da:`, `stato:` …), Italian and English alike. */
export interface Typed {
  readonly rest: string;
  /** Words that have to stand in the contact's name, address or number. */
  readonly from: string;
  readonly states: readonly State[] | null;
  readonly channels: readonly Channel[] | null;
  readonly groupIds: readonly string[] | null;
  /** Arrived from here on, and before this; null: whenever. */
  readonly since: number | null;
  readonly until: number | null;
}

const DAY_MS = 24 * 3_600_000;

const names = {
  from: ['da', 'from'],
  state: ['stato', 'state'],
  channel: ['canale', 'channel'],
  group: ['gruppo', 'group'],
  since: ['dal', 'since'],
  until: ['al', 'until'],
} as const;
type Name = keyof typeof names;

const stateWords: Readonly<Record<State, readonly string[]>> = {
  waiting: ['attesa', 'da prendere', 'in attesa', 'waiting'],
  claimed: ['carico', 'in carico', 'presa', 'claimed'],
  resolved: ['risolta', 'risolte', 'resolved'],
};
const channelWords: Readonly<Record<Channel, readonly string[]>> = {
  ticket: ['ticket', 'mail', 'e-mail', 'modulo'],
  chat: ['chat'],
  voicemail: ['voicemail', 'voce', 'messaggio vocale', 'telefono'],
};

interface Around {
  readonly groups: readonly Group[];
  /** The hub's clock, ms: a date without a year is the latest such one. */
  readonly now: number;
}

/** A filter that is not finished, or that nobody knows, is not lost: its words are looked for like the others. */
export function readTyped(text: string, { groups, now }: Around): Typed {
  let typed: Typed = { rest: '', from: '', states: null, channels: null, groupIds: null, since: null, until: null };
  const rest = text.replaceAll(
    /(\p{L}+):(?:"([^"]*)"?|(\S+))/gu,
    (whole, ...[name = '', quoted, bare]: (string | undefined)[]) => {
      const value = fold(quoted ?? bare ?? '').trim();
      const filter = value === '' ? null : filterOf(fold(name), value, { groups, now });
      if (filter === null) return whole;
      typed = { ...typed, ...filter };
      return ' ';
    },
  );
  return { ...typed, rest };
}

function filterOf(named: string, value: string, { groups, now }: Around): Partial<Typed> | null {
  const name = (Object.keys(names) as Name[]).find((each) => names[each].some((word) => word === named));
  switch (name) {
    case 'from':
      return { from: value };
    case 'state':
      return some(
        'states',
        states.filter((state) => begins(stateWords[state], value)),
      );
    case 'channel':
      return some(
        'channels',
        channels.filter((channel) => begins(channelWords[channel], value)),
      );
    case 'group':
      return some(
        'groupIds',
        groups.filter(({ name: { it, en } }) => begins([fold(it), fold(en)], value)).map(({ id }) => id),
      );
    case 'since': {
      const date = dateOf(value, now);
      return date === null ? null : { since: startOfDate(date) };
    }
    case 'until': {
      const date = dateOf(value, now);
      return date === null ? null : { until: startOfDate(dayAfter(date)) };
    }
    case undefined:
      return null;
  }
}

const begins = (words: readonly string[], value: string): boolean => words.some((word) => word.startsWith(value));

const some = <K extends 'states' | 'channels' | 'groupIds'>(
  key: K,
  found: Typed[K] & readonly unknown[],
): Partial<Typed> | null => (found.length === 0 ? null : { [key]: found });

/** `22/11/2026`, `22/11` or `2026-11-22`. */
function dateOf(value: string, now: number): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (iso !== null) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, day, month, typedYear] = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(value) ?? [];
  if (day === undefined || month === undefined) return null;
  const thisYear = new Date(now).getUTCFullYear();
  const year = typedYear === undefined ? thisYear : Number(typedYear);
  const date = real(year, Number(month), Number(day));
  const isToCome = typedYear === undefined && date !== null && startOfDate(date) > now;
  return isToCome ? real(year - 1, Number(month), Number(day)) : date;
}

function real(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year > 1999
    ? at.toISOString().slice(0, 10)
    : null;
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);

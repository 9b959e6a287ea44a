/** Properties of a calendar, lines unfolded (RFC 5545, 3.1); parameters stay part of the name. */
export interface Ics {
  readonly text: string;
  readonly method: string | undefined;
  /** One for each event, by name. */
  readonly events: readonly Readonly<Record<string, string>>[];
}

export function parseIcs(text: string): Ics {
  if (/[^\r]\n/.test(text)) throw new Error('a line of a calendar ends without CR LF');
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Record<string, string>[] = [];
  let method: string | undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (name === 'METHOD') method = value;
    else if (events.length > 0) (events.at(-1) as Record<string, string>)[name] ??= value;
  }
  return { text, method, events };
}

/** `20260310T090000Z` as an instant; anything that is not UTC is none. */
export function utcInstant(value: string | undefined): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value ?? '');
  if (parts === null) return Number.NaN;
  const [year = 0, month = 1, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

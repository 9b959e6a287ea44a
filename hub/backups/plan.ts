/** Names of copies sort as they were made: `hub-20261122T230500Z.db`. */
const NAME = /^hub-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.db$/;

export function copyName(at: number): string {
  return `hub-${new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')}.db`;
}

/** The copies among the names in a folder, oldest first. */
export const copiesIn = (names: readonly string[]): readonly string[] =>
  names.filter((name) => NAME.test(name)).toSorted();

/** When a copy was begun; null for other names. */
export function madeAt(name: string): number | null {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (year === undefined) return null;
  return Date.parse(`${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
}

/** How long until the next one is due, ms; a hub that was off when it was makes it at once. */
export function untilNext(names: readonly string[], { now, everyMs }: { now: number; everyMs: number }): number {
  const last = madeAt(copiesIn(names).at(-1) ?? '');
  return last === null ? 0 : Math.min(everyMs, Math.max(0, last + everyMs - now));
}

/** What may go once a newer one has proved good: never the last `keep`. */
export function surplus(names: readonly string[], keep: number): readonly string[] {
  const copies = copiesIn(names);
  return copies.slice(0, Math.max(0, copies.length - keep));
}

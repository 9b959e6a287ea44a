/**
 * `after`, with every part that says the same as in `before` being that very object: whoever draws it sees by identity what has
 * changed. For plain data, as it comes out of a structured clone; in time linear to its size.
 */
export function keepEqual<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isData(before) || !isData(after)) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  return Array.isArray(before) ? keptArray(before, after as T & unknown[]) : keptRecord(before as Data, after);
}

type Data = Readonly<Record<string, unknown>>;

function keptArray<T extends unknown[]>(before: readonly unknown[], after: T): T {
  const kept = after.map((value, at) => keepEqual(before[at], value));
  const isSame = before.length === after.length && kept.every((value, at) => Object.is(value, before[at]));
  return (isSame ? before : kept) as T;
}

function keptRecord<T>(before: Data, after: T & object): T {
  const kept = Object.entries(after).map(([key, value]) => [key, keepEqual(before[key], value)] as const);
  const isSame =
    Object.keys(before).length === kept.length &&
    kept.every(([key, value]) => key in before && Object.is(value, before[key]));
  return (isSame ? before : Object.fromEntries(kept)) as T;
}

/** Bytes, dates and the like have their own identity. */
const isData = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

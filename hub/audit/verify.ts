import { GENESIS, hashOf } from './chain.ts';
import type { AuditEntry, AuditHead } from './entry.ts';

/** What the verifier needs of a chain: it reads forward, a page at a time. */
export interface AuditReads {
  auditEntries(page: { readonly after: number; readonly limit: number }): Promise<readonly AuditEntry[]>;
  /** Number of an entry, other than `except`, that names this hash as the one before it. Reads the whole chain. */
  auditSuccessor(hash: string, except: number): Promise<number | null>;
  /** How many entries the hub counted. */
  auditCount(): Promise<number>;
}

/** What was written down elsewhere, all of it or a part. */
export interface KnownHead {
  readonly entries?: number | undefined;
  readonly hash?: string | undefined;
}

export type Fault = 'changed' | 'missing' | 'inserted' | 'reordered' | 'truncated' | 'unreadable';

export type Verdict =
  | { readonly ok: true; readonly head: AuditHead }
  | { readonly ok: false; readonly seq: number; readonly fault: Fault };

const PAGE = 500;

/** Walks the chain from its first entry and names the first broken one. Holds one page at a time. */
export async function verifyChain(reads: AuditReads, known: KnownHead = {}): Promise<Verdict> {
  const counted = await reads.auditCount();
  let last: Link = { seq: 0, hash: GENESIS };
  let hasPassedHead = known.hash === GENESIS;
  for (;;) {
    const page = await readPage(reads, last.seq);
    if (page === 'unreadable') return broken(last.seq + 1, 'unreadable');
    if (page.length === 0) break;
    for (const entry of page) {
      const fault = await faultOf(reads, last, entry);
      if (fault !== null) return fault;
      last = entry;
      if (entry.hash === known.hash) hasPassedHead = known.entries === undefined || known.entries === entry.seq;
      else if (entry.seq === known.entries && known.hash !== undefined) return broken(entry.seq, 'changed');
    }
  }
  const isShort = last.seq < Math.max(counted, known.entries ?? 0) || (known.hash !== undefined && !hasPassedHead);
  return isShort ? broken(last.seq + 1, 'truncated') : { ok: true, head: { entries: last.seq, hash: last.hash } };
}

type Link = Pick<AuditEntry, 'seq' | 'hash'>;

const broken = (seq: number, fault: Fault): Verdict => ({ ok: false, seq, fault });

/** A damaged file fails a whole page; reading one by one then finds the last entry that can be read. */
async function readPage(reads: AuditReads, after: number): Promise<readonly AuditEntry[] | 'unreadable'> {
  for (const limit of [PAGE, 1]) {
    try {
      return await reads.auditEntries({ after, limit });
    } catch {
      // Whatever kept the database from reading it, the entry can't be verified.
    }
  }
  return 'unreadable';
}

/** Why `entry` can't follow `last`; null when it does. */
async function faultOf(reads: AuditReads, last: Link, entry: AuditEntry): Promise<Verdict | null> {
  const expected = last.seq + 1;
  const fits = isHash(entry);
  if (entry.seq === expected && fits && entry.previous === last.hash) return null;
  // Only a damaged file gives a number twice.
  if (entry.seq < expected) return broken(expected, 'changed');
  const elsewhere = await reads.auditSuccessor(last.hash, expected);
  if (entry.seq > expected) return broken(expected, faultOfGap(entry, elsewhere, fits));
  if (fits) return faultOfLink(reads, entry, elsewhere);
  return faultOfContent(entry, elsewhere);
}

/** No entry has the number: the one that belongs here is gone, or was given another number. */
function faultOfGap(next: AuditEntry, elsewhere: number | null, fits: boolean): Fault {
  if (elsewhere === null) return 'missing';
  if (elsewhere !== next.seq) return 'reordered';
  // Written after a cut, it names the entry before the cut; renumbered, it doesn't fit its hash.
  return fits ? 'missing' : 'changed';
}

/** It fits itself and names another entry before it: was it put here, was it made anew, or was the one before? */
async function faultOfLink(reads: AuditReads, { seq, hash }: AuditEntry, elsewhere: number | null): Promise<Verdict> {
  if (elsewhere !== null) return broken(seq, 'inserted');
  const isNamed = (await reads.auditSuccessor(hash, seq)) !== null;
  return broken(isNamed ? Math.max(1, seq - 1) : seq, 'changed');
}

/** Its content doesn't fit its hash, at least not under this number. */
function faultOfContent(entry: AuditEntry, elsewhere: number | null): Verdict {
  const place = placeOf(entry);
  if (place === null) return broken(entry.seq, elsewhere === null ? 'changed' : 'inserted');
  if (place > entry.seq) return broken(entry.seq, elsewhere === null ? 'missing' : 'reordered');
  return elsewhere === null ? broken(place, 'inserted') : broken(entry.seq, 'inserted');
}

/** False also for values that no entry can have, as damaged bytes give them. */
function isHash(entry: AuditEntry): boolean {
  try {
    return hashOf(entry) === entry.hash;
  } catch {
    return false;
  }
}

/** How far an entry is looked for that was given another number. */
const NEAR = 1_000;

/** The number under which this entry was made, when only its number was changed. */
function placeOf(entry: AuditEntry): number | null {
  for (let distance = 1; distance <= NEAR; distance += 1) {
    for (const seq of [entry.seq - distance, entry.seq + distance]) {
      if (seq > 0 && isHash({ ...entry, seq })) return seq;
    }
  }
  return null;
}

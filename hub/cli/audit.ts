import type { AuditEntry } from '../audit/entry.ts';
import { verifyChain, type Fault, type Verdict } from '../audit/verify.ts';
import { GENESIS } from '../audit/chain.ts';
import type { ReadTx } from '../storage/storage.ts';
import { parseOptions, UsageError } from './arguments.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const auditVerifyHelp = `audit verify --data DIR|--database URL [--entries N] [--head HASH]
  Walks the audit chain. Prints "ok N entries, head HASH", or names the first broken entry and exits with 1.
  May run while a hub serves DIR. See docs/audit.md.
  Ripercorre il registro e nomina la prima voce alterata.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --entries N         how many entries there were when the head was written down
  --head HASH         the head that was written down; with both, entries cut off or written anew are noticed`;

export const auditHeadHelp = `audit head --data DIR|--database URL
  Prints how many entries the audit chain has, and its head, to be written down somewhere else.
  Stampa l'ultima impronta del registro, da conservare altrove.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}`;

export const auditListHelp = `audit list --data DIR|--database URL [--conversation NUMBER] [--json]
  Prints audit entries, one a line, oldest first. They hold no text and no contact data.
  Elenca le voci del registro.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --conversation NUMBER
                      only those about this case, such as 2026-000124
  --json              each line is a JSON object with all fields`;

const PAGE = 500;

export async function auditVerify(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, entries: { type: 'string' }, head: { type: 'string' } });
  const known = { entries: entriesOption(values['entries']), hash: headOption(values['head']) };
  const verdict = await readData(values, (tx) => verifyChain(tx, known));
  console.log(sentenceOf(verdict));
  if (!verdict.ok) process.exitCode = 1;
}

export async function auditHead(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, placeOptions);
  const { entries, hash } = await readData(values, headOf);
  console.log(`${entries} entries, head ${hash}`);
}

export async function auditList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, conversation: { type: 'string' }, json: { type: 'boolean' } });
  const number = values['conversation'] === undefined ? undefined : numberOption(values['conversation']);
  await readData(values, async (tx) => {
    const names = new Map((await tx.users()).map(({ id, name }) => [id, name]));
    const write = values['json'] === true ? jsonOf : (entry: AuditEntry) => lineOf(entry, names);
    for (let after = 0; ;) {
      const page = await tx.auditEntries({ after, limit: PAGE, ...(number === undefined ? {} : { number }) });
      for (const entry of page) console.log(write(entry));
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.seq;
    }
  });
}

async function readData<T>(
  values: Readonly<Record<string, string | boolean>>,
  run: (tx: ReadTx) => Promise<T>,
): Promise<T> {
  const storage = await openKnownPlace(placeOf(values));
  try {
    return await storage.read(run);
  } finally {
    await storage.close();
  }
}

async function headOf(tx: ReadTx): Promise<{ entries: number; hash: string }> {
  const entries = await tx.auditCount();
  const [last] = await tx.auditEntries({ after: entries - 1, limit: 1 });
  return { entries, hash: last?.hash ?? GENESIS };
}

const faults: Record<Fault, string> = {
  changed: 'it is not what it was when it was written',
  missing: 'it is not there any more',
  inserted: 'it was put in later',
  reordered: 'it stands in another place than it was written',
  truncated: 'the chain ends before it',
  unreadable: 'the database cannot be read there',
};

const sentenceOf = (verdict: Verdict): string =>
  verdict.ok
    ? `ok ${verdict.head.entries} entries, head ${verdict.head.hash}`
    : `broken entry ${verdict.seq}: ${verdict.fault} (${faults[verdict.fault]})`;

const jsonOf = ({ facts, ...entry }: AuditEntry): string =>
  JSON.stringify({ ...entry, at: iso(entry.at), facts: parsed(facts) });

function lineOf({ seq, at, number, kind, userId, deviceId, facts }: AuditEntry, names: ReadonlyMap<string, string>) {
  const user = userId === null ? '-' : (names.get(userId) ?? userId);
  return [seq, iso(at), number ?? '-', kind, `"${user}"`, deviceId ?? '-', facts].join(' ');
}

/** Also of entries that somebody changed: listing them must not fail. */
function parsed(facts: string): unknown {
  try {
    return JSON.parse(facts);
  } catch {
    return facts;
  }
}

function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

function entriesOption(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  throw new UsageError('--entries takes a number');
}

function headOption(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw new UsageError('--head takes the 64 digits that audit head printed');
}

function numberOption(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{6}$/.test(value)) return value;
  throw new UsageError('--conversation takes a case number such as 2026-000124');
}

import { join } from 'node:path';
import type { CoreDb } from '../../main/core/db/database.ts';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { indexSlice } from '../../main/core/db/search-index.ts';
import { evaluate } from '../../main/core/queries/evaluate.ts';
import { applyPages } from '../../main/core/sync/apply-patch.ts';
import type { Query } from '../../shared/bridge/core-queries.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { freshFolder, textOf } from '../support/seed-hub.ts';
import { timed, type Figure } from './figures.ts';
import { idOf } from './raw-rows.ts';
import { changeOf } from './sync-bench.ts';

const MESSAGES_PER_CASE = 5;
/** Of messages; the words are typed at the one in the middle. */
const SIZES = [10_000, 500_000, 1_000_000];
const SEARCHED_AT = 500_000;
const RUNS = 100;
const PER_TRANSACTION = 1_000;
/** What a person types; every beginning of it is a search. */
const typed = ['certificato mancante', 'quota corso', 'anna belotti', 'riferimento 4711', 'persona4711'];

/** Search, list and opening on one encrypted database as it grows; the queries themselves, without a window. */
export async function measureSizes({ folder }: { readonly folder: string }): Promise<Figure[]> {
  const file = join(freshFolder(folder, 'sizes'), 'sportello.db');
  const opened = openDatabase({ file, key: 'c0'.repeat(32), now: 1 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { db } = opened;
  const figures: Figure[] = [];
  let cases = 0;
  for (const size of SIZES) {
    fill(db, cases, size / MESSAGES_PER_CASE);
    cases = size / MESSAGES_PER_CASE;
    figures.push(...(await measurePages(db, size)));
    if (size === SEARCHED_AT) figures.push(await measureKeys(db));
  }
  db.close();
  return figures;
}

function fill(db: CoreDb, from: number, to: number): void {
  for (let first = from; first < to; first += PER_TRANSACTION) {
    const changes = Array.from({ length: Math.min(PER_TRANSACTION, to - first) }, (_, index) => longer(first + index));
    const page = { type: 'patch' as const, changes, cursor: first + changes.length, done: true };
    db.write((tx) => applyPages(tx, [page], { userId: 'u-1', localNow: 1, confirmsAll: false, isOpen: () => false }));
  }
  while (db.write(indexSlice));
}

/** Five messages of about 250 characters. */
function longer(n: number): Change {
  const change = changeOf(n);
  if (change.kind !== 'put') return change;
  const [first] = change.messages;
  const messages = Array.from({ length: MESSAGES_PER_CASE }, (_, part) => ({
    ...(first as NonNullable<typeof first>),
    id: `m-${n}-${part}`,
    text: textOf(n * MESSAGES_PER_CASE + part).slice(0, 250),
  }));
  return { ...change, messages };
}

const ask = (db: CoreDb, query: Query): Promise<number> => timed(() => db.read((tx) => evaluate(tx, query, alone)));

const offline = {
  ...{ connection: 'offline' as const, localSinceAt: 0, hubOffsetMs: 0 },
  ...{ syncing: null, problem: null, hubUrl: null },
};
const alone = {
  inspection: () => null,
  ...{ sync: offline, protection: 'none' as const, pin: 'none' as const },
  hubNow: 0,
  presence: {
    result: () => {
      throw new Error('nobody asks for it here');
    },
  },
};

async function measurePages(db: CoreDb, size: number): Promise<Figure[]> {
  const cases = size / MESSAGES_PER_CASE;
  const list: number[] = [];
  const open: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    list.push(await ask(db, { name: 'list', view: 'to-take', groupId: null, offset: (run % 20) * 50, limit: 50 }));
    open.push(await ask(db, { name: 'conversation', id: idOf((run * 7_919) % cases) }));
  }
  const how = `${size} messages in ${cases} cases`;
  return [
    { name: 'page of the inbox', unit: 'ms', values: list, how: `${how}, 50 rows, the first 1,000` },
    { name: 'opening a conversation', unit: 'ms', values: open, how: `${how}, anywhere` },
  ];
}

async function measureKeys(db: CoreDb): Promise<Figure> {
  const values: number[] = [];
  for (const text of typed) {
    for (let length = 1; length <= text.length; length += 1) {
      values.push(await ask(db, { name: 'search', text: text.slice(0, length), limit: 50 }));
    }
  }
  const how = `${SEARCHED_AT} messages, every key of ${typed.length} searches, newest first, 50 hits with passages`;
  return { name: 'search as you type', unit: 'ms', values, how };
}

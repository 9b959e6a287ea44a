import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { push } from '../../hub/commands/push.ts';
import { readCommands } from '../../hub/guard/read-commands.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { ReadTx, Storage, WriteTx } from '../../hub/storage/storage.ts';
import { addConversation, claimBy, NOW, seed } from '../support/storage-samples.ts';

let folder: string;
let opened: Storage[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-gathered-'));
  opened = [];
});

afterEach(async () => {
  for (const storage of opened) await storage.close();
  rmSync(folder, { recursive: true });
});

interface Step {
  readonly user: 'maria' | 'luca';
  readonly command: object;
}

const CASES = ['c1', 'c2'] as const;

const step = (at: number): fc.Arbitrary<Step> => {
  const conversationId = fc.constantFrom(...CASES);
  const under = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.record({ claim: fc.integer({ min: 1, max: 12 }) }));
  const write = { conversationId, under };
  const text = { messageId: fc.constantFrom(`m${at}`, 'm-twice'), text: fc.constantFrom('Buongiorno', 'Arrivo', '') };
  const to = fc.constantFrom({ userId: 'luca' }, { groupId: 'segreteria' }, { userId: 'nobody' });
  const command = fc.oneof(
    fc.record({ name: fc.constantFrom('claim', 'reopen', 'open', 'noop'), conversationId }),
    fc.record({ name: fc.constant('claim'), conversationId }),
    fc.record({ name: fc.constantFrom('reply', 'note'), ...write, ...text }),
    fc.record({ name: fc.constant('resolve'), ...write }),
    fc.record({ name: fc.constant('release'), ...write, handover: fc.constantFrom('', 'Richiama domani') }),
    fc.record({ name: fc.constant('transfer'), ...write, to, handover: fc.constant('') }),
    fc.constant({ name: 'unheard-of' }),
  );
  return fc.record({ user: fc.constantFrom('maria', 'luca'), command });
};

const steps = fc.tuple(...Array.from({ length: 14 }, (_, at) => step(at)));

test('[CO3] Commands that share a transaction leave what they leave one by one: rows, numbers, answers, audit', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const together = await after(all, [all.length]);
      expect(await after(all, [1])).toEqual(together);
      expect(await after(all, [5])).toEqual(together);
    }),
    { numRuns: 40, seed: 3 },
  );
}, 60_000);

test('[CO3] What can not be written takes the whole transaction with it, also where a reader was given the error', async () => {
  const storage = await open('failing');
  await storage.write(seed);
  await storage.write(async (tx) => void (await addConversation(tx, 'c1')));
  const failing = storage.write(async (tx) => {
    await tx.putUser({ id: 'gone', name: 'Via', role: 'volunteer', active: true });
    const before = await tx.conversation('c1');
    if (before === null) throw new Error('no conversation');
    const claimed = await claimBy(tx, before, 'maria');
    await tx.saveConversation({ before: claimed, after: claimed, messages: [line, line], mails: [] });
    await tx.feed(0, 10).catch(() => undefined);
  });
  await expect(failing).rejects.toThrow(/UNIQUE/);
  expect(await storage.read((tx) => tx.user('gone'))).toBeNull();
  expect((await storage.read((tx) => tx.conversation('c1')))?.state).toBe('waiting');
});

const line = {
  id: 'twice',
  kind: 'note' as const,
  at: NOW + 9,
  authorId: 'maria',
  text: 'x',
  quoted: null,
  automatic: false,
  delivery: null,
  event: null,
  visibility: 'private' as const,
  mailMessageId: null,
  attachments: [],
};

async function open(name: string): Promise<Storage> {
  const storage = await openSqliteStorage({ file: join(folder, `${name}.db`), now: 0, timers: null });
  opened.push(storage);
  return storage;
}

/** All rows after these steps, so many in one transaction; keys and what they seal are never the same twice. */
async function after(all: readonly Step[], [size = 1]: readonly number[]): Promise<unknown> {
  const name = `${opened.length}`;
  const storage = await open(name);
  await storage.write(seed);
  for (const id of CASES) await storage.write(async (tx) => void (await addConversation(tx, id)));
  const world = { ids: countingIds(), seqs: new Map<string, number>() };
  for (let start = 0; start < all.length; start += size) {
    const some = all.slice(start, start + size);
    const [above, known] = await storage.write(async (tx) => {
      const before = await tx.feedSeq();
      for (const { user, commands } of runsOf(some, world.seqs)) await pushAs(tx, user, { commands, ids: world.ids });
      return [before, await newsAbove(tx, before)];
    });
    expect(known).toEqual(await storage.read((tx) => newsAbove(tx, above)));
  }
  const texts = await storage.read((tx) => tx.messages([...CASES], 0));
  const audited = await storage.read((tx) => tx.auditCount());
  const heads = await storage.read((tx) => Promise.all(CASES.map((id) => tx.conversation(id))));
  return { texts, heads, audited, tables: tablesOf(join(folder, `${name}.db`)) };
}

/** As pages are made of it: in the transaction itself from what it knows, afterwards from what is stored. */
async function newsAbove(tx: ReadTx, seq: number): Promise<unknown> {
  await tx.readable([...CASES]);
  return [await tx.messages(CASES, seq), await tx.messages(CASES, seq, 'orHidden'), await tx.messages(CASES, seq + 1)];
}

/** One push for each stretch of one person's commands. */
function runsOf(some: readonly Step[], seqs: Map<string, number>) {
  const runs: { readonly user: Step['user']; readonly commands: { seq: number; command: object }[] }[] = [];
  for (const { user, command } of some) {
    const seq = (seqs.get(user) ?? 0) + 1;
    seqs.set(user, seq);
    const last = runs.at(-1);
    if (last?.user === user) last.commands.push({ seq, command });
    else runs.push({ user, commands: [{ seq, command }] });
  }
  return runs;
}

interface Pushed {
  readonly commands: readonly { readonly seq: number; readonly command: object }[];
  readonly ids: ReturnType<typeof countingIds>;
}

async function pushAs(tx: WriteTx, user: Step['user'], { commands, ids }: Pushed): Promise<void> {
  const by = { deviceId: `pc-${user}`, userId: user, now: NOW + 5, ids, mailDomain: 'example.org' };
  const read = await readCommands({ read: async (query) => query(tx) }, commands);
  const { hasGap } = await push(tx, read, by);
  expect(hasGap).toBe(false);
}

function countingIds() {
  let last = 0;
  const next = (): string => `id-${String((last += 1)).padStart(4, '0')}`;
  return { next, secret: next };
}

const TABLES = [
  'conversations',
  'participants',
  'feed',
  'devices',
  'command_answers',
  'outgoing_mails',
  'holds',
  'audit',
];

/**
 * Keys and what they seal are never the same twice; `texts` and `heads` show what was sealed. Each transaction counts its
 * entries at one place of its own; `audited` shows the count.
 */
const DIFFERENT = new Set(['details', 'details_key_id', 'contact_index', 'head', 'head_key_id', 'audit_seq']);
const alike = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !DIFFERENT.has(column)));

function tablesOf(file: string): unknown {
  const sqlite = new Database(file, { readonly: true });
  const rows = TABLES.map((table) => [
    table,
    sqlite.prepare<[], object>(`select * from ${table} order by 1, 2`).all().map(alike),
  ]);
  const messages = sqlite.prepare(
    'select id, conversation_id, seq, kind, author_id, at, delivery, event from messages',
  );
  const all = {
    ...Object.fromEntries(rows),
    messages: messages
      .all()
      .map((row) => JSON.stringify(row))
      .toSorted(),
  };
  sqlite.close();
  return all;
}

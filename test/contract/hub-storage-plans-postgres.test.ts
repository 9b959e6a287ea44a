import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPages } from '../../hub/feed/pages.ts';
import { kyselyTx, newWork } from '../../hub/storage/kysely-tx.ts';
import { writeGathered } from '../../hub/storage/write-gathered.ts';
import { openPool } from '../../hub/storage/postgres-client.ts';
import { postgresDialect } from '../../hub/storage/postgres-driver.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { newKey, sealUnder } from '../../hub/storage/seal.ts';
import type { WriteTx } from '../../hub/storage/storage.ts';
import type { Tables } from '../../hub/storage/tables.ts';
import { addConversation, NOW, seed } from '../support/storage-samples.ts';
import { freshDatabase, hasPostgres, type TestDatabase } from '../support/postgres.ts';

const CONVERSATIONS = 100_000;

/** Tables of a few rows for ever, read whole on purpose. */
const small = /^(association_settings|meta|groups|canned_replies|users|devices|counters|enrolments|refusals)$/;

const made = newKey();
const head = sealUnder(made.key, JSON.stringify(['Anna', 'anna@posta.example', 'Re: x']));

/** One conversation as the hub stores it, 100,000 times: what the planner looks at is numbers, not sentences. */
const multiply = [
  `insert into conversations (id, number, channel, origin, group_id, state, assignee_id, fence, arrived_at, claimed_at,
     resolved_at, subject, contact_name, contact_email, contact_phone, verified, linked_number, reminders, awaiting_answer,
     last_message_at, reply_token, open_since_seq, private_since_seq, details, details_key_id, contact_index)
   select 'c'||i, '2026-'||lpad(i::text, 6, '0'), channel, origin, group_id, state, assignee_id,
     fence, arrived_at + i, claimed_at, resolved_at, subject, contact_name, contact_email, contact_phone, verified,
     linked_number, reminders, awaiting_answer, last_message_at + i, 'token'||i, 100 + i, private_since_seq,
     details, details_key_id, 'contact'||i
   from conversations, generate_series(2, ${CONVERSATIONS}) i where id = 'c1'`,
  `insert into messages select m.id||'-'||i, 'c'||i, 100 + i, m.kind, m.author_id, m.text, m.quoted, m.at + i, m.automatic,
     m.delivery, m.event, m.visibility, 'mail-'||m.id||i, m.sealed, case when m.key_id is not null then m.key_id||'-'||i end, 0
   from messages m, generate_series(2, ${CONVERSATIONS}) i where m.conversation_id = 'c1'`,
  `insert into content_keys select m.key_id, k.key from messages m, (select key from content_keys limit 1) k
   where m.conversation_id <> 'c1' and m.key_id is not null`,
  `insert into attachments (id, message_id, conversation_id, position, name, type, size_bytes, sealed_name)
   select 'a'||i, 'c1-m-'||i, 'c'||i, 0, '', 'application/pdf', 1, '\\x00'
   from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into blobs select 'a'||i, '\\x00' from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into participants select 'c'||i, 'luca', 1 from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into feed select 'conversation', 'c'||i, 100 + i, 100 + i from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into holds select 'c'||i, 'pc-luca', 0, null, null, null from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into received select 'key'||i, 'c'||i, 1 from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into command_answers select 'pc-maria', i, '{"ok":true}', null, null from generate_series(10, ${CONVERSATIONS}) i`,
  `insert into content_keys values ('head', '\\x${made.key.toString('hex')}')`,
  `insert into outgoing_mails (id, kind, conversation_id, message_id, to_name, to_address, subject, state, due_at, attempts,
     created_at, head, head_key_id)
   select 'mail'||i, 'reply', 'c'||i, 'c1-m-'||i, '', '', '', case when i < 50 then 'queued' else 'sent' end, i, 0, i,
     '\\x${head.toString('hex')}', 'head' from generate_series(2, ${CONVERSATIONS}) i`,
  `insert into audit select 1000000 + i, 1, 'claim', null, null, 'c'||i, '2026-'||lpad(i::text, 6, '0'), '{}', '', 'h'||i
   from generate_series(2, ${CONVERSATIONS}) i`,
];
/** What these rows refer to is there: asking for each would take most of the time. */
const UNCHECKED = 'set session_replication_role = replica';

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe.skipIf(!hasPostgres)(`PostgreSQL with ${CONVERSATIONS} conversations`, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
    const storage = await openPostgresStorage({ address: database.address, now: 0, timers: null, instance: 'plans' });
    await storage.write(seed);
    await storage.write((tx) => addConversation(tx, 'c1'));
    await storage.close();
    await database.query([UNCHECKED, ...multiply].join(';\n'));
    await database.query('vacuum analyze');
  }, 120_000);

  afterAll(() => database.drop());

  /** Every statement of a job, with the plan that the server made for these very values. */
  async function plansOf(job: (tx: WriteTx) => Promise<unknown>): Promise<Map<string, readonly Node[]>> {
    const pool = openPool(database.address);
    const ran: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
    const log = ({ query }: { query: { sql: string; parameters: readonly unknown[] } }) => void ran.push(query);
    const db = new Kysely<Tables>({ dialect: postgresDialect(pool), log });
    await db.transaction().execute(async (tx) => {
      const work = newWork(tx);
      await job(kyselyTx(work));
      await writeGathered(work);
    });
    const plans = new Map<string, readonly Node[]>();
    for (const { sql, parameters } of ran) {
      const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (format json) ${sql}`, [
        ...parameters,
      ]);
      plans.set(sql, nodesOf(rows[0]!['QUERY PLAN'][0].Plan));
    }
    await db.destroy();
    return plans;
  }

  test('No hot query reads a whole table: pages, commands, receipts, mail', async () => {
    const maria = { deviceId: 'pc-maria', userId: 'maria', maxPages: 4 };
    const plans = await plansOf(async (tx) => {
      await renderPages(tx, [{ ...maria, cursor: 0 }]);
      await renderPages(tx, [{ ...maria, cursor: CONVERSATIONS }]);
      await tx.feedCount(CONVERSATIONS);
      const record = (await tx.conversation('c7'))!;
      const resolved = { ...record, state: 'resolved' as const, assigneeId: 'maria', participantIds: ['maria'] };
      await tx.saveConversation({ before: record, after: resolved, messages: [], mails: [] });
      await tx.conversationByReplyToken('token9');
      await tx.receivedConversation('key9');
      await tx.conversationsOf('anna@posta.example', 10);
      await tx.writtenMessage('c1-m-9');
      await tx.answers('pc-maria', [11, 12]);
      await tx.addAnswer('pc-maria', CONVERSATIONS + 1, { outcome: { ok: true }, claim: null });
      await tx.dropAnswers('pc-maria', 12);
      await tx.recordOpened('pc-luca', 'c5', NOW);
      await tx.recordEvicted({ deviceId: 'pc-luca', conversationId: 'c5', fence: 1, at: NOW });
      await tx.evictions(['c5', 'c6', 'c7']);
      await tx.touchConversation('c5');
      await tx.attachment('a9');
      await tx.attachmentBytes('a9');
      await tx.claimMail({ now: NOW, owner: 'hub', until: NOW });
      await tx.setMail({ id: 'mail9', state: 'sent', owner: 'hub' });
      await tx.nextMailDueAt();
      await tx.overdueMails(NOW);
      await tx.mailByMessageId('mail-c1-m9');
      await tx.conversations({ after: '2026-050000', limit: 500 });
      await tx.auditEntries({ after: CONVERSATIONS, limit: 500, number: '2026-000009' });
    });
    expect(plans.size).toBeGreaterThan(30);
    for (const [sql, nodes] of plans) {
      const scans = nodes.filter(
        (node) => node['Node Type'] === 'Seq Scan' && !small.test(node['Relation Name'] ?? ''),
      );
      const names = scans.map((node) => node['Relation Name']);
      expect([sql, names]).toEqual([sql, []]);
    }
  }, 30_000);

  test('A page in the middle of 100,000 conversations, and one at their end, take milliseconds', async () => {
    const storage = await openPostgresStorage({ address: database.address, now: 0, timers: null, instance: 'pages' });
    const took: number[] = [];
    for (const cursor of [100, 50_000, CONVERSATIONS - 200]) {
      const startedAt = performance.now();
      const [pages] = await storage.write((tx) =>
        renderPages(tx, [{ deviceId: 'pc-maria', userId: 'maria', cursor, maxPages: 1 }]),
      );
      took.push(performance.now() - startedAt);
      expect(pages?.cursor).toBeGreaterThan(cursor);
    }
    await storage.close();
    expect(Math.max(...took)).toBeLessThan(2_000);
  });
});

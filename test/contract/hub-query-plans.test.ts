import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPages } from '../../hub/feed/pages.ts';
import { kyselyTx, newWork } from '../../hub/storage/kysely-tx.ts';
import { writeGathered } from '../../hub/storage/write-gathered.ts';
import { kyselyOn, openSqliteFile, type Sqlite } from '../../hub/storage/sqlite-connection.ts';

let folder: string;
let sqlite: Sqlite;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-plans-'));
  sqlite = await openSqliteFile({ file: join(folder, 'hub.db'), now: 0 });
});

afterAll(() => {
  sqlite.close();
  rmSync(folder, { recursive: true });
});

/** Tables of a few rows for ever, read whole on purpose, and the index that holds only the chats under way. */
const small = /\b(meta|groups|canned_replies|conversations_leased)\b/;

/** The ends of the chain and of the feed: SQLite calls it a scan, and ends it with the first row. */
const lastAudit =
  'select "value", (select "audit_seq" from "feed" order by "seq" desc limit ? + 0) as "fed", ' +
  '(select "hash" from "audit" order by "seq" desc limit ? + 0) as "hash" from "counters" where "name" = ?';

/** Every statement that a job prepares, with SQLite's plan for it. */
async function plansOf(job: (tx: ReturnType<typeof kyselyTx>) => Promise<unknown>): Promise<Map<string, string[]>> {
  const plans = new Map<string, string[]>();
  const watched = new Proxy(sqlite, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name) as unknown;
      return (sql: string) => {
        const plan = target.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`);
        const parameters = sql.match(/\?/g)?.map(() => 'x') ?? [];
        plans.set(
          sql,
          plan.all(...parameters).map(({ detail }) => detail),
        );
        return target.prepare(sql);
      };
    },
  });
  const work = newWork(kyselyOn(watched));
  await job(kyselyTx(work));
  await writeGathered(work);
  return plans;
}

async function fill(): Promise<void> {
  const work = newWork(kyselyOn(sqlite));
  const tx = kyselyTx(work);
  const { ensureSeeded } = await import('../../hub/seed.ts');
  const { opened } = await import('../../hub/receive.ts');
  const { incomingMail } = await import('../support/hub-fixture.ts');
  let last = 0;
  const nextId = () => `id-${(last += 1)}`;
  await ensureSeeded(tx, { next: nextId, secret: nextId }, null);
  await tx.putUser({ id: 'maria', name: 'Maria', role: 'volunteer', active: true });
  await tx.addDevice({
    id: 'pc',
    userId: 'maria',
    publicKey: '',
    name: '',
    appVersion: '',
    enrolledAt: 0,
    revokedAt: null,
    lastCommand: 0,
  });
  const situation = { incoming: incomingMail(), now: 1, nextId, mailDomain: 'x', association: 'x', flags: [] };
  const fresh = { number: '2026-000001', groupId: 'segreteria', replyToken: 't', linkedNumber: null };
  const waiting = opened(situation, fresh);
  await tx.saveConversation(waiting);
  const { assignedTo, systemLine, withLine } = await import('../../hub/commands/decision.ts');
  const line = systemLine({ id: 'line', at: 9, event: { code: 'claimed', userId: 'maria' } });
  const claimed = opened(situation, { ...fresh, number: '2026-000002', replyToken: 'u' });
  await tx.saveConversation(claimed);
  await tx.saveConversation(withLine(claimed.after, assignedTo(claimed.after, 'maria', 2), line));
  await writeGathered(work);
}

test('No hot query reads a whole table: pages, commands, receipts, mail, leases, audit', async () => {
  await fill();
  const plans = await plansOf(async (tx) => {
    await renderPages(tx, [{ deviceId: 'pc', userId: 'maria', cursor: 0, maxPages: 4 }]);
    await tx.feedCount(3);
    await tx.conversation('id-5');
    await tx.conversationByReplyToken('t');
    await tx.receivedConversation('k');
    await tx.writtenMessage('m');
    await tx.device('pc');
    await tx.admitted('pc');
    await tx.foresee({ deviceId: 'pc', seqs: [7], conversationIds: ['id-1', 'id-2'], messageIds: ['m1', 'm2'] });
    await tx.barredAmong(['pc', 'other']);
    const [known] = await tx.conversations({ after: '', limit: 1 });
    await tx.recordHolds([{ deviceId: 'pc', conversationId: known?.id ?? '', fence: 0, seq: 1 }]);
    await tx.leases();
    await tx.lease('id-5');
    await tx.renewLeases(['maria']);
    await tx.appendAudit([
      { kind: 'enrolment', at: 1, actor: { userId: 'maria', deviceId: 'pc' }, conversation: null, facts: {} },
    ]);
    await tx.auditCount();
    await tx.auditEntries({ after: 0, limit: 10 });
    await tx.answers('pc', [1, 2]);
    await tx.addAnswer('pc', 1, { outcome: { ok: true }, claim: null });
    await tx.dropAnswers('pc', 1);
    await tx.recordOpened('pc', 'id-5', 1);
    await tx.recordEvicted({ deviceId: 'pc', conversationId: 'id-5', fence: 1, at: 1 });
    await tx.endHolds('pc', 1);
    await tx.takenSlots('segreteria', 1);
    await tx.appointments(['a']);
    await tx.appointmentsOf('id-5');
    await tx.offer('h');
    await tx.conversationByNumber('2026-000001');
    await tx.appointmentsSince('segreteria', 1);
    await tx.appointmentsSince(null, 1);
    await tx.calendarLink('h');
    await tx.attachment('a');
    await tx.attachmentBytes('a');
    await tx.claimMail({ now: 10, owner: 'hub', until: 20 });
    await tx.releaseMails(10);
    await tx.setMail({ id: 'm', state: 'sent', owner: 'hub' });
    await tx.enter('pc');
    await tx.nextMailDueAt();
    await tx.mailByMessageId('m');
    await tx.overdueMails(10);
    await tx.conversations({ after: '2026-000001', limit: 10 });
  });
  expect(plans.size).toBeGreaterThan(25);
  expect(plans.delete(lastAudit)).toBe(true);
  for (const [sql, details] of plans) {
    const scans = details.filter(
      (detail) => detail.startsWith('SCAN ') && !small.test(detail) && !/CONSTANT ROW|VALUES CLAUSE/.test(detail),
    );
    expect([sql, scans]).toEqual([sql, []]);
  }
});

test('What waits and what is held is found in an index of its own', async () => {
  const plans = await plansOf(async (tx) => {
    await tx.firstWaiting(['segreteria'], 3);
    await tx.firstWaiting(null, 3);
    await tx.casesIn('segreteria', 'waiting');
    await tx.casesIn('segreteria', 'claimed');
    await tx.waitingByGroup(['segreteria']);
    await tx.heldBy('maria');
    await tx.openCases();
    await tx.digest('maria');
    await tx.counts();
  });
  const aboutCases = [...plans].filter(([sql]) => /from "?conversations/.test(sql));
  expect(aboutCases).toHaveLength(10);
  for (const [sql, details] of aboutCases) {
    const used = details.filter((detail) => /conversations/.test(detail));
    expect([sql, used]).toEqual([sql, [expect.stringMatching(/COVERING INDEX conversations_(waiting|held)/)]]);
  }
});

test('[FE3] A page is read with a handful of queries, however many conversations it has', async () => {
  const few = await plansOf((tx) => renderPages(tx, [{ deviceId: 'pc', userId: 'maria', cursor: 0, maxPages: 4 }]));
  expect(few.size).toBeLessThan(20);
});

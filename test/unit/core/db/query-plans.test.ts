import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysSql } from '../../../../main/core/queries/list.ts';
import { SEARCH_SQL } from '../../../../main/core/queries/search.ts';
import { views } from '../../../../shared/bridge/core-queries.ts';
import { openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';

/** The queries that run for every scroll, key and change stay fast at 100,000 because they neither scan nor sort. */
let database: TestDatabase;

beforeAll(() => {
  database = openTestDatabase();
  database.apply(Array.from({ length: 50 }, (_, index) => putOf(index + 1)));
});
afterAll(() => database.remove());

const plan = (sql: string, params: Record<string, string | number> | (string | number)[] = []): string =>
  database.db
    .read((tx) => tx.all<{ detail: string }>(`explain query plan ${sql}`, params))
    .map(({ detail }) => detail)
    .join('\n');

describe('a window of a list', () => {
  test.each(views.flatMap((view) => [false, true].map((inGroup) => [view, inGroup] as const)))(
    '%s, in a group: %s',
    (view, inGroup) => {
      const found = plan(keysSql(view, inGroup), {
        limit: 60,
        offset: 0,
        ...(inGroup ? { groupId: 'segreteria' } : {}),
      });
      expect(found).toMatch(/^(SEARCH|SCAN) conversation USING (COVERING )?INDEX conversation_/);
      expect(found).not.toContain('TEMP B-TREE');
    },
  );
});

test('search reads the index in order of case numbers', () => {
  const found = plan(SEARCH_SQL, ['"gita"*', 50]);
  expect(found).toMatch(/SCAN search VIRTUAL TABLE INDEX/);
  expect(found).not.toContain('TEMP B-TREE');
});

test.each([
  ['a conversation', 'select * from conversation where id = ?', ['c-1']],
  ['its messages', 'select * from message where key = ?', [1]],
  ['its attachments', 'select * from attachment where key = ? order by message_id, position', [1]],
  ['its drafts', 'select * from draft where conversation_id = ? order by kind', ['c-1']],
  ['its commands', 'select * from outbox where conversation_id = ? order by seq', ['c-1']],
  ['what is sent next', 'select * from outbox where seq > ? order by seq limit ?', [0, 50]],
  ['what was kept for long enough', 'delete from answered where local_at < ?', [1]],
] as const)('%s: by an index, without sorting', (_, sql, params) => {
  const found = plan(sql, [...params]);
  expect(found).not.toMatch(/\bSCAN\b|TEMP B-TREE/);
});

import { expect, onTestFinished, test } from 'vitest';
import { addCommand, manyOnTheirWay, markSent, removeCommand } from '../../../../main/core/db/outbox.ts';
import { openTestDatabase } from '../../../support/core-database.ts';

test('Nine commands without an answer are what was written offline, eight are somebody at work; what has not left does not count', () => {
  const database = openTestDatabase();
  onTestFinished(() => database.remove());
  const { db } = database;
  const seqs = Array.from({ length: 12 }, (_, n) =>
    db.write((tx) => addCommand(tx, { name: 'claim', conversationId: `c-${n}` }, 500)),
  );
  const isMany = (): boolean => db.read(manyOnTheirWay);
  expect(isMany()).toBe(false);
  db.write((tx) => markSent(tx, seqs.slice(0, 8)));
  expect(isMany()).toBe(false);
  db.write((tx) => markSent(tx, seqs.slice(8, 9)));
  expect(isMany()).toBe(true);
  db.write((tx) => removeCommand(tx, seqs[0] ?? 0));
  expect(isMany()).toBe(false);
});

import { expect, onTestFinished, test } from 'vitest';
import { leaveUnindexed } from '../../../main/core/db/search-index.ts';
import { Indexer } from '../../../main/core/indexer.ts';
import { openTestDatabase } from '../../support/core-database.ts';

function openIndexer() {
  const database = openTestDatabase();
  onTestFinished(() => database.remove());
  const turns: (() => void)[] = [];
  const rested: number[] = [];
  let turn = 0;
  const indexer = new Indexer({
    db: database.db,
    soon: (run) => void turns.push(run),
    isBusy: () => false,
    rested: () => void rested.push(turn),
    failed: (error) => {
      throw error;
    },
  });
  const work = (cases: number): void => {
    const keys = Array.from({ length: cases }, (_, n) => n + 1);
    database.db.write((tx) => leaveUnindexed(tx, keys));
    indexer.wake();
    for (let run = turns.shift(); run !== undefined; run = turns.shift(), turn += 1) run();
  };
  return { work, rested };
}

test('After a large catch-up the indexer says once that all of it is in the index, in a turn of its own', () => {
  const { work, rested } = openIndexer();
  work(4_500);
  // Slices of 2,048, the last of which takes the third turn.
  expect(rested).toEqual([3]);
});

test('After a few cases it says nothing', () => {
  const { work, rested } = openIndexer();
  work(40);
  expect(rested).toEqual([]);
});

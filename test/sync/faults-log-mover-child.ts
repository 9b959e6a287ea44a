import { join } from 'node:path';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { addSlot } from '../../main/core/db/slots.ts';
import { testKey } from '../support/core-fixture.ts';

/** A workstation's database that stores as much as it can, with the thread that moves its log; says what is committed. */
const ROWS_PER_COMMIT = 100;
const [folder = ''] = process.argv.slice(2);
const opened = openDatabase({ file: join(folder, 'sportello.db'), key: testKey, now: 0 });
if (!opened.ok) throw new Error(opened.failure.code);
const { db } = opened;
db.expectMuch(true);

function storeMore(): void {
  db.write((tx) => {
    for (let at = 0; at < ROWS_PER_COMMIT; at += 1) addSlot(tx, { text: `riga ${at} ${'x'.repeat(2_000)}` });
  });
  process.send?.(ROWS_PER_COMMIT);
  setImmediate(storeMore);
}
storeMore();

import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { testKey } from '../support/core-fixture.ts';
import { coreSteps, coreSummary } from './faults-steps.ts';

/** Runs the scenario on a core's database and writes a mark after each step: from here on it is acknowledged. */
const folder = process.argv[2] ?? '';
const marks = openSync(join(folder, 'mark'), 'a');
const opened = openDatabase({ file: join(folder, 'sportello.db'), key: testKey, now: 1_000 });
if (!opened.ok) throw new Error(opened.failure.code);
for (const step of [(): void => undefined, ...coreSteps]) {
  step(opened.db);
  writeSync(marks, coreSummary(opened.db));
}
opened.db.close();
closeSync(marks);

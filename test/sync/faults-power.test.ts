import Sqlite from 'better-sqlite3';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { openTestCore, testKey } from '../support/core-fixture.ts';
import { startHub, startProgram } from '../support/processes.ts';
import { appendMark, atHub, claimOne, noteText } from './faults-notes.ts';
import { imagesAfter, seeded } from './faults-disk.ts';
import { buildShim, isLong, readOperations, shimEnv, type Operation } from './faults-shim.ts';
import { coreSteps, coreSummary } from './faults-steps.ts';

/**
 * The power goes after every single write and sync. What the disk then may hold is rebuilt from what the process really
 * did: all that was synced, and of the rest any part. In the gate after every third. Needs a C compiler; without one, core-killed.test.ts is what remains.
 */
const IMAGES_PER_CUT = isLong ? 5 : 1;
/** Every so many cuts, to keep the gate fast; the last one is always among them. */
const CUT_STEP = isLong ? 1 : 3;
const NOTES = 6;
const TIMEOUT_MS = isLong ? 900_000 : 120_000;
const shim = buildShim();
const folder = mkdtempSync(join(tmpdir(), 'sportello-power-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isMark = ({ path }: Operation): boolean => basename(path) === 'mark';

async function record(script: string, data: string): Promise<Operation[]> {
  mkdirSync(data);
  const log = join(folder, `${basename(data)}.log`);
  const program = startProgram([script, data], shimEnv(shim ?? '', { folder: data, log }));
  expect(await program.ended, program.errors()).toBe(0);
  return readOperations(log);
}

/** What a person's notes came to at the hub, as they were answered one by one. */
async function recordHub(data: string): Promise<Operation[]> {
  mkdirSync(data);
  const log = join(folder, 'hub.log');
  const extra = ['--mail-domain', 'dbo.example'];
  const env = shimEnv(shim ?? '', { folder: data, log });
  const hub = await startHub({ data, extra, env });
  const enrolling = startProgram(
    ['hub/index.ts', 'enrol', '--data', data, '--name', 'Maria Rossi', '--role', 'volunteer'],
    env,
  );
  const [code] = await enrolling.line(/^\w{5}-\w{5}$/m);
  await enrolling.ended;
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const core = openTestCore({ start: { hubUrl, enrolCode: code } });
  const { note, settled } = await claimOne(core.renderer(), hub.smtpPort);
  for (let n = 1; n <= NOTES; n += 1) {
    await note(n);
    await settled();
    // Later than the answer left the hub, so that it asks for less than was acknowledged, never for more.
    appendMark(log, join(data, 'mark'), noteText(n));
  }
  core.remove();
  await hub.kill();
  return readOperations(log);
}

interface Cut {
  /** What was acknowledged, in order. */
  readonly marks: readonly string[];
  /** Where the files are that the disk may hold. */
  readonly at: string;
}

/** Calls `check` with every image of every cut; returns how many there were. */
function everyCut(operations: readonly Operation[], check: (cut: Cut) => void): number {
  let images = 0;
  const at = join(folder, 'image');
  for (let cut = operations.length; cut > 0; cut -= CUT_STEP) {
    const before = operations.slice(0, cut);
    const marks = before.filter(isMark).map(({ data }) => data.toString('utf8'));
    for (let variant = 0; variant < IMAGES_PER_CUT; variant += 1) {
      const files = imagesAfter(
        before.filter((operation) => !isMark(operation)),
        seeded(cut * 100 + variant),
      );
      mkdirSync(at);
      for (const [path, bytes] of files) writeFileSync(join(at, basename(path)), bytes);
      check({ marks, at });
      rmSync(at, { recursive: true });
      images += 1;
    }
  }
  return images;
}

describe.skipIf(shim === null)('power loss', () => {
  test(
    '[CO1] [FE8] of the workstation: every acknowledged draft, command, page and answer is there, or more',
    async () => {
      const operations = await record('test/sync/faults-core-child.ts', join(folder, 'core'));
      const states = operations.filter(isMark).map(({ data }) => data.toString('utf8'));
      expect(states).toHaveLength(coreSteps.length + 1);
      const images = everyCut(operations, ({ marks, at }) => {
        const opened = openDatabase({ file: join(at, 'sportello.db'), key: testKey, now: 1 });
        if (!opened.ok) throw new Error(`${opened.failure.code} after ${marks.length} steps`);
        const [check] = opened.db.read((tx) => tx.all<{ integrity_check: string }>('pragma integrity_check'));
        expect(check?.integrity_check).toBe('ok');
        const found = coreSummary(opened.db);
        opened.db.close();
        // Nothing was acknowledged before the first mark.
        if (marks.length > 0)
          expect(
            states.slice(marks.length - 1, marks.length + 1),
            `${marks.length} marks, state ${states.indexOf(found)}`,
          ).toContain(found);
      });
      console.log(`power: workstation, ${Math.ceil(operations.length / CUT_STEP)} cuts, ${images} disks`);
    },
    TIMEOUT_MS,
  );

  test(
    '[CO3] [IN1] of the hub: what was answered is there with its answer, once',
    async () => {
      const operations = await recordHub(join(folder, 'hub'));
      const images = everyCut(operations, ({ marks, at }) => {
        if (!existsSync(join(at, 'hub.db'))) return expect(marks).toEqual([]);
        const sqlite = new Sqlite(join(at, 'hub.db'));
        expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
        const { texts, answered, unmailed } = atHub(sqlite);
        sqlite.close();
        expect(unmailed).toEqual([]);
        const lost = marks.filter((text) => !texts.includes(text));
        expect(lost, `${marks.length} marks, ${texts.length} texts, ${answered} answers`).toEqual([]);
        expect(new Set(texts).size).toBe(texts.length);
        // The claim is a command, too; a command and its answer are in one transaction.
        if (texts.length > 0) expect(answered).toBeGreaterThanOrEqual(texts.length + 1);
      });
      console.log(`power: hub, ${Math.ceil(operations.length / CUT_STEP)} cuts, ${images} disks`);
    },
    TIMEOUT_MS,
  );
});

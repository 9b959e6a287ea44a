import { randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveDraft } from '../../main/core/db/drafts.ts';
import type { CoreDb } from '../../main/core/db/database.ts';
import { setMeta } from '../../main/core/db/meta.ts';
import { addNotice } from '../../main/core/db/notices.ts';
import { openDatabase, suspectDatabase } from '../../main/core/db/open-database.ts';
import { addCommand, commandsAfter } from '../../main/core/db/outbox.ts';
import { createDeviceKey } from '../../main/core/sync/handshake.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { Rescued } from '../../shared/bridge/core-queries.ts';
import { openTestDatabase, putOf } from '../support/core-database.ts';
import { openTestCore, testKey } from '../support/core-fixture.ts';

/**
 * A database with 200 conversations, drafts and an outbox is damaged in every way that a disk knows. What nobody else has
 * must be there afterwards, letter by letter; what is not there must be said.
 */
const PAGE_BYTES = 4096;
const DRAFTS = 8;
const COMMANDS = 8;
/** Every so many pages, to keep the gate fast. */
const LOST_STEP = 3;
const CUT_STEP = 12;
const { privateKey } = createDeviceKey();
const draftText = (n: number): string => `Bozza ${n}: così è più caro, perché… ${'parola '.repeat(n * 40)}`;
const noteOf = (n: number): Command => ({
  ...{
    name: 'note',
    conversationId: `c-${n}`,
    under: 1,
    messageId: `n-${n}`,
    text: `Nota ${n} ${'testo '.repeat(n * 30)}`,
  },
});

let whole: Buffer;
let folder: string;
let file: string;

beforeAll(() => {
  const made = openTestDatabase();
  made.apply(Array.from({ length: 200 }, (_, index) => putOf(index + 1)));
  fill(made.db);
  made.db.truncateLog();
  made.db.close();
  whole = readFileSync(made.file);
  rmSync(made.folder, { recursive: true });
});

function fill(db: CoreDb): void {
  db.write((tx) => {
    setMeta(tx, 'deviceId', 'banco');
    setMeta(tx, 'privateKey', privateKey);
    setMeta(tx, 'hubUrl', 'ws://127.0.0.1:9/v1/sync');
    for (let n = 1; n <= DRAFTS; n += 1) {
      saveDraft(tx, { conversationId: `c-${n}`, kind: 'reply' }, { text: draftText(n), at: 1_000 + n });
    }
    for (let n = 1; n <= COMMANDS; n += 1) addCommand(tx, noteOf(n), 2_000 + n);
    addNotice(tx, { localAt: 5, conversationId: 'c-1', kind: 'refused', command: 'note', failure: { code: 'stale' } });
  });
}

function freshFolder(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-rescue-'));
  file = join(folder, 'sportello.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Found {
  readonly drafts: number;
  readonly commands: number;
  readonly isEnrolled: boolean;
  readonly rescued: Rescued | null;
}

/** Starts cores on the damaged file as a person does who sees it fail, and compares every letter. */
function startOn(bytes: Buffer): Found {
  writeFileSync(file, bytes);
  suspectDatabase(file);
  const core = openTestCore({ folder });
  expect(core.toMain.some(({ type }) => type === 'failed')).toBe(true);
  core.stop();
  return readAfter();
}

function readAfter(): Found {
  const core = openTestCore({ folder });
  expect(core.toMain.filter(({ type }) => type === 'failed')).toEqual([]);
  expect(core.log.filter(({ event }) => event === 'defect')).toEqual([]);
  const notices = core.renderer().watch({ name: 'notices' }).now();
  const { outboxCount } = core.renderer().watch({ name: 'status' }).now();
  core.stop();
  const opened = openDatabase({ file, key: testKey, now: 1 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const found = opened.db.read((tx) => {
    const texts = tx.all<{ id: string; text: Uint8Array }>('select conversation_id as id, text from draft');
    for (const { id, text } of texts) {
      const shown = Buffer.from(text.subarray(PAGE_BYTES)).toString('utf8');
      expect(shown).toContain(draftText(Number(id.slice(2))));
    }
    const rows = commandsAfter(tx, 0, -1);
    for (const { seq, command } of rows) if (command?.name !== 'noop') expect(command).toEqual(noteOf(seq));
    const commands = rows.filter(({ command }) => command?.name !== 'noop').length;
    const isEnrolled = tx.get("select 1 from meta where name = 'deviceId'") !== undefined;
    return { drafts: texts.length, commands, isEnrolled };
  });
  opened.db.close();
  expect(outboxCount).toBeGreaterThanOrEqual(found.commands);
  return { ...found, rescued: notices.find(({ kind }) => kind === 'database-rebuilt')?.rescued ?? null };
}

const isAll = ({ drafts, commands, isEnrolled }: Found): boolean =>
  drafts === DRAFTS && commands === COMMANDS && isEnrolled;

/** Reproducible numbers (a linear congruential generator, Numerical Recipes). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

function changed(at: number, mask: number): Buffer {
  const copy = Buffer.from(whole);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

describe('one wrong byte', () => {
  const tally = { positions: 0, complete: 0 };
  afterAll(() => console.log(`rescue: everything survived at ${tally.complete} of ${tally.positions} positions`));

  test('in every page, once: nothing is lost, the damaged file stays, and a notice says so', () => {
    const random = numbers(3);
    for (let page = 0; page < whole.length / PAGE_BYTES; page += 1) {
      const at = page * PAGE_BYTES + (random.next().value % PAGE_BYTES);
      const found = startOn(changed(at, 1 + (random.next().value % 255)));
      tally.positions += 1;
      if (isAll(found)) tally.complete += 1;
      else expect(found.rescued?.isComplete, `byte ${at}`).toBe(false);
      expect(readdirSync(folder).filter((name) => name.includes('unreadable'))).toHaveLength(1);
      freshFolder();
    }
    expect(tally.positions).toBeGreaterThanOrEqual(60);
    expect(tally.complete / tally.positions).toBeGreaterThanOrEqual(0.9);
  }, 60_000);
});

describe('worse damage: what can still be read is saved, and nothing wrong is shown', () => {
  const pages = (): number => whole.length / PAGE_BYTES;

  test('a whole page overwritten, each in turn', () => {
    let complete = 0;
    let tried = 0;
    for (let page = 0; page < pages(); page += LOST_STEP) {
      tried += 1;
      const copy = Buffer.from(whole);
      randomFillSync(copy, page * PAGE_BYTES, PAGE_BYTES);
      // Without its first page nobody can say what the others are; it fails at once and again in the copy.
      const found = startOn(copy);
      if (isAll(found)) complete += 1;
      else expect(found.rescued?.isComplete, `page ${page + 1}`).toBe(false);
      freshFolder();
    }
    console.log(`rescue: everything survived ${complete} of ${tried} lost pages`);
    expect(complete / tried).toBeGreaterThan(0.4);
  }, 60_000);

  test('cut off at every page', () => {
    for (let kept = 1; kept < pages(); kept += CUT_STEP) {
      const found = startOn(whole.subarray(0, kept * PAGE_BYTES - 100));
      if (!isAll(found)) expect(found.rescued?.isComplete, `${kept} pages`).toBe(false);
      freshFolder();
    }
  }, 60_000);
});

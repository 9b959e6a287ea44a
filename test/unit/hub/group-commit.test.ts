import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGroupCommit, type GroupCommit } from '../../../hub/group-commit.ts';
import { openSqliteStorage } from '../../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../../hub/storage/storage.ts';
import { addConversation, seed } from '../../support/storage-samples.ts';

let folder: string;
let storage: Storage;
let group: GroupCommit;
/** Numbers that commits carried, in order. */
let sent: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-group-'));
  storage = await openSqliteStorage({ file: join(folder, 'hub.db'), now: 0, timers: null });
  await storage.write(seed);
  sent = [];
  group = createGroupCommit({
    storage,
    prepare: (tx) => tx.feedSeq(),
    committed: (seq) => sent.push(seq),
  });
});

afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const add = (id: string) => group.run((tx) => addConversation(tx, id));
const spoil = () =>
  group.run(async (tx) => {
    await addConversation(tx, 'spoilt');
    throw new Error('no');
  });
const isThere = async (id: string) => (await storage.read((tx) => tx.conversation(id))) !== null;

test('[CO3] What arrives while a transaction runs shares one commit, in order of arrival', async () => {
  const write = vi.spyOn(storage, 'write');
  const records = await Promise.all(['a', 'b', 'c', 'd'].map(add));
  expect(records.map(({ number }) => number)).toEqual(['2026-000001', '2026-000002', '2026-000003', '2026-000004']);
  expect(write.mock.calls.length).toBeLessThan(3);
  expect(sent).toHaveLength(write.mock.calls.length);
});

test('[CO3] Alone, each is a commit of its own, and is answered after what it sends', async () => {
  for (const id of ['a', 'b']) {
    const before = sent.length;
    await add(id);
    expect(sent).toHaveLength(before + 1);
  }
});

test('[CO3] One that fails is undone alone: its neighbours in the same transaction are stored, once', async () => {
  const [a, failed, b] = await Promise.allSettled([add('a'), spoil(), add('b')]);
  expect([a.status, failed.status, b.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await Promise.all(['a', 'spoilt', 'b'].map(isThere))).toEqual([true, false, true]);
});

test('[CO3] Without a transaction everybody who waits is told, and the next one is tried again', async () => {
  const write = vi.spyOn(storage, 'write').mockRejectedValue(new Error('out of reach'));
  const failed = await Promise.allSettled([add('a'), add('b')]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  write.mockRestore();
  await add('c');
  expect(await Promise.all(['a', 'b', 'c'].map(isThere))).toEqual([false, false, true]);
});

test('[CO3] More than a transaction should hold are committed in several', async () => {
  const write = vi.spyOn(storage, 'write');
  await Promise.all(Array.from({ length: 150 }, (_, at) => add(`c${at}`)));
  expect(write.mock.calls.length).toBeGreaterThan(2);
  expect(write.mock.calls.length).toBeLessThan(8);
  expect(await isThere('c149')).toBe(true);
});

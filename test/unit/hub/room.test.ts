import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRoom, type Room, type Seat } from '../../../hub/room.ts';
import { openSqliteStorage } from '../../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../../hub/storage/storage.ts';
import { addConversation, claimBy, seed } from '../../support/storage-samples.ts';

let folder: string;
let storage: Storage;
let room: Room;
/** Who was sent a page, in order. */
let sent: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-room-'));
  storage = await openSqliteStorage({ file: join(folder, 'hub.db'), now: 0, timers: null });
  await storage.write(seed);
  sent = [];
  room = createRoom({ storage, log: { info: vi.fn(), defect: vi.fn() } });
});

afterEach(async () => {
  room.close();
  await storage.close();
  rmSync(folder, { recursive: true });
});

async function enter(name: string): Promise<Seat> {
  const guest = { userId: name, deviceId: `pc-${name}`, connection: 1, replaced: vi.fn(), barred: vi.fn() };
  const seat = room.enter({ ...guest, send: () => sent.push(name) }, 0, 0);
  await seat.settled();
  return seat;
}

test.each(['maria', 'luca'] as const)('[CO5] Of all who are told, %s, who asked, is told first', async (asking) => {
  const record = await storage.write((tx) => addConversation(tx, 'c1'));
  const seats = { maria: await enter('maria'), luca: await enter('luca') };
  sent.length = 0;
  await seats[asking].commit((tx) => claimBy(tx, record, asking));
  expect(sent).toEqual(asking === 'maria' ? ['maria', 'luca'] : ['luca', 'maria']);
  sent.length = 0;
  await room.commit((tx) => tx.touchConversation('c1'));
  expect(sent).toEqual([asking]);
});

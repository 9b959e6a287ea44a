import { expect, test } from 'vitest';
import { getMeta, setMeta } from '../../main/core/db/meta.ts';
import { createDeviceKey, publicKeyOf } from '../../main/core/sync/handshake.ts';
import { adoptNextKey, rotated, rotationFrame } from '../../main/core/sync/rotation.ts';
import { openTestDatabase } from '../support/core-database.ts';

const DAY_MS = 24 * 60 * 60_000;
const hubId = 'hub-1';

function device() {
  const { db, remove: close } = openTestDatabase();
  const { privateKey } = createDeviceKey();
  db.write((tx) => {
    setMeta(tx, 'deviceId', 'pc');
    setMeta(tx, 'userId', 'maria');
    setMeta(tx, 'privateKey', privateKey);
  });
  const frameAt = (localNow: number) => db.write((tx) => rotationFrame(tx, { hubId, localNow }));
  const inUse = () => db.read((tx) => getMeta(tx, 'privateKey'));
  return { db, close, privateKey, frameAt, inUse };
}

test('[SH4] A key is in use for 90 days from the first time that the hub was met, wherever the clock goes', () => {
  const { frameAt, close } = device();
  expect(frameAt(100 * DAY_MS)).toBeNull();
  expect(frameAt(190 * DAY_MS - 1)).toBeNull();
  expect(frameAt(190 * DAY_MS)).toMatchObject({ type: 'rotate' });
  close();
});

test('[SH4] The same next key is asked for until the hub has said that it took it', () => {
  const { db, frameAt, inUse, privateKey, close } = device();
  frameAt(0);
  const first = frameAt(90 * DAY_MS);
  expect(frameAt(91 * DAY_MS)).toEqual(first);
  expect(inUse()).toBe(privateKey);
  if (first?.type !== 'rotate') throw new Error('no rotation');
  db.write((tx) => rotated(tx, { publicKey: publicKeyOf(privateKey), localNow: 1 }));
  expect(inUse()).toBe(privateKey);
  db.write((tx) => rotated(tx, { publicKey: first.publicKey, localNow: 91 * DAY_MS }));
  expect(publicKeyOf(inUse() ?? '')).toBe(first.publicKey);
  expect(frameAt(91 * DAY_MS)).toBeNull();
  close();
});

test('[SH4] Where the hub’s word was lost, a refused signature makes the device try the next key', () => {
  const { db, frameAt, inUse, close } = device();
  frameAt(0);
  const asked = frameAt(90 * DAY_MS);
  if (asked?.type !== 'rotate') throw new Error('no rotation');
  expect(db.write((tx) => adoptNextKey(tx, { localNow: 90 * DAY_MS }))).toBe(true);
  expect(publicKeyOf(inUse() ?? '')).toBe(asked.publicKey);
  expect(db.write((tx) => adoptNextKey(tx, { localNow: 90 * DAY_MS }))).toBe(false);
  close();
});

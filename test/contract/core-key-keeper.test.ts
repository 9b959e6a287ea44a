import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKeyFile } from '../../main/core/door/key-file.ts';
import { KeyKeeper } from '../../main/core/door/key-keeper.ts';
import { Keys } from '../../main/core/door/keys.ts';
import { setMeta } from '../../main/core/db/meta.ts';
import { createDeviceKey } from '../../main/core/sync/handshake.ts';
import { openTestDatabase } from '../support/core-database.ts';
import { challenge, createFakeHub } from '../support/core-fake-hub.ts';
import { createStepClock } from '../support/step-clock.ts';

test('[ID1] A device that was enrolled again is given the share of the device that it is now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-keeper-'));
  const [clock, hub, { db, remove }] = [createStepClock(), createFakeHub(), openTestDatabase()];
  const place = { file: join(folder, 'keys.json'), osSecret: Buffer.alloc(32, 1), offlineWindowMs: null };
  const keys = Keys.create(place, null);
  const { privateKey } = createDeviceKey();
  const hubUrl = 'ws://127.0.0.1:9';
  const former = Buffer.alloc(32, 2).toString('base64url');
  keys.addShare(former, { deviceId: 'before', privateKeys: [privateKey], hubUrl }, clock.now());
  const databaseKey = keys.databaseKey();
  db.write((tx) => {
    setMeta(tx, 'deviceId', 'now');
    setMeta(tx, 'privateKey', privateKey);
    setMeta(tx, 'hubUrl', hubUrl);
  });
  const fail = (): never => {
    throw new Error('not to be told');
  };
  const effects = { clock, timers: clock, openSocket: hub.openSocket };
  const keeper = new KeyKeeper({ ...effects, keys, db, lockOut: fail, revoked: fail, failed: fail });
  keeper.connectionChanged(true);
  hub.last().send(challenge);
  expect(hub.last().of('unlock')).toMatchObject([{ deviceId: 'now' }]);
  const share = Buffer.alloc(32, 3).toString('base64url');
  hub.last().send({ type: 'share', share });
  await expect.poll(() => keys.identity?.deviceId).toBe('now');
  const read = readKeyFile(place.file);
  if (read.kind !== 'read') throw new Error('no key file');
  const again = Keys.open(place, read.file, { pin: null, now: clock.now() });
  expect(() => again.useShare(former, clock.now())).toThrow('key-lost');
  again.useShare(share, clock.now());
  expect(again.databaseKey()).toBe(databaseKey);
  keeper.stop();
  remove();
  rmSync(folder, { recursive: true });
});

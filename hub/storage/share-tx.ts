import { randomBytes } from 'node:crypto';
import type { Work } from './gathered.ts';
import { destroyKey } from './key-tx.ts';
import { isDestroyed } from './seal.ts';

/** A device, and the key with which it proves who it is. */
export interface DeviceOfKey {
  readonly deviceId: string;
  readonly publicKey: string;
}

export interface ShareReads {
  /** Null: there is none, or it was destroyed. */
  deviceShare(device: DeviceOfKey): Promise<Buffer | null>;
}

export interface ShareWrites {
  /** Made where there is none; null where it was destroyed (SH2). */
  needShare(device: DeviceOfKey): Promise<Buffer | null>;
  /** The device proves itself with another key from now on; its share goes over to that (SH4). */
  rotateDevice(device: DeviceOfKey, publicKey: string): Promise<void>;
  /** The device proves itself with this key, whatever was known. */
  knowDeviceBy(device: DeviceOfKey): Promise<void>;
}

const SHARE_BYTES = 32;

/** Among the keys that no backup holds (RD5), under the device and its key: whoever has that key may ask for it (SH3). */
const idOf = ({ deviceId, publicKey }: DeviceOfKey): string => `d:${deviceId}.${publicKey}`;

export function shareTx(work: Work): ShareReads & ShareWrites {
  const { db } = work;
  const found = async (device: DeviceOfKey): Promise<Buffer | undefined> => {
    const row = await db.selectFrom('content_keys').select('key').where('id', '=', idOf(device)).executeTakeFirst();
    return row === undefined ? undefined : Buffer.from(row.key);
  };
  const add = async (device: DeviceOfKey, key: Buffer): Promise<void> => {
    await db
      .insertInto('content_keys')
      .values({ id: idOf(device), key })
      .execute();
  };
  const setKey = async ({ deviceId, publicKey }: DeviceOfKey): Promise<void> => {
    await db.updateTable('devices').set({ public_key: publicKey }).where('id', '=', deviceId).execute();
  };
  return {
    async deviceShare(device) {
      const share = await found(device);
      return share === undefined || isDestroyed(share) ? null : share;
    },
    async needShare(device) {
      const share = await found(device);
      if (share !== undefined) return isDestroyed(share) ? null : share;
      const made = randomBytes(SHARE_BYTES);
      await add(device, made);
      return made;
    },
    knowDeviceBy: setKey,
    async rotateDevice(device, publicKey) {
      const share = await found(device);
      await setKey({ ...device, publicKey });
      if (share === undefined) return;
      await add({ ...device, publicKey }, share);
      await destroyKey(work, idOf(device));
    },
  };
}

/** Without it the device's database can't be read any more, by anybody (SH2). */
export async function destroyShare(work: Work, deviceId: string): Promise<void> {
  const { db } = work;
  const row = await db.selectFrom('devices').select('public_key').where('id', '=', deviceId).executeTakeFirst();
  if (row === undefined) return;
  const device = { deviceId, publicKey: row.public_key };
  // It is named as destroyed even where none was made: none will be.
  const isKnown = await db.selectFrom('content_keys').select('id').where('id', '=', idOf(device)).executeTakeFirst();
  if (isKnown === undefined) {
    await db
      .insertInto('content_keys')
      .values({ id: idOf(device), key: Buffer.alloc(SHARE_BYTES) })
      .execute();
  } else await destroyKey(work, idOf(device));
}

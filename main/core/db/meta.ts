import type { ReadableDb, WritableDb } from './database.ts';

/** Everything that is there once, by name. A value that was never set is null. */
interface Meta {
  hubUrl: string;
  deviceId: string;
  userId: string;
  /** Ed25519, PKCS #8, base64: protected by the encryption of this file. */
  privateKey: string;
  /** While another one takes its place (SH4); empty: none does. */
  nextPrivateKey: string;
  /** Local instant at which the key was made, ms. */
  privateKeyAt: number;
  epoch: string;
  cursor: number;
  nextSeq: number;
  /** Place of the next command that may be undone (CO10). */
  nextUndoable: number;
  /** In `slot`, since it was last written anew. */
  erasedBytes: number;
  association: string;
  /** Of its pages for contacts; empty while the hub has not said (AP12). */
  publicUrl: string;
  /** Name of the damaged file that this one replaces; empty when it was an empty one. */
  rescuedFrom: string;
  /** Id of the device as it was found in that file. */
  rescuedDeviceId: string;
  /** Of the function that makes the searched text: deletions need the very words that were put in. */
  searchVersion: number;
  /** Local time of the last resynchronisation because digests differed, ms (DI3). */
  divergedAt: number;
  /** Local time of the last look, and the time without contact that was counted by then, ms (EX2). */
  seenAt: number;
  awayMs: number;
  /** As the hub said last, ms (EX1). */
  textExpiresAfterMs: number;
  /** JSON: the claim that was made last as that of the next in line (NX2); ids of cases that were skipped (NX3). */
  inLine: string;
  skipped: string;
  /** Mark of the uses that the hub is being told (CR8); empty: of none. */
  usesBatch: string;
  /** Of whoever this profile belongs to, as JSON. */
  preferences: string;
}
export type MetaName = keyof Meta;

export function getMeta<N extends MetaName>(db: ReadableDb, name: N): Meta[N] | null {
  const row = db.get<{ value: Meta[N] }>('select value from meta where name = ?', [name]);
  return row?.value ?? null;
}

export function setMeta<N extends MetaName>(db: WritableDb, name: N, value: Meta[N]): void {
  db.run('insert into meta values (?, ?) on conflict do update set value = excluded.value', [name, value]);
}

export interface Identity {
  readonly deviceId: string;
  readonly userId: string;
  readonly privateKey: string;
}

/** Who this device is; null until it is enrolled. */
export function identityOf(db: ReadableDb): Identity | null {
  const deviceId = getMeta(db, 'deviceId');
  const userId = getMeta(db, 'userId');
  const privateKey = getMeta(db, 'privateKey');
  return deviceId === null || userId === null || privateKey === null ? null : { deviceId, userId, privateKey };
}

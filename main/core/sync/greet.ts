import type { Down } from '../../../shared/protocol/down.ts';
import { pruneAnswered } from '../db/answered.ts';
import { putAllCreated } from '../db/created.ts';
import type { CoreDb, ReadableDb } from '../db/database.ts';
import { getMeta, setMeta, type Identity } from '../db/meta.ts';
import { answeredUpTo, markSentAgain, reconcileNumbers } from '../db/outbox.ts';
import { hasReceipts, sendReceiptsAgain } from '../db/receipts.ts';
import { resynchronise } from './resynchronise.ts';

/** Stores what the hub says of itself and of us, and throws away what can't be continued (FE10). */
export function greet(db: CoreDb, welcome: Extract<Down, { type: 'welcome' }>, localNow: number) {
  const earlierEpoch = db.read((tx) => getMeta(tx, 'epoch'));
  const resync = welcome.resync || (earlierEpoch !== null && earlierEpoch !== welcome.epoch);
  const isNewLife = earlierEpoch !== null && earlierEpoch !== welcome.epoch;
  // In one transaction: a device that is cut off in between would take the hub for the one that it knows.
  const { left, owesReceipts } = db.write((tx) => {
    const thrownAway = resync ? resynchronise(tx, welcome.epoch) : [];
    if (isNewLife) markSentAgain(tx);
    setMeta(tx, 'epoch', welcome.epoch);
    setMeta(tx, 'association', welcome.association.name);
    setMeta(tx, 'publicUrl', welcome.association.publicUrl ?? '');
    setMeta(tx, 'textExpiresAfterMs', welcome.textExpiresAfterMs);
    reconcileNumbers(tx, welcome.lastCommand);
    pruneAnswered(tx, localNow);
    sendReceiptsAgain(tx);
    putAllCreated(tx, welcome.userId);
    return { left: thrownAway, owesReceipts: hasReceipts(tx) };
  });
  // Also where cutting it off failed when the text left: the receipts are sent from here on (EV3).
  if (resync || owesReceipts) db.truncateLog();
  return { resync, earlierEpoch, left };
}

/** What the hub told of before is no longer known here, but nothing else of it is held either. */
export const wasRescued = (db: ReadableDb): boolean => {
  const deviceId = getMeta(db, 'rescuedDeviceId');
  return deviceId !== null && deviceId === getMeta(db, 'deviceId');
};

export function helloFacts(db: CoreDb, { deviceId, privateKey }: Identity) {
  return db.read((tx) => ({
    deviceId,
    privateKey,
    epoch: getMeta(tx, 'epoch'),
    cursor: getMeta(tx, 'cursor') ?? 0,
    answered: answeredUpTo(tx),
  }));
}

import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { CLOSED, hold, letGo, type FromMover, type MoverStart, type ToMover } from './log-mover-lock.ts';

/** The thread that `log-mover.ts` starts: a connection of its own, which does nothing but move the log into the file. */
const { file, key, lock } = workerData as MoverStart;
const sqlite = new Sqlite(file, { fileMustExist: true });
sqlite.pragma("cipher = 'sqlcipher'");
sqlite.pragma(`key = "x'${key}'"`);
sqlite.pragma('synchronous = FULL');
sqlite.pragma('wal_autocheckpoint = 0');
sqlite.prepare('select count(*) from sqlite_schema').get();

const say = (message: FromMover): void => parentPort?.postMessage(message);

/** Waits for nobody who writes, and nobody who writes waits for it. */
function move(): void {
  if (!hold(lock)) return;
  try {
    const [result] = sqlite.pragma('wal_checkpoint(PASSIVE)') as readonly { readonly log: number }[];
    say({ type: 'moved', logPages: result?.log ?? 0 });
  } catch {
    // A full disk, for one: whoever writes meets it too, and says so.
    say({ type: 'failed' });
  } finally {
    letGo(lock);
  }
}

parentPort?.on('message', (message: ToMover) => {
  if (message !== 'end') return move();
  try {
    sqlite.close();
  } finally {
    Atomics.store(lock, CLOSED, 1);
    Atomics.notify(lock, CLOSED);
    parentPort?.close();
  }
  return undefined;
});
say({ type: 'ready' });

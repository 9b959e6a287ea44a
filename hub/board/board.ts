import { createHash } from 'node:crypto';
import type { Board, BoardCases, BoardSelection } from '../../shared/model/board.ts';
import type { Presence } from '../presence/presence.ts';
import { createSerial } from '../storage/serial.ts';
import type { BoardRow } from '../storage/board-tx.ts';
import type { Storage } from '../storage/storage.ts';
import { casesOf, counts, tally } from './tally.ts';

export interface Boards {
  /** As it is now: everything that was committed before this was asked is in it. */
  board(): Promise<Board>;
  cases(selection: BoardSelection): Promise<BoardCases>;
}

export interface BoardDeps {
  readonly storage: Storage;
  readonly presence: Pick<Presence, 'doings'>;
}

/** Cases read in one transaction: nobody else waits for long. */
const AT_ONCE = 500;

/**
 * What coordinators look at each second. All cases are looked at once, when somebody asks for the first time; from then on only
 * what the feed says has changed, so that a look costs as much as has happened since the last one (BO2).
 */
export function createBoards({ storage, presence }: BoardDeps): Boards {
  const inOrder = createSerial();
  const rows = new Map<string, BoardRow>();
  let cursor: number | null = null;
  const take = (read: readonly BoardRow[]): void => {
    for (const row of read) {
      if (counts(row)) rows.set(row.id, row);
      else rows.delete(row.id);
    }
  };
  const catchUp = async (): Promise<void> => {
    cursor ??= await readAll(storage, take);
    for (;;) {
      const above: number = cursor;
      const read = await storage.read(async (tx) => {
        if ((await tx.feedSeq()) === above) return null;
        const feed = await tx.feed(above, AT_ONCE);
        const ids = feed.filter(({ kind }) => kind === 'conversation').map(({ id }) => id);
        return { changed: await tx.boardRows(ids), end: feed.at(-1)?.seq ?? above, isLast: feed.length < AT_ONCE };
      });
      if (read === null) return;
      take(read.changed);
      cursor = read.end;
      if (read.isLast) return;
    }
  };
  return {
    board: () =>
      inOrder(async () => {
        await catchUp();
        const [groups, users] = await storage.read(async (tx) => [await tx.groups(), await tx.users()] as const);
        const doings = presence.doings();
        const stateOf = (userId: string) => doings.get(userId)?.state ?? 'offline';
        const told = tally(rows, { groups, users, stateOf });
        return { revision: createHash('sha256').update(JSON.stringify(told)).digest('base64url'), ...told };
      }),
    cases: (selection) =>
      inOrder(async () => {
        await catchUp();
        return casesOf(rows, selection);
      }),
  };
}

/** What changes meanwhile stands above the number that is returned. */
async function readAll(storage: Storage, take: (read: readonly BoardRow[]) => void): Promise<number> {
  const seq = await storage.read((tx) => tx.feedSeq());
  let after = '';
  for (;;) {
    const ids = await storage.read(async (tx) => {
      const some = await tx.conversationIds(after, AT_ONCE);
      take(await tx.boardRows(some));
      return some;
    });
    after = ids.at(-1) ?? after;
    if (ids.length < AT_ONCE) return seq;
  }
}

import { PATCH_WINDOW } from '../shared/protocol/limits.ts';
import { emptyPage, renderFetched, renderPages, type Page, type Pages } from './feed/pages.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import type { Log } from './log.ts';
import type { Barred, Committed, Storage, WriteTx } from './storage/storage.ts';

/** A device that is up for changes, seen from the room. */
export interface Guest {
  readonly deviceId: string;
  readonly userId: string;
  /** Grows with every connection of any device on any hub. */
  readonly connection: number;
  send(frame: string): void;
  /** Another connection of the same device has come (HS8). */
  replaced(): void;
  /** The device was revoked, or its user is not active any more (HS10). */
  barred(): void;
}

export interface Seat {
  /** As the room's, for this device: of all who are told, it is told first. */
  commit: GroupCommit['run'];
  /** The device has stored everything up to here. */
  acknowledged(cursor: number): void;
  /**
   * Resolves when everything committed so far was sent, or can't be sent before an acknowledgement; at once for a device
   * that is catching up and would wait for long.
   */
  settled(): Promise<void>;
  /** Sends these conversations as they are now, beside the feed (EX4). */
  fetch(conversationIds: readonly string[]): Promise<void>;
  /** The last page that was sent, and how far the feed was looked at for it. */
  position(): { readonly sentCursor: number; readonly cursor: number };
  leave(): void;
}

export interface Room {
  enter(guest: Guest, cursor: number, behind: number): Seat;
  /**
   * Changes the data for a device. The pages that show the change are part of the same transaction: holds are recorded
   * with it (EV1), one commit makes all of it durable, and they are sent before this resolves (CO5).
   */
  commit: GroupCommit['run'];
  /** Ends the rounds; nothing is sent any more. */
  close(): void;
}

/** Further behind than this, a device is catching up and takes turns, so that it holds up nobody's live changes. */
const FAR_BEHIND = 256;
const FAR_PER_ROUND = 2;
/** An idle device's stored cursor is moved on when it has fallen so far behind through changes that aren't its business. */
const MAX_SILENT_ADVANCE = 1_024;

interface Member {
  readonly guest: Guest;
  cursor: number;
  sentCursor: number;
  /** Cursors of pages that the device has not acknowledged. */
  unacknowledged: number[];
  isUpToDate: boolean;
  /** It has asked for something or acknowledged a page: by then it has said what had expired (EX3). */
  hasSpoken: boolean;
  isFar: boolean;
  /** The last thing that the device was told is that it holds everything. */
  wasToldDone: boolean;
  waiting: (() => void)[];
}

export function createRoom({ storage, log }: { readonly storage: Storage; readonly log: Log }): Room {
  const members = new Map<string, Member>();
  /** Those who wait for a commit themselves. */
  const asking = new Set<Member>();
  let isRunning = false;
  const stopListening = storage.onCommit((what) => {
    if (what.entered !== undefined) replace(members.get(what.entered.deviceId), what.entered.connection);
    if (what.barred !== undefined) void endBarred(what.barred, { storage, members, log });
    if (!what.feed) return;
    for (const member of members.values()) if (!hasSeen(member, what)) member.isUpToDate = false;
    run();
  });
  const run = (): void => {
    if (isRunning || ![...members.values()].some(canTake)) return;
    isRunning = true;
    rounds(storage, members).then(
      () => {
        isRunning = false;
        // Something may have been committed after the last look.
        run();
      },
      (error: unknown) => {
        isRunning = false;
        log.defect('feed', error);
        for (const member of members.values()) settle(member);
      },
    );
  };
  const { run: commit } = createGroupCommit({
    storage,
    prepare: (tx) => renderForNear(tx, members, log),
    committed: (rendered) => {
      for (const { member, pages } of askingFirst(rendered, asking)) deliver(member, pages, members);
      asking.clear();
    },
  });
  return {
    commit,
    enter(guest, cursor, behind) {
      members.get(guest.deviceId)?.guest.replaced();
      const member = newMember(guest, cursor, behind);
      members.set(guest.deviceId, member);
      run();
      const commitFor: GroupCommit['run'] = (job) => {
        asking.add(member);
        member.hasSpoken = true;
        return commit(job);
      };
      return { ...seatOf(member, { storage, members, run }), commit: commitFor };
    },
    close() {
      stopListening();
      for (const member of members.values()) settle(member);
      members.clear();
    },
  };
}

function newMember(guest: Guest, cursor: number, behind: number): Member {
  return {
    guest,
    cursor,
    sentCursor: cursor,
    unacknowledged: [],
    isUpToDate: false,
    hasSpoken: false,
    isFar: behind > FAR_BEHIND,
    wasToldDone: false,
    waiting: [],
  };
}

interface Around {
  readonly storage: Storage;
  readonly members: Map<string, Member>;
  readonly run: () => void;
}

function seatOf(member: Member, room: Around): Omit<Seat, 'commit'> {
  return {
    acknowledged(cursor) {
      member.hasSpoken = true;
      member.unacknowledged = member.unacknowledged.filter((sent) => sent > cursor);
      if (canTake(member)) room.run();
    },
    settled() {
      if (member.isFar || !canTake(member)) return Promise.resolve();
      const settled = new Promise<void>((resolve) => member.waiting.push(resolve));
      room.run();
      return settled;
    },
    position: () => ({ sentCursor: member.sentCursor, cursor: member.cursor }),
    async fetch(ids) {
      const { deviceId, userId } = member.guest;
      await room.storage.write(
        (tx) => renderFetched(tx, { deviceId, userId, ids, cursor: member.sentCursor, isDone: member.wasToldDone }),
        (pages) => {
          if (room.members.get(deviceId) === member) for (const { text } of pages) member.guest.send(text);
        },
      );
    },
    leave() {
      settle(member);
      if (room.members.get(member.guest.deviceId) === member) room.members.delete(member.guest.deviceId);
    },
  };
}

/** The device is connected to another hub since. */
function replace(member: Member | undefined, connection: number): void {
  if (member !== undefined && member.guest.connection < connection) member.guest.replaced();
}

interface Doors {
  readonly storage: Storage;
  readonly members: ReadonlyMap<string, Member>;
  readonly log: Log;
}

/** Those that are named go before anything else is sent; where nobody is named, the database knows. */
async function endBarred(barred: Barred | 'unknown', { storage, members, log }: Doors): Promise<void> {
  const all = [...members.values()];
  if (barred !== 'unknown') {
    const isNamed = ({ guest }: Member) =>
      barred.deviceIds.includes(guest.deviceId) || barred.userIds.includes(guest.userId);
    for (const { guest } of all.filter(isNamed)) guest.barred();
    return;
  }
  try {
    const ids = await storage.read((tx) => tx.barredAmong(all.map(({ guest }) => guest.deviceId)));
    for (const id of ids) members.get(id)?.guest.barred();
  } catch (error) {
    log.defect('feed', error);
  }
}

const hasRoom = (member: Member): boolean => member.unacknowledged.length < PATCH_WINDOW;
const canTake = (member: Member): boolean => !member.isUpToDate && hasRoom(member);

/** It was sent with the commit itself. */
const hasSeen = (member: Member, { feedSeq }: Committed): boolean =>
  feedSeq !== undefined && member.isUpToDate && member.cursor >= feedSeq;

function settle(member: Member): void {
  for (const resolve of member.waiting.splice(0)) resolve();
}

/** Renders for all who can take pages, in one transaction a round, until nobody can. */
async function rounds(storage: Storage, members: ReadonlyMap<string, Member>): Promise<void> {
  for (;;) {
    const turn = nextTurn(members);
    if (turn.length === 0) return;
    await storage.write(
      (tx) => renderPages(tx, turn.map(requestOf)),
      (rendered) => {
        for (const [index, pages] of rendered.entries()) deliver(turn[index], pages, members);
      },
    );
    for (const member of members.values()) if (!canTake(member)) settle(member);
  }
}

interface Rendered {
  readonly member: Member;
  readonly pages: Pages;
}

/** A piece of writing costs the system as much as a small command: who waits for an answer does not wait for those to others. */
const askingFirst = (rendered: readonly Rendered[], asking: ReadonlySet<Member>): readonly Rendered[] => [
  ...rendered.filter(({ member }) => asking.has(member)),
  ...rendered.filter(({ member }) => !asking.has(member)),
];

/**
 * For everybody who is nearly up to date, in a transaction that changed something. Should it fail, the change is kept all
 * the same, and the next round finds out whether it fails again.
 */
async function renderForNear(tx: WriteTx, members: ReadonlyMap<string, Member>, log: Log): Promise<Rendered[]> {
  try {
    const feedSeq = await tx.feedSeq();
    const near = [...members.values()].filter((member) => !member.isFar && hasRoom(member) && member.cursor < feedSeq);
    const rendered = near.length === 0 ? [] : await renderPages(tx, near.map(requestOf));
    return near.flatMap((member, index) => {
      const pages = rendered[index];
      return pages === undefined ? [] : [{ member, pages }];
    });
  } catch (error) {
    log.defect('feed', error);
    return [];
  }
}

/** Everybody who is nearly up to date, and of those who are far behind, the furthest. */
function nextTurn(members: ReadonlyMap<string, Member>): Member[] {
  const able = [...members.values()].filter(canTake);
  const far = able.filter(({ isFar }) => isFar).sort((a, b) => a.cursor - b.cursor);
  return [...able.filter(({ isFar }) => !isFar), ...far.slice(0, FAR_PER_ROUND)];
}

const requestOf = ({ guest, cursor, unacknowledged, hasSpoken }: Member) => ({
  deviceId: guest.deviceId,
  userId: guest.userId,
  cursor,
  hasSpoken,
  maxPages: PATCH_WINDOW - unacknowledged.length,
});

/** Runs between the commit of the holds and the next transaction: what is sent is current (FE2). */
function deliver(
  member: Member | undefined,
  { pages, cursor, isDone }: Pages,
  members: ReadonlyMap<string, Member>,
): void {
  if (member === undefined || members.get(member.guest.deviceId) !== member) return;
  for (const page of pages) send(member, page);
  const isSilent = pages.length === 0;
  if (isSilent && isDone && (!member.wasToldDone || cursor - member.sentCursor > MAX_SILENT_ADVANCE)) {
    send(member, emptyPage(cursor));
  }
  member.cursor = cursor;
  member.isUpToDate = isDone;
  member.isFar = member.isFar && !isDone;
  member.wasToldDone = isDone || (isSilent && member.wasToldDone);
}

/** Parts of one long conversation leave the cursor where it is and count as the page that ends them (FE9). */
function send(member: Member, page: Page): void {
  member.guest.send(page.text);
  if (page.cursor > member.sentCursor) member.unacknowledged.push(page.cursor);
  member.sentCursor = page.cursor;
}

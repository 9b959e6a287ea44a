import {
  MAX_BOARD_CASES,
  type Board,
  type BoardCase,
  type BoardCases,
  type BoardSelection,
} from '../../shared/model/board.ts';
import type { Group, User } from '../../shared/model/directory.ts';
import type { BoardRow } from '../storage/board-tx.ts';

/** What the board counts: cases that are open, and those whose text has still to go somewhere. */
export type BoardRows = ReadonlyMap<string, BoardRow>;

/** The rest of the cases is of no interest, and is kept nowhere. */
export const counts = ({ state, overdue }: BoardRow): boolean => state !== 'resolved' || overdue.length > 0;

const isOpen = ({ state, isLed }: BoardRow): boolean => state !== 'resolved' && !isLed;

interface Around {
  readonly groups: readonly Group[];
  readonly users: readonly User[];
  readonly stateOf: (userId: string) => Board['people'][number]['state'];
}

export function tally(rows: BoardRows, { groups, users, stateOf }: Around): Omit<Board, 'revision'> {
  const byGroup = new Map(groups.map(({ id }) => [id, { waiting: 0, oldestAt: null as number | null, claimed: 0 }]));
  const byUser = new Map<string, { open: number; chats: number; late: number }>();
  const late = { marked: 0, coordinators: 0 };
  const rest = { unheard: 0, passing: 0, unreachable: 0 };
  for (const row of rows.values()) {
    if (!isOpen(row)) continue;
    const group = byGroup.get(row.groupId);
    if (group !== undefined) countGroup(group, row);
    if (row.assigneeId !== null) countPerson(byUser, row.assigneeId, row);
    if (row.late.answer !== undefined) late[row.late.answer === 2 ? 'coordinators' : 'marked'] += 1;
    if (row.unheard > 0) rest.unheard += 1;
    if (row.passingTo !== null) rest.passing += 1;
    if (row.late.call !== undefined) rest.unreachable += 1;
  }
  const isShown = ({ id, retired }: Group): boolean => retired !== true || (byGroup.get(id)?.claimed ?? 0) > 0;
  const people = users
    .filter(({ id, active }) => active || byUser.has(id))
    .map(({ id }) => ({ userId: id, open: 0, chats: 0, late: 0, ...byUser.get(id), state: stateOf(id) }));
  return {
    groups: groups
      .filter(isShown)
      .map(({ id }) => ({ groupId: id, waiting: 0, oldestAt: null, claimed: 0, ...byGroup.get(id) })),
    people,
    late,
    ...rest,
    devices: devicesOf(rows),
  };
}

function countGroup(group: { waiting: number; oldestAt: number | null; claimed: number }, row: BoardRow): void {
  if (row.state === 'claimed') {
    group.claimed += 1;
    return;
  }
  group.waiting += 1;
  group.oldestAt = group.oldestAt === null ? row.arrivedAt : Math.min(group.oldestAt, row.arrivedAt);
}

function countPerson(
  byUser: Map<string, { open: number; chats: number; late: number }>,
  userId: string,
  { channel, late }: BoardRow,
): void {
  const person = byUser.get(userId) ?? { open: 0, chats: 0, late: 0 };
  person.open += 1;
  if (channel === 'chat') person.chats += 1;
  if (late.answer !== undefined || late.hearing !== undefined) person.late += 1;
  byUser.set(userId, person);
}

const MAX_DEVICES = 100;

/** Those with the most first. */
function devicesOf(rows: BoardRows): Board['devices'] {
  const devices = new Map<string, Board['devices'][number]>();
  for (const { overdue } of rows.values()) {
    for (const { deviceId, userId, name } of overdue) {
      const cases = (devices.get(deviceId)?.cases ?? 0) + 1;
      devices.set(deviceId, { deviceId, userId, name, cases });
    }
  }
  return [...devices.values()]
    .sort((a, b) => b.cases - a.cases || (a.deviceId < b.deviceId ? -1 : 1))
    .slice(0, MAX_DEVICES);
}

/** Oldest first; field by field, so that what a row has later doesn't become visible by itself. */
export function casesOf(rows: BoardRows, selection: BoardSelection): BoardCases {
  const chosen = [...rows.values()].filter((row) => isChosen(row, selection));
  chosen.sort((a, b) => a.arrivedAt - b.arrivedAt || (a.number < b.number ? -1 : 1));
  return { total: chosen.length, cases: chosen.slice(0, MAX_BOARD_CASES).map(caseOf) };
}

function isChosen(row: BoardRow, selection: BoardSelection): boolean {
  if (selection.by === 'device') return row.overdue.some(({ deviceId }) => deviceId === selection.deviceId);
  if (!isOpen(row)) return false;
  switch (selection.by) {
    case 'waiting':
      return row.state === 'waiting' && row.groupId === selection.groupId;
    case 'person':
      return row.assigneeId === selection.userId;
    case 'late':
      return row.late.answer !== undefined;
    case 'unheard':
      return row.unheard > 0;
    case 'passing':
      return row.passingTo !== null;
    case 'unreachable':
      return row.late.call !== undefined;
  }
}

const caseOf = (row: BoardRow): BoardCase => {
  const { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, late, unheard, passingTo } = row;
  return { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, late, unheard, passingTo };
};

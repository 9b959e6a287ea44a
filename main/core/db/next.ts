import type { Result } from '../../../shared/bridge/core-queries.ts';
import type { Failure } from '../../../shared/errors.ts';
import { MAX_SKIPPED } from '../../../shared/model/next.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import { isMember } from '../../../shared/model/directory.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { allGroups } from './directory.ts';
import { getMeta, setMeta } from './meta.ts';
import { addCommand } from './outbox.ts';
import { endUndo, undoUntil } from './undoable.ts';
import { refreshVisible, type VisibleColumns } from './visible.ts';

/** So often in a row the hub's word on what is next is followed without asking the person again (NX2). */
const MAX_TRIES = 20;

/** The claim that was made last as that of the next in line. */
interface InLine {
  readonly seq: number;
  readonly conversationId: string;
  readonly tries: number;
  /** Those that may have been shown to the person before the hub knew better. */
  readonly insteadOf: readonly string[];
}

interface By {
  readonly userId: string;
  readonly localAt: number;
}

type Claim = Extract<Command, { name: 'claim' }>;

/** Claims what is next in line as far as this device knows; null: nothing is. */
export function claimNext(tx: WritableDb, by: By): string | null {
  const conversationId = firstInLine(tx);
  if (conversationId !== null) claimAs(tx, { conversationId, tries: 1, insteadOf: [] }, by);
  return conversationId;
}

function claimAs(tx: WritableDb, claim: Omit<InLine, 'seq'>, { userId, localAt }: By): void {
  const { conversationId } = claim;
  // Given back a moment ago, behind a reply that could still be undone: all of that goes before.
  const isHeld = undoUntil(tx, { name: 'claim', conversationId }, { now: localAt, undoMs: 0 }) !== null;
  if (isHeld) endUndo(tx, { now: Infinity, userId });
  const next = { groupIds: groupIdsOf(tx), skipped: skippedIds(tx) };
  const seq = addCommand(tx, { name: 'claim', conversationId, next }, localAt);
  setMeta(tx, 'inLine', JSON.stringify({ seq, ...claim } satisfies InLine));
  refreshVisible(tx, conversationId, userId);
}

/** The hub says that another one is next: that one is claimed instead. False: this is for the person to know. */
export function goOn(
  tx: WritableDb,
  { seq, command, failure }: { readonly seq: number; readonly command: Claim; readonly failure: Failure },
  by: By,
): boolean {
  const last = lastInLine(tx);
  const { conversationId } = failure;
  if (last === null || last.seq !== seq || conversationId === undefined) return false;
  if (failure.code !== 'not-next' || last.tries >= MAX_TRIES) return false;
  // Somebody else has had it since: the hub knows better.
  forgetSkipped(tx, conversationId);
  claimAs(tx, { conversationId, tries: last.tries + 1, insteadOf: [...last.insteadOf, command.conversationId] }, by);
  tx.touch(`conversation:${command.conversationId}`);
  return true;
}

/** Not offered to this person again while nobody else has had it (NX3). */
export function noteSkipped(tx: WritableDb, command: Command): void {
  if (command.name !== 'release' || command.skipped === undefined) return;
  const ids = skippedIds(tx).filter((id) => id !== command.conversationId && isWaiting(tx, id));
  setMeta(tx, 'skipped', JSON.stringify([...ids, command.conversationId].slice(-MAX_SKIPPED)));
}

/** The case that was taken as the next in line, while this person holds it or asks for it. */
export function heldInLine(db: ReadableDb): Pick<Result<'next'>, 'heldId' | 'insteadOf'> {
  const last = lastInLine(db);
  if (last === null) return nothingHeld;
  const row = shownById(db, last.conversationId);
  const isHeld = row?.v_claim === 'requested' || (row?.v_claim === 'mine' && row.v_state === 'claimed');
  return isHeld ? { heldId: last.conversationId, insteadOf: [...last.insteadOf] } : nothingHeld;
}

const nothingHeld = { heldId: null, insteadOf: [] };

/** The first that waits and that this person could take, in order of arrival and by nothing else. */
export function firstInLine(db: ReadableDb): string | null {
  const skipped = skippedIds(db);
  const groupIds = groupIdsOf(db);
  const limit = skipped.length + 1;
  const rows =
    groupIds === null
      ? db.all<{ id: string }>(inLineSql(''), { limit })
      : db.all<{ id: string }>(inLineSql(IN_GROUPS), { limit, groupIds: JSON.stringify(groupIds) });
  return rows.find(({ id }) => !skipped.includes(id))?.id ?? null;
}

const IN_GROUPS = ' and v_group_id in (select value from json_each(@groupIds))';
const inLineSql = (inGroups: string): string =>
  `select id from conversation where v_list = 'to-take' and v_claim = 'none'${inGroups} order by v_sort, key limit @limit + 0`;

/** How many wait that this person has skipped. */
export const skippedWaiting = (db: ReadableDb): number => skippedIds(db).filter((id) => isWaiting(db, id)).length;

/** The groups in which this person works (GR2); null where that is all of them. */
export function groupIdsOf(db: ReadableDb): string[] | null {
  const userId = getMeta(db, 'userId') ?? '';
  const groups = allGroups(db).filter(({ retired }) => retired !== true);
  const own = groups.filter((group) => isMember(group, userId));
  return own.length === groups.length ? null : own.map(({ id }) => id);
}

const isWaiting = (db: ReadableDb, id: string): boolean => shownById(db, id)?.v_list === 'to-take';

type Shown = Pick<VisibleColumns, 'v_list' | 'v_state' | 'v_claim'>;

const shownById = (db: ReadableDb, id: string): Shown | undefined =>
  db.get<Shown>('select v_list, v_state, v_claim from conversation where id = ?', [id]);

function lastInLine(db: ReadableDb): InLine | null {
  const stored = getMeta(db, 'inLine');
  return stored === null ? null : (JSON.parse(stored) as InLine);
}

function skippedIds(db: ReadableDb): string[] {
  const stored = getMeta(db, 'skipped');
  return stored === null ? [] : (JSON.parse(stored) as string[]);
}

function forgetSkipped(tx: WritableDb, conversationId: string): void {
  setMeta(tx, 'skipped', JSON.stringify(skippedIds(tx).filter((id) => id !== conversationId)));
}

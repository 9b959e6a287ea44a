import type { Ids } from '../../shared/effects.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Group } from '../../shared/model/directory.ts';
import { MAX_GROUPS, type GroupChange, type GroupUses } from '../../shared/model/staff.ts';
import { nextInstant, systemLine, withLine } from '../commands/decision.ts';
import type { By } from '../device-http.ts';
import type { ReadTx, WriteTx } from '../storage/storage.ts';

type ByPerson = By & { readonly ids: Ids };
type Step<S extends GroupChange['step']> = Extract<GroupChange, { step: S }>;

/** Null: it is so from now on (section GR). Who may ask has been looked at. */
export async function changeGroups(tx: WriteTx, change: GroupChange, by: ByPerson): Promise<Failure | null> {
  switch (change.step) {
    case 'create':
      return create(tx, change, by);
    case 'change':
      return rename(tx, change, by);
    case 'order':
      return reorder(tx, change, by);
    case 'retire':
      return retire(tx, change, by);
  }
}

export const inUse = (groups: readonly Group[]): readonly Group[] => groups.filter(({ retired }) => retired !== true);

async function create(tx: WriteTx, { name, memberIds }: Step<'create'>, by: ByPerson): Promise<Failure | null> {
  const groups = await tx.groups();
  if (groups.length >= MAX_GROUPS) return { code: 'invalid-request', limit: MAX_GROUPS };
  if (isTaken(groups, name)) return { code: 'name-taken' };
  if (!(await areKnown(tx, memberIds))) return { code: 'unknown-user' };
  const position = Math.max(-1, ...groups.map((group) => group.position)) + 1;
  const group = { id: by.ids.next(), name: trimmed(name), position, ...membersOf(memberIds), revision: 1 };
  await tx.putGroup(group);
  await record(tx, by, { group, step: 'created' });
  return null;
}

async function rename(tx: WriteTx, change: Step<'change'>, by: ByPerson): Promise<Failure | null> {
  const groups = await tx.groups();
  const known = groups.find(({ id }) => id === change.groupId);
  if (known === undefined || known.retired) return { code: 'unknown-group' };
  if ((known.revision ?? 0) !== change.revision) return { code: 'settings-changed' };
  const others = groups.filter(({ id }) => id !== known.id);
  if (isTaken(others, change.name)) return { code: 'name-taken' };
  if (!(await areKnown(tx, change.memberIds))) return { code: 'unknown-user' };
  const { memberIds: _, ...rest } = known;
  const group = { ...rest, name: trimmed(change.name), ...membersOf(change.memberIds), revision: change.revision + 1 };
  await tx.putGroup(group);
  await record(tx, by, { group, step: 'changed' });
  return null;
}

/** The first one takes what nothing puts elsewhere (RT1): the order is more than looks. */
async function reorder(tx: WriteTx, { from, to }: Step<'order'>, by: ByPerson): Promise<Failure | null> {
  const groups = inUse(await tx.groups());
  if (groups.map(({ id }) => id).join() !== from.join()) return { code: 'settings-changed' };
  const wanted = to.flatMap((id) => groups.find((group) => group.id === id) ?? []);
  if (new Set(to).size !== groups.length || wanted.length !== groups.length) return { code: 'invalid-request' };
  for (const [position, group] of wanted.entries()) {
    if (group.position === position) continue;
    await tx.putGroup({ ...group, position });
    await record(tx, by, { group, step: 'ordered' });
  }
  return null;
}

/** What waits in it waits in the other one, each case with its number and its place (GR4). */
async function retire(tx: WriteTx, change: Step<'retire'>, by: ByPerson): Promise<Failure | null> {
  const groups = inUse(await tx.groups());
  const known = groups.find(({ id }) => id === change.groupId);
  if (known === undefined) return { code: 'unknown-group' };
  if (groups.length === 1) return { code: 'last-group' };
  const into = groups.find(({ id }) => id === change.intoId);
  if (into === undefined || into === known) return { code: 'unknown-group' };
  if ((known.revision ?? 0) !== change.revision) return { code: 'settings-changed' };
  const group = { ...known, revision: change.revision + 1 };
  await tx.retireGroup(group, into.id);
  const waiting = await tx.casesIn(known.id, 'waiting');
  for (const id of waiting) await moveCase(tx, id, { intoId: into.id, by });
  await record(tx, by, { group, step: 'retired', intoId: into.id, moved: waiting.length });
  return null;
}

/** A case that is merged with one that was moved before has followed it (MG3). */
async function moveCase(
  tx: WriteTx,
  id: string,
  { intoId, by: { at: now, actor, ids } }: { readonly intoId: string; readonly by: ByPerson },
): Promise<void> {
  const before = await tx.conversation(id);
  if (before === null || before.groupId === intoId) return;
  const event = { code: 'transferred', userId: actor.userId ?? '', toUserId: null, toGroupId: intoId } as const;
  const line = systemLine({ id: ids.next(), at: nextInstant(before, now), event });
  await tx.saveConversation(withLine(before, { ...before, groupId: intoId }, line));
}

/** What names a group, before it is retired (GR5); null: there is no such group in use. */
export async function usesOf(tx: ReadTx, groupId: string): Promise<GroupUses | null> {
  if (!inUse(await tx.groups()).some(({ id }) => id === groupId)) return null;
  const { rules } = (await tx.associationSettings()).routing;
  const [schedule] = await tx.schedules([groupId]);
  return {
    waiting: (await tx.casesIn(groupId, 'waiting')).length,
    claimed: (await tx.casesIn(groupId, 'claimed')).length,
    rules: rules.filter((rule) => rule.groupId === groupId).map(({ name }) => name),
    keys: [...(await tx.keyGroups())].filter(([, led]) => led === groupId).map(([key]) => key),
    hasHours: (schedule?.weekly.length ?? 0) > 0,
    cannedReplies: (await tx.cannedReplies()).filter((reply) => reply.groupId === groupId).length,
  };
}

interface Recorded {
  readonly group: Group;
  readonly step: 'created' | 'changed' | 'ordered' | 'retired';
  /** Of a group that was retired. */
  readonly intoId?: string;
  readonly moved?: number;
}

async function record(
  tx: WriteTx,
  { at, actor }: ByPerson,
  { group, step, intoId, moved = 0 }: Recorded,
): Promise<void> {
  const facts = { groupId: group.id, step, revision: group.revision ?? 0, intoId: intoId ?? null, moved };
  await tx.appendAudit([{ at, actor, kind: 'group', conversation: null, facts }]);
}

type Name = Group['name'];
const trimmed = ({ it, en }: Name): Name => ({ it: it.trim(), en: en.trim() });
const membersOf = (memberIds: readonly string[] | null): Pick<Group, 'memberIds'> =>
  memberIds === null ? {} : { memberIds: [...new Set(memberIds)].toSorted() };

/** Two groups of the same name in a list could not be told apart. */
const isTaken = (groups: readonly Group[], name: Name): boolean =>
  inUse(groups).some((group) =>
    (['it', 'en'] as const).some((lang) => folded(group.name[lang]) === folded(name[lang])),
  );
const folded = (text: string): string => text.trim().toLocaleLowerCase('it');

async function areKnown(tx: ReadTx, memberIds: readonly string[] | null): Promise<boolean> {
  if (memberIds === null) return true;
  const known = new Set((await tx.users(memberIds)).map(({ id }) => id));
  return memberIds.every((id) => known.has(id));
}

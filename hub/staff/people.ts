import type { Ids } from '../../shared/effects.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Role, User } from '../../shared/model/directory.ts';
import type { Person, PersonChange, PersonChanged } from '../../shared/model/staff.ts';
import { ENROLMENT_LIFETIME_MS } from '../../shared/protocol/limits.ts';
import type { Actor } from '../audit/entry.ts';
import { putBack } from '../commands/put-back.ts';
import { endPassingsTo } from '../end-passings.ts';
import { issueCode } from '../identity.ts';
import type { Answered } from '../ports.ts';
import type { ReadTx, WriteTx } from '../storage/storage.ts';

/** Who makes a change, and with what: a coordinator in the application, or nobody at the hub's command line. */
export interface Changing {
  readonly at: number;
  readonly actor: Actor;
  readonly ids: Ids;
}

/** What a coordinator does with people (section PE); who may ask has been looked at. */
export async function changePeople(tx: WriteTx, change: PersonChange, by: Changing): Promise<Answered<PersonChanged>> {
  switch (change.step) {
    case 'add':
      return add(tx, change, by);
    case 'revoke-device':
      return revoke(tx, change.deviceId, by);
    case 'code':
    case 'withdraw-code':
    case 'role':
    case 'active': {
      const user = await tx.user(change.userId);
      if (user === null) return failed({ code: 'unknown-user' });
      const outcome = await changeOf(tx, user, { change, by });
      return 'code' in outcome ? failed(outcome) : changed(user.id, outcome.issued);
    }
  }
}

type OfPerson = Exclude<PersonChange, { step: 'add' | 'revoke-device' }>;
interface Issued {
  readonly issued: { readonly code: string; readonly expiresAt: number } | null;
}

async function changeOf(
  tx: WriteTx,
  user: User,
  { change, by }: { readonly change: OfPerson; readonly by: Changing },
): Promise<Failure | Issued> {
  switch (change.step) {
    case 'code':
      return user.active ? { issued: await newCode(tx, user.id, by) } : { code: 'unknown-user' };
    case 'withdraw-code':
      return (await withdrawCodes(tx, user.id, by)) ?? { issued: null };
    case 'role':
      return (await setRole(tx, user, { role: change.role, by })) ?? { issued: null };
    case 'active': {
      const outcome = await setActive(tx, user, { isActive: change.isActive, by });
      return outcome.ok ? { issued: null } : outcome.failure;
    }
  }
}

async function add(
  tx: WriteTx,
  { name, role }: Extract<PersonChange, { step: 'add' }>,
  by: Changing,
): Promise<Answered<PersonChanged>> {
  if ((await tx.usersByName(name)).length > 0) return failed({ code: 'name-taken' });
  const user = await makeKnown(tx, { name, role }, by);
  return changed(user.id, await newCode(tx, user.id, by));
}

/** Somebody new, whom the hub lets in once a code of theirs was used. */
export async function makeKnown(
  tx: WriteTx,
  { name, role }: { readonly name: string; readonly role: Role },
  { at, actor, ids }: Changing,
): Promise<User> {
  const user = { id: ids.next(), name, role, active: true };
  await tx.putUser(user);
  const facts = { ofUserId: user.id, role };
  await tx.appendAudit([{ at, actor, kind: 'user-known', conversation: null, facts }]);
  return user;
}

async function newCode(tx: WriteTx, userId: string, { at: now, actor, ids }: Changing) {
  const code = await issueCode(tx, userId, { now, actor, ids });
  return { code, expiresAt: now + ENROLMENT_LIFETIME_MS };
}

async function withdrawCodes(tx: WriteTx, userId: string, { at, actor }: Changing): Promise<Failure | null> {
  const codes = await tx.withdrawCodes(userId, at);
  if (codes === 0) return { code: 'settings-changed' };
  const facts = { forUserId: userId, codes };
  await tx.appendAudit([{ at, actor, kind: 'enrolment-withdrawn', conversation: null, facts }]);
  return null;
}

async function setRole(
  tx: WriteTx,
  user: User,
  { role, by: { at, actor } }: { readonly role: Role; readonly by: Changing },
): Promise<Failure | null> {
  if (user.role === role) return { code: 'settings-changed' };
  if (await isLastCoordinator(tx, user)) return { code: 'last-coordinator' };
  await tx.putUser({ ...user, role });
  // Somebody who coordinates may be told more of the cases in which they take part, or not any more (NK3).
  if ((await tx.needToKnow()) !== null) await tx.tellAnew(user.id);
  const facts = { ofUserId: user.id, role };
  await tx.appendAudit([{ at, actor, kind: 'user-role', conversation: null, facts }]);
  return null;
}

/** Numbers of the cases that wait again, when somebody is shut out (CL14). */
export async function setActive(
  tx: WriteTx,
  user: User,
  { isActive, by }: { readonly isActive: boolean; readonly by: Changing },
): Promise<Answered<readonly string[]>> {
  if (user.active === isActive) return failed({ code: 'settings-changed' });
  if (!isActive && (await isLastCoordinator(tx, user))) return failed({ code: 'last-coordinator' });
  const { at, actor } = by;
  await tx.putUser({ ...user, active: isActive });
  const facts = { ofUserId: user.id, isActive };
  await tx.appendAudit([{ at, actor, kind: 'user-active', conversation: null, facts }]);
  if (isActive) return { ok: true, value: [] };
  await tx.withdrawCodes(user.id, at);
  await endPassingsTo(tx, user.id, { ids: by.ids, now: at });
  const numbers: string[] = [];
  for (const id of await tx.heldBy(user.id)) numbers.push(...(await giveBack(tx, id, by)));
  return { ok: true, value: numbers };
}

/** Without one nobody could let anybody in any more, but at the hub's command line. */
async function isLastCoordinator(tx: ReadTx, { id, role, active }: User): Promise<boolean> {
  if (role !== 'coordinator' || !active) return false;
  return !(await tx.users()).some((user) => user.id !== id && user.role === 'coordinator' && user.active);
}

/** As if they had released it without a word; what is merged with it follows it, and says so too. */
async function giveBack(tx: WriteTx, id: string, { at, ids }: Changing): Promise<readonly string[]> {
  const conversation = await tx.conversation(id);
  if (conversation === null) return [];
  const actor = { userId: null, deviceId: null };
  const followed = conversation.state === 'waiting';
  const change = followed ? null : putBack(conversation, { now: at, eventId: ids.next() });
  if (change !== null) await tx.saveConversation(change);
  const facts = { fence: change?.after.fence ?? conversation.fence, hasHandover: false };
  await tx.appendAudit([{ at, kind: 'release', actor, conversation, facts }]);
  return [conversation.number];
}

async function revoke(tx: WriteTx, deviceId: string, { at, actor }: Changing): Promise<Answered<PersonChanged>> {
  const device = await tx.device(deviceId);
  if (device === null || device.revokedAt !== null) return failed({ code: 'settings-changed' });
  await tx.revokeDevice(deviceId, at, actor);
  return changed(device.userId, null);
}

/** Everybody who works here, with what a coordinator has to know of them, and nothing of what they wrote (PE1). */
export async function peopleOf(tx: ReadTx, now: number): Promise<readonly Person[]> {
  const [open, seen, codes] = [await tx.openCases(), await tx.lastSeen(), await tx.usableCodes(now)];
  const devices = await tx.devices();
  return (await tx.users()).map((user) => ({
    ...user,
    open: open.get(user.id) ?? 0,
    codeUntil: codes.get(user.id) ?? null,
    devices: devices
      .filter(({ userId }) => userId === user.id)
      .map(({ id, name, enrolledAt, revokedAt }) => ({
        id,
        name,
        enrolledAt,
        revokedAt,
        seenAt: seen.get(id) ?? null,
      })),
  }));
}

const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
const changed = (
  userId: string,
  issued: { readonly code: string; readonly expiresAt: number } | null,
): Answered<PersonChanged> => ({
  ok: true,
  value: { userId, code: issued?.code ?? null, expiresAt: issued?.expiresAt ?? null },
});

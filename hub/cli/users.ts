import type { User } from '../../shared/model/directory.ts';
import type { Ids } from '../../shared/effects.ts';
import { nobody } from '../audit/entry.ts';
import { putBack } from '../commands/put-back.ts';
import type { ConversationRecord, ReadTx, WriteTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const usersListHelp = `users list --data DIR|--database URL --json
  Lists the people who are known, as a JSON array: id, name, role, whether they may come in.
  Elenca le persone conosciute.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const usersDeactivateHelp = `users deactivate --data DIR|--database URL --user ID|NAME
  Shuts a person out until users activate. All their PCs are cut off at once and delete that person's data when
  they meet the hub, with what had not been sent. The cases that they hold wait again, their threads hidden until
  somebody takes them; the numbers of these cases are printed, for a coordinator. May run while a hub serves DIR.
  Sospende una persona: le sue postazioni sono scollegate, i suoi dati lì cancellati, le sue pratiche tornano in attesa.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --user ID|NAME      as users list prints it; a name only where one person has it`;

export const usersActivateHelp = `users activate --data DIR|--database URL --user ID|NAME
  Lets a person in again: on PCs that did not meet the hub meanwhile as before, on the others with a new code (enrol).
  Their former cases stay where they are.
  Riammette una persona sospesa; dove i dati sono stati cancellati serve un nuovo codice.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --user ID|NAME      as users list prints it; a name only where one person has it`;

/** Cases that are looked at in one reading. */
const PAGE = 500;

export async function usersList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log(JSON.stringify(await storage.read((tx) => tx.users()), null, 2));
  } finally {
    await storage.close();
  }
}

export const usersDeactivate = (args: readonly string[]): Promise<void> =>
  change(args, async (tx, user) => {
    const ids = createSystemIds(systemClock);
    await setActive(tx, user, false);
    const cases = await heldBy(tx, user.id);
    for (const conversation of cases) await giveBack(tx, conversation, ids);
    return ['deactivated', ...cases.map(({ number }) => `waits again: ${number}`)];
  });

export const usersActivate = (args: readonly string[]): Promise<void> =>
  change(args, async (tx, user) => {
    await setActive(tx, user, true);
    return ['activated'];
  });

async function change(
  args: readonly string[],
  apply: (tx: WriteTx, user: User) => Promise<readonly string[]>,
): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, user: { type: 'string' } });
  const named = textOption(values['user'], 'user', 120);
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log((await storage.write(async (tx) => apply(tx, await userNamed(tx, named)))).join('\n'));
  } finally {
    await storage.close();
  }
}

async function userNamed(tx: ReadTx, named: string): Promise<User> {
  const known = await tx.user(named);
  if (known !== null) return known;
  const [user, ...others] = await tx.usersByName(named);
  if (user === undefined) throw new UsageError('--user: there is no such person');
  if (others.length > 0) throw new UsageError('--user: several people have this name; users list prints their ids');
  return user;
}

async function setActive(tx: WriteTx, user: User, active: boolean): Promise<void> {
  if (user.active === active) throw new UsageError(`--user: this person is ${active ? 'active' : 'inactive'} already`);
  await tx.putUser({ ...user, active });
  const facts = { ofUserId: user.id, isActive: active };
  await tx.appendAudit([{ at: systemClock.now(), kind: 'user-active', actor: nobody, conversation: null, facts }]);
}

async function heldBy(tx: ReadTx, userId: string): Promise<readonly ConversationRecord[]> {
  const held: ConversationRecord[] = [];
  let page = await tx.conversations({ after: '', limit: PAGE });
  while (page.length > 0) {
    held.push(...page.filter(({ state, assigneeId }) => state === 'claimed' && assigneeId === userId));
    page = await tx.conversations({ after: page.at(-1)?.number ?? '', limit: PAGE });
  }
  return held;
}

async function giveBack(tx: WriteTx, conversation: ConversationRecord, ids: Ids): Promise<void> {
  const at = systemClock.now();
  const change = putBack(conversation, { now: at, eventId: ids.next() });
  await tx.saveConversation(change);
  const facts = { fence: change.after.fence, hasHandover: false };
  await tx.appendAudit([{ at, kind: 'release', actor: nobody, conversation, facts }]);
}

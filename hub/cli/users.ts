import type { User } from '../../shared/model/directory.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { nobody } from '../audit/entry.ts';
import { setActive } from '../staff/people.ts';
import type { ReadTx, WriteTx } from '../storage/storage.ts';
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
    const numbers = await switchTo(tx, user, false);
    return ['deactivated', ...numbers.map((number) => `waits again: ${number}`)];
  });

export const usersActivate = (args: readonly string[]): Promise<void> =>
  change(args, async (tx, user) => {
    await switchTo(tx, user, true);
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

async function switchTo(tx: WriteTx, user: User, isActive: boolean): Promise<readonly string[]> {
  const by = { at: systemClock.now(), actor: nobody, ids: createSystemIds(systemClock) };
  const outcome = await setActive(tx, user, { isActive, by });
  if (outcome.ok) return outcome.value;
  throw new UsageError(`--user: this person is ${problems[outcome.failure.code] ?? outcome.failure.code}`);
}

const problems: Partial<Record<ErrorCode, string>> = {
  'settings-changed': 'in this state already',
  'last-coordinator': 'the last coordinator; let another one in first (enrol)',
};

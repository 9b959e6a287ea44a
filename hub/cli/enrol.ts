import { roleSchema } from '../../shared/model/directory.ts';
import { nobody } from '../audit/entry.ts';
import { issueCode } from '../identity.ts';
import { ensureSeeded } from '../seed.ts';
import { makeKnown } from '../staff/people.ts';
import type { WriteTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { databaseHelp, openPlace, placeOf, placeOptions } from './place.ts';

export const enrolHelp = `enrol --data DIR|--database URL --name "NAME" --role volunteer|coordinator
  Prints a code that makes one PC known, once and within 15 minutes.
  Makes the person known first, if there is none of that name. May run while a hub serves DIR.
  Stampa un codice che attiva una postazione, una volta sola ed entro 15 minuti.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --name NAME         the volunteer's or coordinator's name, as colleagues see it
  --role ROLE         volunteer or coordinator`;

const options = { ...placeOptions, name: { type: 'string' }, role: { type: 'string' } } as const;

export async function enrol(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, options);
  const name = textOption(values['name'], 'name', 120);
  const role = roleSchema.safeParse(values['role']);
  if (!role.success) throw new UsageError('--role takes volunteer or coordinator');
  const storage = await openPlace(placeOf(values), null);
  try {
    console.log(await storage.write((tx) => codeFor(tx, name, role.data)));
  } finally {
    await storage.close();
  }
}

async function codeFor(tx: WriteTx, name: string, role: 'volunteer' | 'coordinator'): Promise<string> {
  const ids = createSystemIds(systemClock);
  await ensureSeeded(tx, ids, null);
  const [known] = await tx.usersByName(name);
  if (known !== undefined && known.role !== role) throw new UsageError(`${name} is known as ${known.role}`);
  const now = systemClock.now();
  const user = known ?? (await makeKnown(tx, { name, role }, { at: now, actor: nobody, ids }));
  return issueCode(tx, user.id, { now, ids });
}

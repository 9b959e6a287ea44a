import { inUse } from '../staff/groups.ts';
import { nobody } from '../audit/entry.ts';
import type { WriteTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const switchboardListHelp = `switchboard list --data DIR|--database URL --json
  Prints which group each key of the switchboard leads to, as a JSON object; any other key, and none,
  leads to the first group.
  Stampa a quale gruppo porta ogni tasto del centralino.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const switchboardSetHelp = `switchboard set --data DIR|--database URL --key DIGITS (--group ID | --default)
  Says which group a key of the switchboard leads to. May run while a hub serves DIR; what has arrived stays
  where it is.
  Imposta a quale gruppo porta un tasto del centralino.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --key DIGITS        the key that callers press, or the number of the mailbox that it leads to
  --group ID          segreteria, volontari, didattica, cassa, telematici
  --default           the key is not told apart any more: it leads to the first group`;

export async function switchboardList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    const groups = await storage.read((tx) => tx.keyGroups());
    console.log(JSON.stringify(Object.fromEntries(groups), null, 2));
  } finally {
    await storage.close();
  }
}

export async function switchboardSet(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, {
    ...placeOptions,
    key: { type: 'string' },
    group: { type: 'string' },
    default: { type: 'boolean' },
  });
  const key = textOption(values['key'], 'key', 8);
  if (!/^\d{1,8}$/.test(key)) throw new UsageError('--key takes digits, 8 at most');
  const isDefault = values['default'] === true;
  if (isDefault === (values['group'] !== undefined)) throw new UsageError('either --group or --default');
  const groupId = isDefault ? null : textOption(values['group'], 'group', 64);
  const storage = await openKnownPlace(placeOf(values));
  try {
    await storage.write((tx) => setKey(tx, key, groupId));
    console.log(`set ${key}`);
  } finally {
    await storage.close();
  }
}

async function setKey(tx: WriteTx, key: string, groupId: string | null): Promise<void> {
  if (groupId !== null && inUse(await tx.groups([groupId])).length === 0)
    throw new UsageError('--group: there is no such group');
  const groups = new Map(await tx.keyGroups());
  if (groupId === null) groups.delete(key);
  else groups.set(key, groupId);
  await tx.setKeyGroups(groups);
  const at = systemClock.now();
  await tx.appendAudit([{ at, kind: 'key-group', actor: nobody, conversation: null, facts: { key, groupId } }]);
}

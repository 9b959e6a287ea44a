import { parseOptions } from './arguments.ts';
import { lockData } from './data-folder.ts';
import { databaseHelp, migratePlace, placeOf, placeOptions } from './place.ts';

export const migrateHelp = `migrate --data DIR|--database URL [--dry-run]
  Brings the data up to this version's form, as serve does at its start, and says which steps were taken.
  With --dry-run every step is really taken and then undone: what would fail, fails here. Not while a hub serves.
  Aggiorna la forma dei dati; con --dry-run prova soltanto.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --dry-run           changes nothing`;

export async function migrate(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, 'dry-run': { type: 'boolean' } });
  const isDryRun = values['dry-run'] === true;
  const place = placeOf(values);
  const unlock = place.database === null ? lockData(place.folder) : () => undefined;
  try {
    const taken = await migratePlace(place, isDryRun);
    if (taken.length === 0) console.log('up to date');
    for (const step of taken) console.log(`${isDryRun ? 'would apply' : 'applied'} ${step}`);
  } finally {
    unlock();
  }
}

import { guardVerdicts, isGuardPhrase, withVerdict } from '../../shared/guard/settings.ts';
import { nobody } from '../audit/entry.ts';
import type { WriteTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const guardWordsListHelp = `guard-words list --data DIR|--database URL --json
  Prints the association's own words for the privacy guard and its identifiers, as JSON.
  Elenca le parole dell'associazione per la guardia e i suoi recapiti.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const guardWordsSetHelp = `guard-words set --data DIR|--database URL --phrase TEXT --verdict always|never|none
  Says of a phrase that it is always confidential, never, or as the guard finds. May run while a hub serves DIR.
  Dice di un'espressione che è sempre riservata, mai, o come giudica la guardia.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --phrase TEXT       one to twelve words; case and accents do not matter
  --verdict V         always, never, or none`;

export async function guardWordsList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log(JSON.stringify(await storage.read((tx) => tx.guardSettings()), null, 2));
  } finally {
    await storage.close();
  }
}

export async function guardWordsSet(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, phrase: { type: 'string' }, verdict: { type: 'string' } });
  const phrase = textOption(values['phrase'], 'phrase', 200).trim();
  if (!isGuardPhrase(phrase)) throw new UsageError('--phrase takes one to twelve words, 80 characters at most');
  const verdict = guardVerdicts.find((each) => each === values['verdict']);
  if (verdict === undefined) throw new UsageError('--verdict takes always, never or none');
  const storage = await openKnownPlace(placeOf(values));
  try {
    await storage.write((tx) => setWord(tx, phrase, verdict));
    console.log(`set ${verdict}`);
  } finally {
    await storage.close();
  }
}

async function setWord(tx: WriteTx, phrase: string, verdict: (typeof guardVerdicts)[number]): Promise<void> {
  const settings = withVerdict(await tx.guardSettings(), phrase, verdict);
  if (settings === null) throw new UsageError('--phrase: there are too many already');
  await tx.putGuardSettings(settings);
  const facts = { verdict, words: settings.always.length + settings.never.length };
  await tx.appendAudit([{ at: systemClock.now(), kind: 'guard-word', actor: nobody, conversation: null, facts }]);
}

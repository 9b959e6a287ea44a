import { warmUpEnglish, warmUpItalian } from './meaning/find-meanings.ts';
import { readSecretModel } from './identifiers/find-likely-secrets.ts';
import { readModel } from './model/model.ts';
import { scan } from './scan.ts';

/**
 * What the first scan has to build, in steps of some tens of ms each: to be taken one by one while nobody waits, so that no
 * key and no message does.
 */
export const warmUpSteps: readonly (() => void)[] = [
  () => void warmUpItalian(),
  () => void warmUpEnglish(),
  () => void readModel(),
  () => void readSecretModel(),
  // What the patterns need is read where they are first looked for.
  () => void scan(''),
];

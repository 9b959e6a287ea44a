// npm run guard:train: reads the training text, writes the weights of both models (meaning and secrets) and prints figures on
// text that was held out.
import { writeFileSync } from 'node:fs';
import { readMeanings } from '../../../shared/guard/meaning/find-meanings.ts';
import { CERTAIN } from '../../../shared/guard/identifiers/find-likely-secrets.ts';
import { weigh } from '../../../shared/guard/model/find.ts';
import { unpackModel } from '../../../shared/guard/model/model.ts';
import { composeMessages } from './compose.ts';
import { measure } from './measure.ts';
import { composedFile, readTrainingText, toLines, type TrainingMessage } from './messages.ts';
import { packModel, sourceOf } from './pack.ts';
import { hashOfTexts, readMarkedTexts, readPlainTexts, readSeenSets } from './secret-texts.ts';
import { crossValidate, examplesOf, sourceOfSecrets, trainSecrets } from './secrets.ts';
import { trainModel } from './train.ts';

writeFileSync(composedFile, toLines(composeMessages()));
const text = readTrainingText();
const packed = packModel(trainModel(text.learned), text.hash);
const source = sourceOf(packed);
writeFileSync(new URL('../../../shared/guard/model/weights.ts', import.meta.url), source);
console.log(`learned from ${text.learned.length} messages; ${Math.round(source.length / 1024)} kB of weights`);

const model = unpackModel(packed);
const byRules = ({ text, lang, direction }: TrainingMessage) =>
  readMeanings(text, { lang, direction: direction === 'outgoing' ? 'out' : 'in' });
const readingOf = (message: TrainingMessage) => ({
  ...byRules(message),
  direction: message.direction === 'outgoing' ? ('out' as const) : ('in' as const),
});
const byBoth = (message: TrainingMessage) => {
  const { believed, likely, perhaps } = weigh(message.text, readingOf(message), model);
  const sure = [...believed, ...likely];
  return sure.length > 0 ? [...sure, ...perhaps] : [];
};
for (const lang of ['it', 'en'] as const) {
  const heldOut = text.heldOut.filter((message) => message.lang === lang);
  console.log(`held out, ${lang}, ${heldOut.length} messages:`);
  console.table({
    rules: measure(heldOut, (message) => byRules(message).matches),
    'rules and model': measure(heldOut, byBoth),
  });
}

const marked = readMarkedTexts();
const others = [...readSeenSets(), ...readPlainTexts()];
const secrets = trainSecrets([...marked, ...others].flatMap(examplesOf));
writeFileSync(
  new URL('../../../shared/guard/identifiers/secret-weights.ts', import.meta.url),
  sourceOfSecrets(secrets, hashOfTexts([...marked, ...others])),
);
const { recall, wrong } = crossValidate(marked, others.flatMap(examplesOf), CERTAIN);
console.log(
  `secrets, the model alone, cross-validated: ${recall.join('/')} found, ${wrong.join('/')} other values taken for one`,
);

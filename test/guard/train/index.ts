// npm run guard:train: reads the training text, writes shared/guard/model/weights.ts and prints figures on text that was
// held out.
import { writeFileSync } from 'node:fs';
import { composeMessages } from './compose.ts';
import { measure } from './measure.ts';
import { composedFile, readTrainingText, toLines } from './messages.ts';
import { packModel, sourceOf } from './pack.ts';
import { trainModel } from './train.ts';
import { unpackModel } from '../../../shared/guard/model/model.ts';

writeFileSync(composedFile, toLines(composeMessages()));
const text = readTrainingText();
const packed = packModel(trainModel(text.learned), text.hash);
const source = sourceOf(packed);
writeFileSync(new URL('../../../shared/guard/model/weights.ts', import.meta.url), source);
console.log(`learned from ${text.learned.length} messages; ${Math.round(source.length / 1024)} kB of weights`);
for (const lang of ['it', 'en'] as const) {
  const heldOut = text.heldOut.filter((message) => message.lang === lang);
  console.log(`held out, ${lang}:`, measure(heldOut, unpackModel(packed)));
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packedModel } from '../../../../../shared/guard/model/weights.ts';
import { composeMessages } from '../../../../guard/train/compose.ts';
import { composedFile, readTrainingText, toLines } from '../../../../guard/train/messages.ts';
import { packModel } from '../../../../guard/train/pack.ts';
import { trainModel } from '../../../../guard/train/train.ts';
import { hashOfTexts, readMarkedTexts, readPlainTexts, readSeenSets } from '../../../../guard/train/secret-texts.ts';
import { examplesOf, trainSecrets } from '../../../../guard/train/secrets.ts';
import { packedSecrets } from '../../../../../shared/guard/identifiers/secret-weights.ts';
import { unpackModel } from '../../../../../shared/guard/model/model.ts';

const text = readTrainingText();

describe('the training text of the guard', () => {
  it('is what the weights on record were learned from (else: npm run guard:train)', () => {
    expect(packedModel.trainedOn).toBe(text.hash);
    expect(readFileSync(composedFile, 'utf8')).toBe(toLines(composeMessages()));
  });

  it('has no message twice, and no message that is held out among those learned from', () => {
    const texts = [...text.learned, ...text.heldOut].map((message) => message.text.toLowerCase());
    expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.98);
    const learned = new Set(text.learned.map((message) => message.text.toLowerCase()));
    expect(text.heldOut.filter((message) => learned.has(message.text.toLowerCase()))).toEqual([]);
  });

  it('marks the words of every confidence', () => {
    for (const { text: written, categories, evidence } of text.learned) {
      expect([...new Set(evidence.map(({ category }) => category))]).toEqual(categories);
      for (const { start, end } of evidence) expect(written.slice(start, end).trim().length).toBeGreaterThan(2);
    }
  });
});

describe('training', () => {
  it('gives the same weights from the same messages', () => {
    const some = text.learned.filter((_, index) => index % 100 === 0);
    const train = () => packModel(trainModel(some), '');
    expect(train()).toEqual(train());
  });

  it('packs weights so that unpacking gives them back within half a step', () => {
    const model = trainModel(text.learned.filter((_, index) => index % 100 === 0));
    const packed = packModel(model, '');
    const unpacked = unpackModel(packed);
    const apart = [...model.weights]
      .map((weight, place) => Math.abs(weight - unpacked.weights[place]! * packed.scale))
      .filter((difference) => difference > packed.scale / 2 + 1e-6);
    expect(apart.length).toBeLessThan(200); // the cut extremes
  });
});

describe('the texts with secrets', () => {
  const texts = [...readMarkedTexts(), ...readSeenSets(), ...readPlainTexts()];

  it('are what the weights on record were learned from (else: npm run guard:train)', () => {
    expect(packedSecrets.trainedOn).toBe(hashOfTexts(texts));
  });

  it('give the same weights each time', () => {
    const examples = texts.filter((_, at) => at % 20 === 0).flatMap(examplesOf);
    expect(trainSecrets(examples)).toEqual(trainSecrets(examples));
  });
});

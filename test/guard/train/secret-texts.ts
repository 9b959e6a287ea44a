import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Place } from '../../../shared/guard/identifiers/scene.ts';
import { readMarkedMessages } from './marked-messages.ts';
import { readMarkedSentence } from '../../support/guard/marked-sentences.ts';

/** A text with the places of its values. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly (Place & { readonly kind: string })[];
}

const root = new URL('../../', import.meta.url);
const linesOf = (path: string): readonly string[] =>
  readFileSync(new URL(path, root), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));

/** Sentences whose secrets are all marked. */
export const readMarkedTexts = (): readonly MarkedText[] => [
  ...readFixtures(),
  ...readMarkedMessages().map(({ text, spans }) => ({
    text,
    marks: spans.map(({ start, end, type }) => ({ start, end, kind: type })),
  })),
];

const readFixtures = (): readonly MarkedText[] =>
  readdirSync(new URL('fixtures/guard/', root))
    .filter((file) => file.endsWith('.txt') && file !== 'private-ways.txt')
    .sort()
    .flatMap((file) => linesOf(`fixtures/guard/${file}`).map(readMarkedSentence));

interface CorpusRow {
  readonly text: string;
  readonly spans?: readonly { readonly start: number; readonly end: number; readonly type: string }[];
}

/** Sets that may be learned from: never B, E2, H or K. */
const seenSets = ['a', 'c', 'd', 'e1', 'f'].flatMap((set) => [`${set}-it`, `${set}-en`]);
export const readSeenSets = (): readonly MarkedText[] =>
  [...seenSets, 'g', 'i', 'j']
    .map((set) => `guard/corpus/${set}.jsonl`)
    .flatMap((file) => linesOf(file).map((line) => JSON.parse(line) as CorpusRow))
    .map(({ text, spans = [] }) => ({
      text,
      marks: spans.map(({ start, end, type }) => ({ start, end, kind: type })),
    }));

const plainFiles = ['italian-confidences', 'italian-harmless', 'english-confidences', 'english-harmless'];
/** What the model of meaning learns from: no secret is in it. */
export const readPlainTexts = (): readonly MarkedText[] =>
  plainFiles
    .flatMap((file) => linesOf(`guard/train/${file}.jsonl`).map((line) => JSON.parse(line) as CorpusRow))
    .map(({ text }) => ({ text, marks: [] }));

/** Of the texts as they are, so that the weights can be told to belong to them. */
export const hashOfTexts = (texts: readonly MarkedText[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);

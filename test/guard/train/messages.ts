import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { modelCategories } from '../../../shared/guard/model/model.ts';
import { readMarkedMessages } from './marked-messages.ts';

const category = z.enum(modelCategories);
const messageSchema = z.object({
  id: z.string(),
  lang: z.enum(['it', 'en']),
  direction: z.enum(['incoming', 'outgoing']),
  text: z.string(),
  /** Empty when nobody's confidence is in it. */
  categories: z.array(category),
  /** The words that say it. */
  evidence: z.array(z.object({ start: z.int(), end: z.int(), category })),
});
export type TrainingMessage = z.infer<typeof messageSchema>;

/** Written anew from the grammars at each training. */
export const composedFile = new URL('composed.jsonl', import.meta.url);
export const toLines = (messages: readonly TrainingMessage[]): string =>
  messages.map((message) => `${JSON.stringify(message)}\n`).join('');

const files = ['italian-confidences', 'italian-harmless', 'english-confidences', 'english-harmless', 'composed'];
const textOf = (file: string): string => readFileSync(new URL(`${file}.jsonl`, import.meta.url), 'utf8');

/** What the rules were mended with: short messages whose words nobody marked. */
const seenMessageSchema = z
  .object({
    id: z.string(),
    lang: z.enum(['it', 'en']),
    direction: z.enum(['in', 'out']),
    text: z.string(),
    categories: z.array(category),
  })
  .transform(({ direction, ...message }): TrainingMessage => ({
    ...message,
    direction: direction === 'out' ? 'outgoing' : 'incoming',
    evidence: message.categories.map((one) => ({ start: 0, end: message.text.length, category: one })),
  }));
const seenFiles = ['../seen/it', '../seen/desk-it', '../seen/en'];

/** Sets of the corpus that have been seen, by other hands: never B, E2, H or K. Categories of values are none of the model's. */
const corpusMessageSchema = z
  .object({
    id: z.string(),
    lang: z.enum(['it', 'en']),
    direction: z.enum(['in', 'out']),
    text: z.string(),
    evidence: z.array(z.object({ start: z.int(), end: z.int(), category: z.string() })).default([]),
  })
  .transform(({ direction, ...message }): TrainingMessage =>
    toldIn({ ...message, direction: direction === 'out' ? 'outgoing' : 'incoming' }),
  );

type MarkedText = Omit<TrainingMessage, 'categories' | 'evidence'> & {
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly category: string }[];
};

function toldIn({ id, lang, text, direction, evidence }: MarkedText): TrainingMessage {
  const told = evidence.flatMap(({ start, end, category: said }) => {
    const known = category.safeParse(said);
    return known.success ? [{ start, end, category: known.data }] : [];
  });
  return { id, lang, text, direction, evidence: told, categories: [...new Set(told.map((one) => one.category))] };
}
const corpusFiles = [
  'a-it',
  'a-en',
  'c-it',
  'c-en',
  'd-it',
  'd-en',
  'e1-it',
  'e1-en',
  'f-it',
  'f-en',
  'g',
  'i',
  'j',
].map((set) => `../corpus/${set}`);

/** Delicate subjects of which nobody is said to have one. */
const topics = readFileSync(new URL('../../fixtures/guard/delicate-topics.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((text, at): TrainingMessage => ({
    id: `topic-${at}`,
    lang: 'it',
    direction: 'incoming',
    text,
    categories: [],
    evidence: [],
  }));

export interface TrainingText {
  /**
   * Learned from: 85 % of what was written by hand for the model, everything composed, what rules were mended with, and the
   * sets of the corpus that have been seen.
   */
  readonly learned: readonly TrainingMessage[];
  /** Written by hand and never learned from. */
  readonly heldOut: readonly TrainingMessage[];
  /** Of the files as they are, so that the weights can be told to belong to them. */
  readonly hash: string;
}

export function readTrainingText(): TrainingText {
  const texts = files.map(textOf);
  const marked = readMarkedMessages().map(toldIn);
  const seenTexts = seenFiles.map(textOf);
  const corpusTexts = corpusFiles.map(textOf);
  const all = [...texts.flatMap((text) => linesOf(text).map((line) => messageSchema.parse(line))), ...marked];
  const seen = seenTexts.flatMap((text) => linesOf(text).map((line) => seenMessageSchema.parse(line)));
  const corpus = corpusTexts.flatMap((text) => linesOf(text).map((line) => corpusMessageSchema.parse(line)));
  const learned = [...all.filter(({ id }) => !isHeldOut(id)), ...seen, ...corpus, ...topics];
  const known = new Set(learned.map(({ text }) => text.toLowerCase()));
  return {
    learned,
    heldOut: all.filter(({ id, text }) => isHeldOut(id) && !known.has(text.toLowerCase())),
    hash: createHash('sha256')
      .update([...texts, ...seenTexts, ...corpusTexts, JSON.stringify([marked, topics])].join('\0'))
      .digest('hex')
      .slice(0, 16),
  };
}

const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

const heldOutPercent = 15;

/** Fixed by the id alone, so that a message never changes sides. */
const isHeldOut = (id: string): boolean =>
  !id.startsWith('composed-') && createHash('sha256').update(id).digest().readUInt32LE(0) % 100 < heldOutPercent;

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../support/seeded-random.ts';
import { readMarks, type Marked } from './marks.ts';

export const corpusFolder = join(import.meta.dirname, 'corpus');
export const languages = ['it', 'en'] as const;
type Language = (typeof languages)[number];
export const halves = ['a', 'b'] as const;
export type Half = (typeof halves)[number];

export interface CorpusMessage extends Marked {
  readonly id: string;
  readonly lang: Language;
  readonly direction: 'in' | 'out';
  readonly channel: 'ticket' | 'chat' | 'voicemail' | 'note';
  readonly confidential: boolean;
  readonly note: string;
  readonly borderline?: true;
}

/** The letter that begins a line of the marked text. */
const writers = {
  t: { direction: 'in', channel: 'ticket' },
  c: { direction: 'in', channel: 'chat' },
  v: { direction: 'in', channel: 'voicemail' },
  T: { direction: 'out', channel: 'ticket' },
  C: { direction: 'out', channel: 'chat' },
  N: { direction: 'out', channel: 'note' },
} as const;

/** Chosen once, for halves of like size in every category, before any rule was measured. */
const splitSeed = 'sportello-4152';

export function buildCorpus(): Readonly<Record<Half, Readonly<Record<Language, readonly CorpusMessage[]>>>> {
  const all = languages.flatMap((lang) => readMarked(lang));
  const half = (which: Half, lang: Language): readonly CorpusMessage[] =>
    all.filter(({ half, message }) => message.lang === lang && half === which).map(({ message }) => message);
  return {
    a: { it: half('a', 'it'), en: half('a', 'en') },
    b: { it: half('b', 'it'), en: half('b', 'en') },
  };
}

export const fileOf = (half: Half | LaterSet | DrawnSet | typeof measuredSet, lang: Language): string =>
  join(corpusFolder, `${half}-${lang}.jsonl`);
export const asLines = (messages: readonly object[]): string =>
  messages.map((message) => `${JSON.stringify(message)}\n`).join('');

interface Drawn {
  readonly half: Half;
  readonly message: CorpusMessage;
}

/** Two sets written after the halves were used, and not drawn: C, which rules are mended with, and D, which stays unseen. */
export const laterSets = ['c', 'd'] as const;
type LaterSet = (typeof laterSets)[number];

export function buildLaterSet(set: LaterSet, lang: Language): readonly CorpusMessage[] {
  return readMarked(lang, { folder: 'marked-later', prefix: `${set}-${lang}` }).map(({ message }) => ({
    ...message,
    id: `${set}${message.id.slice(1)}`,
  }));
}

/** A third set, E, drawn like the halves (the same salt, chosen long before): E1 may be read, E2 only measured. */
export const drawnSets = ['e1', 'e2'] as const;
type DrawnSet = (typeof drawnSets)[number];

export function buildDrawnSet(set: DrawnSet, lang: Language): readonly CorpusMessage[] {
  return readMarked(lang, { folder: 'marked-third', prefix: `e-${lang}` })
    .filter(({ half }) => half === (set === 'e1' ? 'a' : 'b'))
    .map(({ message }) => ({ ...message, id: `${set}${message.id.slice(1)}` }));
}

/** A fourth set, F, not drawn: measured once as unseen text, and read from then on. */
export const measuredSet = 'f' as const;

export function buildMeasuredSet(lang: Language): readonly CorpusMessage[] {
  return readMarked(lang, { folder: 'marked-fourth', prefix: `${measuredSet}-${lang}` }).map(({ message }) => ({
    ...message,
    id: `${measuredSet}${message.id.slice(1)}`,
  }));
}

function readMarked(
  lang: Language,
  { folder: name, prefix } = { folder: 'marked', prefix: `${lang}-` },
): readonly Drawn[] {
  const folder = join(corpusFolder, name);
  const names = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort();
  let note = '';
  return names.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .flatMap((line, at) => {
        if (line.startsWith('# ')) note = line.slice(2);
        if (line === '' || line.startsWith('# ')) return [];
        return [readLine(line, { lang, note, where: `${name}:${at + 1}` })];
      }),
  );
}

function readLine(line: string, { lang, note, where }: { lang: Language; note: string; where: string }): Drawn {
  const parts = /^([tcvTCN])(\??) (.+)$/.exec(line);
  if (parts === null) throw new SyntaxError(`${where}: no channel`);
  const [, writer, borderline, marked] = parts;
  const hash = hashOf(marked!);
  try {
    const read = readMarks(marked!, seededRandom(hash.readInt32BE(8)));
    const { categories, spans, evidence, text } = read;
    const message = {
      id: `u${lang}-${hash.toString('hex', 0, 4)}`,
      lang,
      ...writers[writer as keyof typeof writers],
      text,
      confidential: categories.length > 0,
      categories,
      spans,
      evidence,
      note,
      ...(borderline === '?' ? { borderline: true as const } : {}),
    };
    return { half: halves[hash.readUInt8(16) % 2]!, message };
  } catch (error) {
    throw new SyntaxError(`${where}: ${String(error)}`, { cause: error });
  }
}

/** Of the words without marks, so that mending a label moves no message and changes no value. */
function hashOf(marked: string): Buffer {
  return createHash('sha256')
    .update(splitSeed)
    .update(marked.replace(/[[{][A-Za-z_]+:|[\]}]/g, ''))
    .digest();
}

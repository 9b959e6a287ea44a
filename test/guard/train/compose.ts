import { modelCategories, type ModelCategory } from '../../../shared/guard/model/model.ts';
import { createRandom, type Random } from './random.ts';
import type { TrainingMessage } from './messages.ts';
import { english } from './grammar-english.ts';
import { italian } from './grammar-italian.ts';

/** Sentences with places to fill. What is in brackets is the confidence. */
export interface Grammar {
  readonly lang: 'it' | 'en';
  /** What may stand in a place; alternatives are divided by `|`. */
  readonly slots: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<ModelCategory, readonly string[]>>;
  readonly harmless: readonly string[];
}

const seed = 7;
const counts = { it: { said: 80, harmless: 1040 }, en: { said: 24, harmless: 320 } };

/** The same messages every time: about as many confidences as harmless ones, every category equally often. */
export function composeMessages(): readonly TrainingMessage[] {
  const random = createRandom(seed);
  const messages = [italian, english].flatMap((grammar) => [
    ...modelCategories.flatMap((category) =>
      times(counts[grammar.lang].said, () => compose(grammar, category, random)),
    ),
    ...times(counts[grammar.lang].harmless, () => compose(grammar, undefined, random)),
  ]);
  const distinct = [...new Map(messages.map((message) => [message.text, message])).values()];
  return distinct.map((message, index) => ({ ...message, id: `composed-${String(index).padStart(4, '0')}` }));
}

function compose(grammar: Grammar, category: ModelCategory | undefined, random: Random): TrainingMessage {
  const outgoing = category !== undefined && random.next() < 0.25;
  const core = pick(category === undefined ? grammar.harmless : grammar.said[category], random);
  const frame = outgoing ? `${core}{order}` : `{greet}${core}${category === undefined ? '' : '{so}'}{thanks}`;
  const around = category !== undefined && random.next() < 0.2 ? `{errand}. ${frame}` : frame;
  const written = inHandOf(random, fill(around, grammar, random));
  const start = written.indexOf('[');
  const end = written.indexOf(']') - 1;
  return {
    id: '',
    lang: grammar.lang,
    direction: outgoing ? 'outgoing' : 'incoming',
    text: written.replace(/[[\]]/g, ''),
    categories: category === undefined ? [] : [category],
    evidence: category === undefined ? [] : [{ start, end, category }],
  };
}

/** Some write in capitals at the start, some never do; some leave the marks out. */
function inHandOf(random: Random, text: string): string {
  const hand = random.next();
  if (hand < 0.25) return text.toLowerCase();
  if (hand < 0.35) return text.toLowerCase().replace(/[.,:?]/g, '');
  return text.replace(
    /(^\[?|[.?] \[?)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

const place = /\{(?:(\p{L}+) )?(\p{L}+)\}/u;

function fill(frame: string, { slots }: Grammar, random: Random): string {
  let text = frame;
  for (let found = place.exec(text); found; found = place.exec(text)) {
    const [whole, preposition, slot] = found;
    const filling = pick(slots[slot!]!.split('|'), random);
    const joined = preposition
      ? place.test(filling)
        ? `{${preposition} ${filling.slice(1)}`
        : join(preposition, filling)
      : filling;
    text = text.replace(whole, () => joined);
  }
  return text;
}

/** Italian joins prepositions to articles: su + la = sulla. */
function join(preposition: string, noun: string): string {
  const [, article = '', rest = noun] = /^(il |lo |la |i |gli |le |l')?(.*)$/.exec(noun) ?? [];
  if (preposition === 'bare') return rest;
  const joined = joinedArticles[article.trim()];
  if (joined === undefined) return `${preposition} ${rest}`;
  return `${preposition === 'di' ? 'de' : preposition}${joined}${article === "l'" ? '' : ' '}${rest}`;
}
const joinedArticles: Readonly<Record<string, string>> = {
  il: 'l',
  lo: 'llo',
  la: 'lla',
  i: 'i',
  gli: 'gli',
  le: 'lle',
  "l'": "ll'",
};

const pick = <T>(choices: readonly T[], random: Random): T => choices[Math.floor(random.next() * choices.length)]!;
const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

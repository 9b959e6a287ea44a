import type { Direction, MeaningKind } from '../finding.ts';
import type { Feature, Strength } from './lexicon.ts';
import type { Token } from './tokens.ts';
import type { Hit } from './trie.ts';

/** A disclosure, by the words that carry it (first and last, both inclusive). */
export interface Disclosure {
  readonly kind: MeaningKind;
  readonly first: number;
  readonly last: number;
}

interface Term {
  readonly kind: MeaningKind;
  readonly strength: Strength;
  readonly first: number;
  readonly last: number;
}

type Marks = Readonly<Record<Feature, Uint8Array>>;

/** Every phrase of a category that was read, whether or not it was believed: the model weighs them (docs/guard.md). */
export interface WeighedTerm extends Term {
  readonly verdict: 'found' | 'topic' | 'loose' | 'saying';
  /** Somebody in its sentence: 0 nobody, 1 perhaps, 2 yes. */
  readonly near: number;
}

/** How a term hangs on what stands before it. */
type Link = { readonly is: 'linked'; readonly first: number } | { readonly is: 'topic' } | { readonly is: 'loose' };

/** Strength + person + link must reach it. */
const THRESHOLD = 4;
const weights: Readonly<Record<Strength, number>> = { disclosure: 4, strong: 3, usual: 2, linked: 1, predicate: 1 };
const LINK_WORDS = 7;
const PREDICATE_WORDS = 4;
/** Who or what a verb is about stands at most so far before it. */
const SUBJECT_WORDS = 4;
/** "Alzheimer: serata informativa" */
const TOPIC_AFTER_WORDS = 2;
const loose: Link = { is: 'loose' };
const topic: Link = { is: 'topic' };

export interface Judgement {
  readonly disclosures: readonly Disclosure[];
  /** Sentences about a course, book, event, place or trade, with nobody in them (first and last, both inclusive). */
  readonly impersonal: readonly Stretch[];
  /** Ways of saying that mean something else. */
  readonly sayings: readonly Stretch[];
  readonly terms: readonly WeighedTerm[];
  /** Of each word: who or what it speaks of, as bits in the order of `toldFeatures`. */
  readonly told: Uint8Array;
}

export const toldFeatures = ['person', 'self', 'anyone', 'topic', 'possessive', 'child', 'frame'] as const;

function toldBy(marks: Marks, length: number): Uint8Array {
  const told = new Uint8Array(length);
  for (const [bit, feature] of toldFeatures.entries()) {
    const mark = marks[feature];
    for (let at = 0; at < length; at += 1) if (mark[at] === 1) told[at]! |= 1 << bit;
  }
  return told;
}

/** Which of the phrases found are said of a person, and which sentences of nobody. */
export function judge(tokens: readonly Token[], hits: readonly Hit[], direction: Direction): Judgement {
  const marks = markFeatures(tokens.length, hits);
  const { disclosures, terms } = disclosuresIn({ tokens, marks, direction }, hits);
  return {
    disclosures,
    terms,
    told: toldBy(marks, tokens.length),
    impersonal: [...new Set(sentencesOf(tokens))].filter(
      (sentence) =>
        hasAny(marks.topic, sentence) && !hasAny(marks.person, sentence) && !hasAny(marks.possessive, sentence),
    ),
    sayings: hits.filter(({ payload }) => payload.is === 'idiom').map(({ first, last }) => ({ first, last })),
  };
}

/** Each phrase looks at a bounded stretch of its sentence. */
function disclosuresIn(
  { tokens, marks, direction }: Reading,
  hits: readonly Hit[],
): Pick<Judgement, 'disclosures' | 'terms'> {
  const masked = maskIdioms(tokens.length, hits);
  const sentences = sentencesOf(tokens);
  const whole = { first: 0, last: tokens.length - 1 };
  const somebody = hasAny(marks.person, whole) || (direction === 'in' && hasAny(marks.self, whole));
  const found: Disclosure[] = [];
  const terms: WeighedTerm[] = [];
  for (const term of termsOf(hits)) {
    const sentence = sentences[term.first] ?? whole;
    const near = personIn(marks, sentence, direction);
    const link = linkOf({ tokens, marks, sentence, direction }, term);
    const person = near > 0 ? near : somebody || direction === 'out' ? 1 : 0;
    const score = weights[term.strength] + person + (link.is === 'linked' ? 2 : 0);
    const isLoose = score < THRESHOLD || (isBound(term.strength) && link.is !== 'linked');
    const isOfTopic =
      link.is === 'topic' ||
      (near === 0 && term.strength !== 'disclosure' && hasAny(marks.topic, { ...sentence, last: term.first }));
    const verdict = isMasked(masked, term) ? 'saying' : isOfTopic ? 'topic' : isLoose ? 'loose' : 'found';
    terms.push({ ...term, verdict, near });
    if (verdict !== 'found') continue;
    const first = link.is === 'linked' ? Math.min(link.first, term.first) : term.first;
    found.push({ kind: term.kind, first, last: term.last });
    if (childKinds.has(term.kind)) found.push(...childDisclosure(marks, sentence, { ...term, first }));
  }
  return { disclosures: found, terms };
}

/** A child's trouble is a minor's disclosure besides what it is. */
const childKinds: ReadonlySet<MeaningKind> = new Set<MeaningKind>([
  'health',
  'disability',
  'abuse',
  'family',
  'judicial',
  'sex_life',
  'economic',
]);

function childDisclosure(marks: Marks, sentence: Stretch, { first, last }: Stretch): readonly Disclosure[] {
  for (let at = sentence.first; at <= sentence.last; at += 1) {
    if (marks.child[at] === 1) return [{ kind: 'minors', first: Math.min(at, first), last: Math.max(at, last) }];
  }
  return [];
}

export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const isBound = (strength: Strength): boolean => strength !== 'disclosure' && strength !== 'strong';

function personIn(marks: Marks, sentence: Stretch, direction: Direction): number {
  if (hasAny(marks.person, sentence) || hasAny(marks.possessive, sentence)) return 2;
  if (hasAny(marks.self, sentence)) return direction === 'in' ? 2 : 1;
  return 0;
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly marks: Marks;
  readonly direction: Direction;
}

interface Scene extends Reading {
  readonly sentence: Stretch;
}

function linkOf(scene: Scene, term: Term): Link {
  if (term.strength === 'predicate') return predicateLink(scene, term);
  if (term.strength === 'disclosure') return disclosureLink(scene, term);
  return nounLink(scene, term);
}

/** The phrase has its frame in itself; what it lacks is only that it may be said of nobody, or of a talk or a book. */
function disclosureLink(scene: Scene, { first, last }: Term): Link {
  const isVague = scene.tokens[first]?.word === 'e' && !isSomebodys(scene, first);
  const hasTopic = last > first + 1 && hasAny(scene.marks.topic, { first: first + 1, last: last - 1 });
  return isVague || hasTopic || isAboutNobody(scene, first) ? topic : loose;
}

/** "Chi ha", "se uno prende", "la storia di una donna che ha": said of nobody in particular. */
function isAboutNobody({ tokens, marks, sentence }: Scene, verb: number): boolean {
  if (marks.self[verb] === 1) return false;
  for (let at = verb - 1; at >= Math.max(sentence.first, verb - SUBJECT_WORDS); at -= 1) {
    if (tokens[at + 1]?.before !== 'none') return false;
    if (marks.person[at] === 1 || marks.self[at] === 1 || marks.possessive[at] === 1) return false;
    if (marks.anyone[at] === 1 || marks.topic[at] === 1) return true;
  }
  return false;
}

/** The first word before the term that says whether it is somebody's or a subject of talk. */
function nounLink(scene: Scene, term: Term): Link {
  const { marks, sentence } = scene;
  if (isTopicAfter(scene, term)) return topic;
  for (let at = term.first - 1; at >= Math.max(sentence.first, term.first - LINK_WORDS); at -= 1) {
    if (marks.anyone[at] === 1 || marks.topic[at] === 1) return topic;
    if (marks.frame[at] === 1 || marks.possessive[at] === 1) {
      return marks.possessive[at] !== 1 && isAboutNobody(scene, at) ? topic : { is: 'linked', first: at };
    }
    if (marks.person[at] === 1 && term.strength !== 'linked') return { is: 'linked', first: at };
  }
  return loose;
}

function isTopicAfter({ tokens, marks }: Scene, term: Term): boolean {
  for (let at = term.last + 1; at <= term.last + TOPIC_AFTER_WORDS && at < tokens.length; at += 1) {
    if (tokens[at]?.before !== 'none') return false;
    if (marks.topic[at] === 1) return true;
  }
  return false;
}

/** "Sono vedova", "mia sorella celiaca", "Ipovedente, avvisare": only light words may stand between. */
function predicateLink(scene: Scene, term: Term): Link {
  const { tokens, marks, sentence, direction } = scene;
  const opens = tokens[term.first]?.before !== 'none';
  for (let at = term.first - 1; at >= Math.max(sentence.first, term.first - PREDICATE_WORDS); at -= 1) {
    if (marks.anyone[at] === 1) return topic;
    if (marks.being[at] === 1 && isSomebodys(scene, at, isPlural(scene, at, term))) {
      return { is: 'linked', first: at };
    }
    if (marks.person[at] === 1) return isAboutNobody(scene, at) ? topic : { is: 'linked', first: at };
    if (marks.light[at] !== 1 && marks.being[at] !== 1) break;
    if (isPreposition(tokens[at]?.word ?? '')) break;
  }
  if (opens && direction === 'out') return { is: 'linked', first: term.first };
  return isOne(scene, term) ? { is: 'linked', first: term.first - 1 } : loose;
}

/** "Ho sposato un musulmano": one of them, and somebody in the sentence who knows them. */
function isOne({ tokens, marks, sentence, direction }: Scene, { first }: Term): boolean {
  if (!articles.has(tokens[first - 1]?.word ?? '') || tokens[first]?.before !== 'none') return false;
  if (marks.topic.subarray(sentence.first, first).includes(1)) return false;
  return personIn(marks, sentence, direction) > 0;
}

const articles = new Set(['un', 'uno', 'una', 'a', 'an']);

/** A verb of being says little by itself ("e" is also "and"): somebody before it, the writer in it, or it opens a clause. */
function isSomebodys({ tokens, marks, sentence }: Scene, verb: number, plural = false): boolean {
  if (!plural && (marks.self[verb] === 1 || tokens[verb]?.before !== 'none')) return true;
  for (let at = verb - 1; at >= Math.max(sentence.first, verb - 2 * SUBJECT_WORDS); at -= 1) {
    if (marks.topic[at] === 1) return false;
    if (marks.person[at] === 1 || marks.self[at] === 1 || marks.possessive[at] === 1) return true;
  }
  return false;
}

/** "Sono" is "I am" and "they are": with a plural, it is the latter. */
const isPlural = ({ tokens }: Scene, verb: number, { last }: Term): boolean =>
  tokens[verb]?.word === 'sono' && (tokens[last]?.word.endsWith('i') ?? false);

const prepositions = new Set(
  'di del dello della dei degli delle dell a ai agli alle al alla per su sui sulle sugli tra for of to about by with on'.split(
    ' ',
  ),
);
const isPreposition = (word: string): boolean => prepositions.has(word);

function termsOf(hits: readonly Hit[]): readonly Term[] {
  return hits.flatMap(({ payload, first, last }) =>
    payload.is === 'term' ? [{ kind: payload.kind, strength: payload.strength, first, last }] : [],
  );
}

function markFeatures(length: number, hits: readonly Hit[]): Marks {
  const make = (): Uint8Array => new Uint8Array(length);
  const marks = {
    person: make(),
    self: make(),
    anyone: make(),
    topic: make(),
    frame: make(),
    being: make(),
    possessive: make(),
    child: make(),
    plain: make(),
    light: make(),
  };
  for (const { payload, first, last } of hits) {
    if (payload.is === 'feature') marks[payload.feature].fill(1, first, last + 1);
  }
  for (const { payload, first, last } of hits) {
    if (payload.is === 'feature' && payload.feature === 'anyone' && last > first) marks.person.fill(0, first, last + 1);
  }
  for (const at of marks.plain.keys()) if (marks.plain[at] === 1) marks.topic[at] = 0;
  return marks;
}

function maskIdioms(length: number, hits: readonly Hit[]): Uint8Array {
  const masked = new Uint8Array(length);
  for (const { payload, first, last } of hits) if (payload.is === 'idiom') masked.fill(1, first, last + 1);
  return masked;
}

/** A saying takes a phrase away when it has its last word or at least half of its words. */
function isMasked(masked: Uint8Array, { first, last }: Stretch): boolean {
  let covered = 0;
  for (let at = first; at <= last; at += 1) covered += masked[at] ?? 0;
  return masked[last] === 1 || 2 * covered >= last - first + 1;
}

/** Stretches of one sentence share one object, so that a text is divided once. */
function sentencesOf(tokens: readonly Token[]): readonly Stretch[] {
  const sentences: Stretch[] = [];
  let first = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.before !== 'stop') continue;
    const sentence = { first, last: at - 1 };
    for (let word = first; word < at; word += 1) sentences.push(sentence);
    first = at;
  }
  return sentences;
}

function hasAny(marks: Uint8Array, { first, last }: Stretch): boolean {
  const at = marks.indexOf(1, first);
  return at !== -1 && at <= last;
}

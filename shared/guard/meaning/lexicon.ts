import type { MeaningKind } from '../finding.ts';

/**
 * How strongly a phrase speaks of a person. The judge adds what it finds around the phrase and compares with a threshold.
 * - `disclosure`: person and frame are in the phrase itself ("mi picchia").
 * - `strong`: hardly ever said but of a person ("dialisi"); a frame or a person makes it a disclosure.
 * - `usual`: also a topic ("ricovero"); needs a person in the sentence, and a verb of having, a possessive or the person
 *   right before it.
 * - `linked`: ambiguous ("debito"); needs a person and a verb of having, a possessive or a cause right before it.
 * - `predicate`: adjectives and roles ("musulmano", "vedova"); needs a verb of being or a person right before it.
 */
export const strengths = ['disclosure', 'strong', 'usual', 'linked', 'predicate'] as const;
export type Strength = (typeof strengths)[number];

/**
 * Phrases, one a line or divided by `;`; what follows `#` is a comment. Words of a phrase:
 * - `malato` any inflection of it (gender, number); up to four letters only as written
 * - `malato!` only as written · `chemio*` whatever begins so · `/soffrire` any form of the verb but "voi"
 * - `<have>` a word of the class · `a|b` either · `..` up to four words in between
 * Articles, prepositions, pronouns, possessives and adverbs between two words of a phrase need not be written.
 */
export type Table = string;
export type CategoryTables = Partial<Readonly<Record<Strength, Table>>>;

export type Feature =
  /** Somebody who can be identified: writer, relative, friend, title, name. */
  | 'person'
  /** The writer; the association itself where the text is outgoing. */
  | 'self'
  /** Whoever it may be: "chi", "persone", "si può". */
  | 'anyone'
  /** Courses, books, events, places, trades: what is said with them is a topic. */
  | 'topic'
  /** A verb or preposition by which a condition is somebody's. */
  | 'frame'
  /** To be, to become, to feel. */
  | 'being'
  /** Possessives of persons. */
  | 'possessive'
  /** A child, whose disclosure counts as one of a minor. */
  | 'child'
  /** Looks like a topic and is none: "in corso". */
  | 'plain'
  /** Words that may be left out between two words of a phrase. */
  | 'light';

export interface LanguageData {
  readonly stem: (word: string) => string;
  readonly conjugate: (verb: string) => readonly string[];
  /** Classes for use in phrases, by name. */
  readonly classes: Readonly<Record<string, Table>>;
  readonly features: Readonly<Record<Feature, Table>>;
  readonly categories: Readonly<Partial<Record<MeaningKind, readonly CategoryTables[]>>>;
  /** Sayings and harmless compounds: their words count for nothing. */
  readonly idioms: readonly Table[];
  /** Chat spellings and common mistakes, as "xke=perche". */
  readonly spellings: Table;
  /** Words by which the language is recognised. */
  readonly functionWords: Table;
}

/** The entries of a table, without comments and blank ones. */
export const entriesOf = (table: Table): readonly string[] =>
  table
    .split('\n')
    .map((line) => line.replace(/#.*/u, ''))
    .flatMap((line) => line.split(';'))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

import { readCsv, writeCsv, type CsvProblem, type CsvRecord } from '../csv.ts';
import type { CannedReply, Group } from '../model/directory.ts';
import { dateSchema } from '../schedule/schedule.ts';
import { MAX_CANNED_CHANGES, revisionOf, type CannedChange } from './changes.ts';
import { namesOf } from './files.ts';
import { problemsOf, type CannedProblem, type Surroundings } from './check.ts';

/** Canned replies as a table that people edit in a spreadsheet (CR9). Of files only the names are in it: a table carries none. */
const columns = ['shortcut', 'title', 'group', 'lang', 'address', 'text', 'from', 'until', 'files'] as const;
type Column = (typeof columns)[number];

/** The first is the one that is written. */
const names: Readonly<Record<Column, readonly string[]>> = {
  shortcut: ['nome breve', 'shortcut'],
  title: ['titolo', 'title'],
  group: ['gruppo', 'group'],
  lang: ['lingua', 'language'],
  address: ['forma', 'address'],
  text: ['testo', 'text'],
  from: ['dal', 'from'],
  until: ['al', 'until'],
  files: ['allegati', 'files'],
};
const needed: readonly Column[] = ['shortcut', 'title', 'text'];

/** `title-line`: the first line doesn't name the columns that are needed. */
export type FileProblem =
  | { readonly problem: CsvProblem; readonly line: number }
  | { readonly problem: 'title-line' | 'too-many' };

export type LineProblem = CannedProblem | 'twice' | 'lang' | 'address' | 'day' | 'cells';

/** What a line of a file would do. */
export type ReadLine =
  | { readonly line: number; readonly step: 'refused'; readonly shortcut: string; readonly problem: LineProblem }
  | {
      readonly line: number;
      readonly step: 'same' | 'added' | 'changed';
      readonly reply: CannedReply;
      /** Names of files that the table speaks of and the reply will not carry; empty: none. */
      readonly filesLeftOut: string;
    };

export type ReadLibrary =
  | { readonly isOk: true; readonly lines: readonly ReadLine[] }
  | { readonly isOk: false; readonly problem: FileProblem };

export interface Library extends Omit<Surroundings, 'others' | 'groupIds'> {
  /** Of one owner. */
  readonly replies: readonly CannedReply[];
  readonly groups: readonly Group[];
}

export function writeLibrary(replies: readonly CannedReply[], groups: readonly Group[]): string {
  const rows = replies.map((reply) => {
    const { shortcut, title, lang, address = '', text, validFrom = '', validUntil = '' } = reply;
    const files = namesOf(reply.files);
    return [shortcut, title, groupCell(reply.groupId, groups), lang, address, text, validFrom, validUntil, files];
  });
  return writeCsv([columns.map((column) => names[column][0] ?? column), ...rows]);
}

/** The name, unless it could mean another group. */
function groupCell(groupId: string | null, groups: readonly Group[]): string {
  if (groupId === null) return '';
  const group = groups.find(({ id }) => id === groupId);
  return group !== undefined && groupOf(group.name.it, groups) === groupId ? group.name.it : groupId;
}

/** What the lines would do; nothing is changed by it. `newId`: for those that are added. */
export function readLibrary(text: string, library: Library, newId: (at: number) => string): ReadLibrary {
  const read = readCsv(text);
  if (!read.isOk) return { isOk: false, problem: read };
  const [titles, ...records] = read.records;
  const places = placesOf(titles?.cells ?? []);
  if (places === null) return { isOk: false, problem: { problem: 'title-line' } };
  if (records.length > MAX_CANNED_CHANGES) return { isOk: false, problem: { problem: 'too-many' } };
  const seen = new Set<string>();
  const lines = records.map((record, at): ReadLine => {
    const cell = (column: Column): string => record.cells[places.get(column) ?? -1] ?? '';
    const reply = replyOf(cell, library, newId(at));
    const refused = { line: record.line, step: 'refused', shortcut: cell('shortcut') } as const;
    if (hasTooMany(record, titles)) return { ...refused, problem: 'cells' };
    if (typeof reply === 'string') return { ...refused, problem: reply };
    const key = `${reply.lang} ${reply.shortcut}`;
    const problem = seen.has(key) ? 'twice' : problemOf(reply, library);
    seen.add(key);
    if (problem !== undefined) return { ...refused, problem };
    const known = library.replies.find(({ id }) => id === reply.id);
    const step = known === undefined ? 'added' : isSame(known, reply) ? 'same' : 'changed';
    const named = cell('files').trim();
    return { line: record.line, step, reply, filesLeftOut: named === namesOf(reply.files) ? '' : named };
  });
  return { isOk: true, lines };
}

/** What has to be done for the lines that are not refused; null: nothing. */
export const changesOf = (lines: readonly ReadLine[], known: readonly CannedReply[]): readonly CannedChange[] =>
  lines.flatMap((line) =>
    line.step === 'added' || line.step === 'changed'
      ? [{ step: 'put', reply: line.reply, base: revisionOf(known.find(({ id }) => id === line.reply.id)) }]
      : [],
  );

function placesOf(titles: readonly string[]): ReadonlyMap<Column, number> | null {
  const plain = titles.map((title) => title.trim().toLowerCase());
  const places = new Map<Column, number>();
  for (const column of columns) {
    const place = plain.findIndex((title) => names[column].includes(title));
    if (place !== -1) places.set(column, place);
  }
  return needed.every((column) => places.has(column)) ? places : null;
}

const hasTooMany = (record: CsvRecord, titles: CsvRecord | undefined): boolean =>
  record.cells.length > (titles?.cells.length ?? 0);

function replyOf(
  cell: (column: Column) => string,
  { replies, groups }: Library,
  newId: string,
): CannedReply | LineProblem {
  const lang = cell('lang') === '' ? 'it' : cell('lang');
  if (lang !== 'it' && lang !== 'en') return 'lang';
  const address = cell('address').toLowerCase();
  if (address !== '' && address !== 'lei' && address !== 'tu') return 'address';
  const [from, until] = [cell('from'), cell('until')];
  if ([from, until].some((day) => day !== '' && !dateSchema.safeParse(day).success)) return 'day';
  const groupId = cell('group') === '' ? null : groupOf(cell('group'), groups);
  if (groupId === undefined) return 'unknown-group';
  const shortcut = cell('shortcut').replace(/^\//, '');
  const known = replies.find((reply) => reply.lang === lang && reply.shortcut === shortcut);
  return {
    id: known?.id ?? newId,
    shortcut,
    title: cell('title'),
    lang,
    groupId,
    text: cell('text'),
    ...(address === '' ? {} : { address }),
    ...(from === '' ? {} : { validFrom: from }),
    ...(until === '' ? {} : { validUntil: until }),
    // They stay with the reply that has them.
    ...(known?.files === undefined ? {} : { files: known.files }),
  };
}

/** By its name in either language, or its id. */
const groupOf = (written: string, groups: readonly Group[]): string | undefined => {
  const wanted = written.trim().toLowerCase();
  const byName = groups.find(({ name }) => [name.it, name.en].some((known) => known.toLowerCase() === wanted));
  return byName?.id ?? groups.find(({ id }) => id === written)?.id;
};

const problemOf = (reply: CannedReply, { sites, groups, replies }: Library): CannedProblem | undefined =>
  problemsOf(reply, { sites, groupIds: groups.map(({ id }) => id), others: replies })[0];

const isSame = (known: CannedReply, reply: CannedReply): boolean =>
  JSON.stringify(cellsOf(known)) === JSON.stringify(cellsOf(reply));

const cellsOf = (reply: CannedReply): readonly unknown[] => {
  const { shortcut, title, lang, address = null, groupId, text, validFrom = null, validUntil = null } = reply;
  return [shortcut, title, lang, address, groupId, text, validFrom, validUntil];
};

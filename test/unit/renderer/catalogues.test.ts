import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en/index.ts';
import { it as italian, type MessageId } from '../../../renderer/i18n/it/index.ts';
import { errorCodes } from '../../../shared/errors.ts';
import { findingKinds, toFinding } from '../../../shared/guard/finding.ts';

const renderer = path.resolve(import.meta.dirname, '../../../renderer');
const ids = Object.keys(italian) as MessageId[];
const catalogues = { it: italian, en } as const;
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/i18n[/\\](it|en)[/\\]/.test(file))
  .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
  .join('\n');

/** Every value that some message takes. */
const numbers = [
  'percent',
  'count',
  'added',
  'changed',
  'same',
  'refused',
  'limit',
  'megabytes',
  'minutes',
  'seconds',
  'drafts',
  'commands',
  'position',
  'ms',
  'stay',
  'left',
];
const words = ['name', 'to', 'when', 'number', 'view', 'role', 'since', 'command', 'group', 'age', 'more', 'text'];
const moreWords = [
  'moment',
  'names',
  'clock',
  'day',
  'email',
  'reason',
  'lang',
  'version',
  'development',
  'done',
  'total',
  'kind',
  'rescued',
  'missing',
  'holder',
  'state',
  'what',
  'where',
  'link',
  'span',
  'how',
  'at',
  'phrase',
  'whole',
  'value',
  'why',
  'level',
  'hasWait',
  'key',
  'word',
  'place',
  'by',
  'origin',
  'form',
  'title',
  'line',
  'site',
  'size',
  'numbers',
  'person',
  'read',
  'example',
  'action',
  'until',
  'named',
  'list',
];
const values: Readonly<Record<string, string | number>> = Object.fromEntries([
  ...numbers.map((name) => [name, 3]),
  ...[...words, ...moreWords].map((name) => [name, 'x']),
]);

function errorsOf(locale: 'it' | 'en', id: MessageId, given: typeof values): string[] {
  const errors: string[] = [];
  const intl = createIntl({ locale, messages: catalogues[locale], onError: (error) => errors.push(error.message) });
  intl.formatMessage({ id }, { ...given } as never);
  return errors;
}

/** The values that a message can't do without. */
const asked = (locale: 'it' | 'en', id: MessageId): string[] =>
  Object.keys(values).filter((name) => {
    const { [name]: _left, ...others } = values;
    return errorsOf(locale, id, others).length > 0;
  });

/** What `scan` says of its findings. */
const guardIds = findingKinds.flatMap((kind) =>
  (['in', 'out'] as const)
    .map((direction) => toFinding({ kind, start: 0, end: 1 }, direction))
    .flatMap(({ reason, advice }) => [reason, advice]),
);

describe('catalogues', () => {
  test('English has the ids of Italian, and none of its own', () => {
    expect(Object.keys(en).sort()).toEqual([...ids].sort());
  });

  test('every expected failure has a sentence in both languages', () => {
    for (const code of errorCodes) {
      for (const catalogue of Object.values(catalogues))
        expect(catalogue[`error.${code}`]).toMatch(/^(?:[A-ZÈ]|\{name\}).{15,}\.$/su);
    }
  });

  test('every finding of the guard has a reason and an advice, incoming and outgoing', () => {
    for (const id of guardIds)
      for (const catalogue of Object.values(catalogues)) expect(catalogue[id]).toMatch(/^[A-Z].{15,}\.$/su);
  });

  test.each(ids)('%s is well formed and asks for the same values in both languages', (id) => {
    expect([...errorsOf('it', id, values), ...errorsOf('en', id, values)]).toEqual([]);
    if (/\{/.test(italian[id] + en[id])) expect(asked('en', id)).toEqual(asked('it', id));
    // An apostrophe of the keyboard quotes in ICU messages, and is the wrong character besides.
    expect(italian[id] + en[id]).not.toContain("'");
  });

  test('Italian plurals know about millions (CLDR "many")', () => {
    for (const id of ids) {
      const plurals = italian[id].match(/, plural,/g)?.length ?? 0;
      expect([id, italian[id].match(/ many \{/g)?.length ?? 0]).toEqual([id, plurals]);
    }
    const intl = createIntl({ locale: 'it', messages: italian });
    expect(intl.formatMessage({ id: 'nav.count' }, { count: 2_000_000 } as never)).toBe('2.000.000 di pratiche');
  });

  test('what was refused agrees with its name: il … accettato, la … accettata', () => {
    const masculine = /^(Il|Lo|L’ascolto|L’appuntamento|L’oscuramento|L’aggiornamento) ?/;
    const names = [...italian['notice.refused'].matchAll(/(?<=[{} ])([a-z_]+) \{(?:Il|Lo|La|L’)/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(30);
    const intl = createIntl({ locale: 'it', messages: italian });
    for (const command of names) {
      const said = intl.formatMessage({ id: 'notice.refused' }, { command, number: '2026-000124' });
      expect(said).toMatch(masculine.test(said) ? /accettato\.$/ : /accettata\.$/);
    }
  });

  test('no Italian text is an English one, but for the words that both languages have', () => {
    const alike = ids.filter((id) => italian[id] === en[id]).map((id) => italian[id]);
    const words_ = alike.filter((text) => /\p{L}{2}/u.test(text.replaceAll(/\{[^{}]*\}/g, '')));
    const both = [
      'Sportello',
      'Voicemail',
      'voicemail',
      'Agenda',
      'Ticket',
      'ticket',
      'Chat',
      'chat',
      'E-mail',
      'e-mail',
    ];
    const bookFor = '{named, select, yes {{number}, {name}} other {{number}}}';
    const names = [bookFor, 'PIN', '{view} ({count}) · Sportello', 'Staff', 'Anna', 'Italiano', 'English', 'Lei', 'tu'];
    expect(words_.filter((text) => ![...both, ...names].includes(text))).toEqual([]);
  });

  test('nothing is translated that the interface does not say', () => {
    const prefixes = [...sources.matchAll(/`([a-z-]+\.[a-z.-]*)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = ids.filter(
      (id) =>
        !new RegExp(`['"]${id}['"]`).test(sources) &&
        !prefixes.some((prefix) => id.startsWith(prefix)) &&
        !(guardIds as readonly string[]).includes(id),
    );
    expect(unused).toEqual([]);
  });
});

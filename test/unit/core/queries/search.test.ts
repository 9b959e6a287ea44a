import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyIndex, indexSlice } from '../../../../main/core/db/search-index.ts';
import { search } from '../../../../main/core/queries/search.ts';
import { phoneOf } from '../../../../main/core/queries/search-phones.ts';
import { matchExpression, passage, searchWords } from '../../../../main/core/queries/search-words.ts';
import { messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

let database: TestDatabase;

beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.remove());

const find = (text: string, limit = 20) => {
  while (database.db.write(indexSlice));
  return findNow(text, limit);
};
const findNow = (text: string, limit = 20) =>
  database.db.read((tx) => search(tx, { name: 'search', text, limit }, NOW));
/** Sunday 22 November 2026 in Rome. */
const NOW = Date.UTC(2026, 10, 22, 9);
const numbers = (text: string): string[] => find(text).hits.map(({ row }) => row.number);

const three = (): void => {
  database.apply([
    putOf(1, { subject: 'Perché non va?' }, [messageOf('m-1', { text: 'La città è lontana, il certificato manca.' })]),
    putOf(2, { contact: { name: 'Elena Locatelli', email: 'elena@posta.example', phone: '035 123' } }, [
      messageOf('m-2', { text: 'Rimborso della gita' }),
      messageOf('m-3', { kind: 'note', text: 'nota interna sul rimborso' }),
    ]),
    putOf(3, {}, [
      messageOf('m-4', {
        text: 'Allego il rimborso',
        attachments: [{ id: 'a-1', name: 'ricevuta_gita.pdf', type: 'application/pdf', sizeBytes: 5 }],
      }),
    ]),
  ]);
};

describe('telephone numbers', () => {
  const contact = (phone: string | null) => ({ contact: { name: 'Elena Locatelli', email: null, phone } });
  const typedWays = [
    '3471234567',
    '347 123 4567',
    '347 12 34 567',
    '+39 347 1234567',
    '0039 347-1234567',
    '347/123.45.67',
  ];
  const writtenWays = [
    '+39 347 1234567',
    '347 123 45 67',
    '3471234567',
    '0039 347 12 34 567',
    '+393471234567',
    '347-1234567',
  ];

  test.each(typedWays)('%s is found however the contact or a text has it', (typed) => {
    database.apply([
      ...writtenWays.map((phone, at) => putOf(at + 1, contact(phone))),
      putOf(7, contact(null), [messageOf('m-7', { text: 'Mi richiami, grazie, al 347 1234 567 dopo cena.' })]),
      putOf(8, contact('347 765 4321'), [messageOf('m-8', { text: 'Protocollo 347, pratica 123 del 4567' })]),
      putOf(9, contact('02 3471 2345')),
    ]);
    const found = numbers(typed);
    for (const at of [7, 6, 5, 4, 3, 2, 1]) expect(found).toContain(`2026-00000${at}`);
    expect(found).not.toContain('2026-000009');
    expect(numbers(`da:"${typed}"`)).toEqual([6, 5, 4, 3, 2, 1].map((at) => `2026-00000${at}`));
    expect(numbers(`da:"${typed}" stato:risolta`)).toEqual([]);
    const shown = find(typed).hits.find(({ row }) => row.number === '2026-000007')?.passage;
    expect(shown).toEqual(['Mi richiami, grazie, al ', '347 1234 567', ' dopo cena.']);
  });

  test('one that is being typed is found from six digits on; dates and case numbers are none', () => {
    expect(phoneOf('347 12')).toBeNull();
    expect(phoneOf('347 123')).toBe('347123');
    expect(phoneOf('+39 035 123456')).toBe('035123456');
    // It begins as the country's number does.
    expect(phoneOf('392 1234567')).toBe('3921234567');
    expect(phoneOf('39 392 1234567')).toBe('3921234567');
    for (const none of ['22/11/2026', 'via Roma 12', '', '12345678901234567']) expect(phoneOf(none)).toBeNull();
    database.apply([putOf(1, contact('347 1234567'))]);
    expect(numbers('34712345')).toEqual(['2026-000001']);
    expect(numbers('2026-000001')).toEqual(['2026-000001']);
  });
});

describe('what is found', () => {
  beforeEach(three);

  test('newest case first', () => expect(numbers('rimborso')).toEqual(['2026-000003', '2026-000002']));
  test('without accents and capitals', () => expect(numbers('CITTA')).toEqual(['2026-000001']));
  test('with accents where the text has none', () => expect(numbers('rimbòrso')).toHaveLength(2));
  test('the beginning of the last word', () => expect(numbers('certif')).toEqual(['2026-000001']));
  test('only whole words before the last one', () => expect(numbers('rimb gita')).toEqual([]));
  test('words from contact, text and file name together', () => {
    expect(numbers('locatelli rimborso')).toEqual(['2026-000002']);
    expect(numbers('ricevuta rimb')).toEqual(['2026-000003']);
  });
  test('notes, mail addresses, telephone numbers', () => {
    expect(numbers('interna')).toEqual(['2026-000002']);
    expect(numbers('elena@posta.example')).toEqual(['2026-000002']);
    expect(numbers('035 123')).toEqual(['2026-000002']);
  });
  test('the number of a case, also where only a stub is held', () => {
    database.apply([takenOf(2)]);
    expect(numbers('2026-000002')[0]).toBe('2026-000002');
    expect(numbers('2026-2')[0]).toBe('2026-000002');
    expect(find('2026000002').hits[0]).toMatchObject({ passage: [], row: { content: null } });
  });
  test('no more than asked for, and whether there is more', () => {
    expect(find('rimborso', 1)).toMatchObject({ hits: [{ row: { number: '2026-000003' } }], more: true });
    expect(find('rimborso', 2).more).toBe(false);
  });
});

describe('passages', () => {
  beforeEach(three);

  test('odd parts are the hits, in the writing of the text', () => {
    expect(find('citta').hits[0]?.passage).toEqual(['La ', 'città', ' è lontana, il certificato manca.']);
  });

  test('from the newest message with a hit, else from the head', () => {
    expect(find('rimborso').hits[1]?.passage).toEqual(['nota interna sul ', 'rimborso', '']);
    expect(find('locatelli').hits[0]?.passage).toEqual(['Elena ', 'Locatelli', '']);
  });

  test('of a long text: the line around the first hit', () => {
    const text = `${'parola '.repeat(60)}ago ${'paglia '.repeat(60)}`;
    const found = passage(text, ['ago']) ?? [];
    expect(found[1]).toBe('ago');
    expect(found[0]).toMatch(/^…/);
    expect(found.at(-1)).toMatch(/…$/);
    expect(found.join('').length).toBeLessThan(170);
  });
});

describe('what changes', () => {
  beforeEach(three);

  test('a text that was replaced is no longer found', () => {
    database.apply([putOf(1, {}, [messageOf('m-1', { text: 'Tutto diverso' })])]);
    expect([numbers('certificato'), numbers('perche'), numbers('diverso')]).toEqual([[], [], ['2026-000001']]);
  });

  test('[EV2] an evicted case is no longer found by its text', () => {
    database.apply([takenOf(2)]);
    expect([numbers('locatelli'), numbers('rimborso')]).toEqual([[], ['2026-000003']]);
  });

  test('[FE9] messages that came in a second part are found', () => {
    database.apply([{ kind: 'more', conversationId: 'c-1', messages: [messageOf('m-9', { text: 'seconda parte' })] }]);
    expect(numbers('seconda')).toEqual(['2026-000001']);
  });

  test('an index made anew finds the same', () => {
    database.db.write(emptyIndex);
    expect(findNow('rimborso')).toEqual({ hits: [], more: false, unindexed: 3 });
    expect([numbers('rimborso'), numbers('citta')]).toEqual([['2026-000003', '2026-000002'], ['2026-000001']]);
    expect(database.db.read((tx) => tx.all("select 1 from search where search match 'locatelli'"))).toHaveLength(1);
  });
});

test('nothing that can be typed is an error or an order to the index', () => {
  three();
  const typed = [
    '"',
    'NEAR(a b)',
    'a AND',
    '-gita',
    'head:elena',
    '*',
    '^',
    "'; drop table x",
    '(',
    '\u0000',
    '💶',
    '%_',
    'a𞤀b c',
    'ᲀꟺ',
    'x𖹀y',
  ];
  for (const text of typed) expect(() => find(text)).not.toThrow();
  expect([find(' ').hits, find('💶').hits]).toEqual([[], []]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      find(text);
      const words = searchWords(text);
      expect(words.length).toBeLessThanOrEqual(12);
      if (words.length > 0) expect(matchExpression(words)).toMatch(/^("[\p{L}\p{N}]+" )*"[\p{L}\p{N}]+"\*$/u);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a passage is made of the text itself, hits and the rest in turn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('città', 'gita', 'Gîta ', '  ', 'è', '\n', 'rimborso'), { maxLength: 30 }),
      (parts) => {
        const text = parts.join(' ');
        const found = passage(text, ['gita']);
        if (found === null) return;
        expect(found.length % 2).toBe(1);
        const plain = found.join('').replaceAll('…', '');
        expect(text.replaceAll(/\s+/g, ' ')).toContain(plain.trim());
        for (const hit of found.filter((_, index) => index % 2 === 1)) expect(hit.normalize('NFD')).toMatch(/^g/i);
      },
    ),
    { seed: 9, numRuns: 300 },
  );
});

describe('filters in words', () => {
  const day = (d: number, hour = 9): number => Date.UTC(2026, 10, d, hour);
  beforeEach(() => {
    const groupOf = (id: string, it: string, en: string) => ({
      ...{ kind: 'group' as const, version: 80 },
      group: { id, name: { it, en }, position: 1 },
    });
    database.apply([groupOf('segreteria', 'Segreteria', 'Secretary’s office'), groupOf('cassa', 'Cassa', 'Cash desk')]);
    const anna = { name: 'Anna Belòtti', email: 'anna@posta.example', phone: null };
    database.apply([
      putOf(1, { contact: anna, arrivedAt: day(10) }, [messageOf('m-1', { text: 'La gita di sabato' })]),
      putOf(2, { groupId: 'cassa', arrivedAt: day(20), channel: 'chat' }, [
        messageOf('m-2', { text: 'Anna Belotti mi ha detto della gita' }),
      ]),
      takenOf(3, { groupId: 'cassa', arrivedAt: day(20, 23) }),
    ]);
  });

  test.each([
    ['da:belotti', ['2026-000001']],
    ['from:"anna bel"', ['2026-000001']],
    ['da:anna gita', ['2026-000001']],
    ['anna gita', ['2026-000002', '2026-000001']],
    ['stato:attesa', ['2026-000002', '2026-000001']],
    ['stato:carico', ['2026-000003']],
    ['state:claimed', ['2026-000003']],
    ['gruppo:cassa', ['2026-000003', '2026-000002']],
    ['group:cash stato:attesa', ['2026-000002']],
    ['canale:chat gita', ['2026-000002']],
    ['dal:20/11', ['2026-000003', '2026-000002']],
    ['al:20/11/2026', ['2026-000002', '2026-000001']],
    ['dal:2026-11-21', ['2026-000003']],
    ['dal:1/12 al:31/12', []],
  ])('%s', (text, expected) => expect(numbers(text)).toEqual(expected));

  test('one that nobody knows is words like others; half of one breaks nothing', () => {
    expect(numbers('gita:sabato')).toEqual(['2026-000001']);
    for (const text of ['da:', 'stato:', 'stato:xyz', 'dal:40/40', 'da:"', ':', 'a:b:c'])
      expect(() => find(text)).not.toThrow();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, readLibrary, writeLibrary, type Library } from '../../../../shared/canned/library.ts';
import { cannedReplies } from '../../../../hub/seed-canned-replies.ts';
import type { CannedReply, Group } from '../../../../shared/model/directory.ts';

const group = (id: string, it: string, en: string): Group => ({ id, name: { it, en }, position: 0 });
const groups = [
  group('segreteria', 'Segreteria', 'Secretariat'),
  group('telematici', 'Servizi telematici', 'Online services'),
  // Its name means the first one.
  group('altra', 'Segreteria', 'Other'),
];
const library = (replies: readonly CannedReply[] = []): Library => ({ replies, groups, sites: [] });
const newId = (at: number): string => `new-${at}`;

const read = (text: string, known: readonly CannedReply[] = []) => {
  const found = readLibrary(text, library(known), newId);
  if (!found.isOk) return found.problem;
  return found.lines.map((line) =>
    line.step === 'refused' ? [line.line, line.problem, line.shortcut] : [line.line, line.step, line.reply.id],
  );
};
const head = 'nome breve;titolo;gruppo;lingua;forma;testo;dal;al';

test('[CR9] what is exported changes nothing when it is imported, and makes the same replies where there are none', () => {
  const text = writeLibrary(cannedReplies, groups);
  expect(text.startsWith('\uFEFFnome breve;titolo;gruppo;lingua;forma;testo;dal;al;allegati\r\n')).toBe(true);
  const again = readLibrary(text, library(cannedReplies), newId);
  expect(again.isOk && again.lines.every(({ step }) => step === 'same')).toBe(true);
  const fresh = readLibrary(text, library(), newId);
  const made = fresh.isOk ? changesOf(fresh.lines, []) : [];
  expect(made).toEqual(
    cannedReplies.map((reply, at) => ({ step: 'put', reply: { ...reply, id: newId(at) }, base: null })),
  );
});

test('[CR9] whatever is written in a reply comes back exactly', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
  const day = fc.option(fc.constantFrom('2026-01-01', '2026-12-31'), { nil: undefined });
  const some = fc.record({
    title: words,
    text: fc.tuple(words, fc.constantFrom('', '\n=1+1', '\r\n"x";', "\n'@SUM", '\t')).map((parts) => parts.join('')),
    shortcut: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    groupId: fc.constantFrom(null, 'segreteria', 'telematici', 'altra'),
    address: fc.constantFrom('lei' as const, 'tu' as const, undefined),
    validUntil: day,
  });
  fc.assert(
    fc.property(some, ({ address, validUntil, ...rest }) => {
      const reply: CannedReply = {
        ...{ id: 'new-0', lang: 'it', ...rest },
        ...(address === undefined ? {} : { address }),
        ...(validUntil === undefined ? {} : { validUntil }),
      };
      fc.pre(!/\{\{|:\/\/|\.[a-z]{2}/i.test(reply.text));
      const found = readLibrary(writeLibrary([reply], groups), library(), newId);
      expect(found.isOk && found.lines).toEqual([{ line: 2, step: 'added', reply, filesLeftOut: '' }]);
    }),
  );
});

describe('[CR9] before anything is stored it is said line by line', () => {
  const [known] = cannedReplies;
  if (known === undefined) throw new Error('no reply is shipped');

  test('what would be added, changed, left as it is', () => {
    const text = writeLibrary([known, { ...known, shortcut: 'nuova' }], groups);
    expect(read(text, [known])).toEqual([
      [2, 'same', known.id],
      // The text of a reply goes over several lines.
      [11, 'added', 'new-1'],
    ]);
    expect(read(writeLibrary([{ ...known, title: 'x' }], groups), [known])).toEqual([[2, 'changed', known.id]]);
  });

  test('what would be refused, and why', () => {
    const lines = [
      'a;A;;;;testo;;',
      'a;A;;;;testo;;',
      'b;;;;;testo;;',
      'C maiuscola;C;;;;testo;;',
      'd;D;Nessuno;;;testo;;',
      'e;E;;de;;testo;;',
      'f;F;;;voi;testo;;',
      'g;G;;;;testo;31/12/2026;',
      'h;H;;;;{{nome}};;',
      'i;I;;;;www.altrove.it;;',
      'j;J;;;;testo;2026-12-31;2026-01-01',
      'k;K;;en;tu;testo;;',
      'l;L;;;;;;',
      'm;M;;;;testo;;;di troppo',
      '/n;N;other;en;;testo',
    ];
    expect(read([head, ...lines].join('\n'))).toEqual([
      [2, 'added', 'new-0'],
      [3, 'twice', 'a'],
      [4, 'no-title', 'b'],
      [5, 'shortcut-form', 'C maiuscola'],
      [6, 'unknown-group', 'd'],
      [7, 'lang', 'e'],
      [8, 'address', 'f'],
      [9, 'day', 'g'],
      [10, 'unknown-variable', 'h'],
      [11, 'link-refused', 'i'],
      [12, 'days-order', 'j'],
      [13, 'address-language', 'k'],
      [14, 'no-text', 'l'],
      [15, 'cells', 'm'],
      [16, 'added', 'new-14'],
    ]);
  });

  test('other delimiters, other order of the columns, English titles', () => {
    expect(read('text,title,shortcut\n"Ciao, Anna",T,a')).toEqual([[2, 'added', 'new-0']]);
    expect(read('Testo\tTitolo\tNome breve\r\nCiao\tT\ta\r\n')).toEqual([[2, 'added', 'new-0']]);
  });

  test('a file that is none is refused as a whole', () => {
    expect(read('')).toEqual({ problem: 'title-line' });
    expect(read('titolo;testo\na;b')).toEqual({ problem: 'title-line' });
    expect(read(`${head}\na;"A`)).toMatchObject({ problem: 'open-quote', line: 2 });
    expect(read([head, ...Array.from({ length: 501 }, (_, n) => `a${n};A;;;;t;;`)].join('\n'))).toEqual({
      problem: 'too-many',
    });
  });
});

test('[CR9] [CR10] of files the table has the names; what a reply carries stays, what would be lost is named', () => {
  const file = (name: string) => ({ id: name, name, type: 'application/pdf', sizeBytes: 9, flags: [] });
  const reply: CannedReply = {
    ...{ id: 'r', shortcut: 'modulo', title: 'Modulo', lang: 'it', groupId: null, text: 'Ecco.' },
    files: [file('modulo.pdf'), file('regole.pdf')],
  };
  const text = writeLibrary([reply], groups);
  expect(text).toContain(';"modulo.pdf, regole.pdf"');
  const lines = (known: readonly CannedReply[], written = text) => {
    const found = readLibrary(written, library(known), newId);
    return found.isOk ? found.lines : [];
  };
  expect(lines([reply])).toEqual([{ line: 2, step: 'same', reply, filesLeftOut: '' }]);
  const { files: _, ...without } = reply;
  const added = { ...without, id: 'new-0' };
  expect(lines([])).toEqual([{ line: 2, step: 'added', reply: added, filesLeftOut: 'modulo.pdf, regole.pdf' }]);
  const changed = lines([reply], `${head}\r\nmodulo;Un modulo;;it;;Ecco.;;`);
  expect(changesOf(changed, [reply])).toEqual([{ step: 'put', reply: { ...reply, title: 'Un modulo' }, base: 0 }]);
});

import { describe, expect, test } from 'vitest';
import { afterChanges, type CannedChange } from '../../../../shared/canned/changes.ts';
import { problemsOf } from '../../../../shared/canned/check.ts';
import { findReplies } from '../../../../shared/canned/find.ts';
import { languageOf } from '../../../../shared/canned/language.ts';
import { dayOf, validityOf } from '../../../../shared/canned/validity.ts';
import { fillVariables, unknownVariables, unresolvedVariables } from '../../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../../shared/model/directory.ts';

const reply = (change: Partial<CannedReply> = {}): CannedReply => ({
  ...{ id: 'a', shortcut: 'accesso', title: 'Accesso', lang: 'it', groupId: null, text: 'Buongiorno' },
  ...change,
});
const around = { others: [], sites: ['https://www.dbo.it/'], groupIds: ['segreteria'] };

describe('[CR3] what is stored', () => {
  test.each([
    [{}, []],
    [{ title: ' ' }, ['no-title']],
    [{ text: '\n' }, ['no-text']],
    [{ text: 'x'.repeat(8_001) }, ['too-long']],
    [{ shortcut: '' }, ['shortcut-form']],
    [{ shortcut: 'Accesso' }, ['shortcut-form']],
    [{ shortcut: 'due parole' }, ['shortcut-form']],
    [{ text: '{{contact.surname}}' }, ['unknown-variable']],
    [{ text: '{{}}' }, ['unknown-variable']],
    [{ text: '{{contact.firstName|socio}}' }, []],
    [{ text: 'www.dbo.it/soci' }, []],
    [{ text: 'www.altrove.it' }, ['link-refused']],
    [{ validFrom: '2026-12-01', validUntil: '2026-11-30' }, ['days-order']],
    [{ validFrom: '2026-12-01', validUntil: '2026-12-01' }, []],
    [{ groupId: 'segreteria' }, []],
    [{ groupId: 'nessuno' }, ['unknown-group']],
    [{ address: 'tu' as const }, []],
    [{ address: 'tu' as const, lang: 'en' as const }, ['address-language']],
  ])('%j: %j', (change, problems) => {
    expect(problemsOf(reply(change), around)).toEqual(problems);
  });

  test('a shortcut means one reply in a language', () => {
    const others = [reply({ id: 'b' }), reply({ id: 'c', lang: 'en', shortcut: 'access' })];
    expect(problemsOf(reply(), { ...around, others })).toEqual(['shortcut-taken']);
    expect(problemsOf(reply({ id: 'b' }), { ...around, others })).toEqual([]);
    expect(problemsOf(reply({ shortcut: 'access' }), { ...around, others })).toEqual([]);
  });
});

describe('[CR2] changes', () => {
  const put = (change: Partial<CannedReply>, base: number | null): CannedChange => ({
    step: 'put',
    reply: reply(change),
    base,
  });
  const known = [reply(), reply({ id: 'b', shortcut: 'altro', revision: 3 })];
  const made = (...changes: CannedChange[]) => {
    const after = afterChanges(known, changes, around);
    return 'failure' in after ? after.failure.code : [...after.replies.values()].map((one) => [one.id, one.revision]);
  };

  test('the revision grows; another one than was seen, or none where there is one, changes nothing', () => {
    expect(made(put({ title: 'x' }, 0))).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(made(put({ id: 'b', shortcut: 'altro' }, 3), { step: 'remove', id: 'a', base: 0 })).toEqual([['b', 4]]);
    expect(made(put({}, 1))).toBe('canned-changed');
    expect(made(put({}, null))).toBe('canned-changed');
    expect(made(put({ id: 'c', shortcut: 'c' }, 1))).toBe('canned-changed');
    expect(made({ step: 'remove', id: 'b', base: 2 })).toBe('canned-changed');
  });

  test('all or none: two exchange their shortcuts, one that is wrong stops the others', () => {
    expect(made(put({ shortcut: 'altro' }, 0), put({ id: 'b', shortcut: 'accesso' }, 3))).toEqual([
      ['a', 1],
      ['b', 4],
    ]);
    expect(made(put({ title: 'x' }, 0), put({ id: 'c', shortcut: 'accesso' }, null))).toBe('shortcut-taken');
    expect(made(put({ text: 'www.altrove.it' }, 0))).toBe('link-refused');
    expect(made(put({ text: '{{nome}}' }, 0))).toBe('invalid-request');
  });
});

describe('[CR4] variables', () => {
  test.each([
    ['{{contact.firstName}}', {}, '{{contact.firstName}}'],
    ['{{contact.firstName|socio}}', {}, 'socio'],
    ['{{ contact.firstName | gentile socio }}', {}, 'gentile socio'],
    ['{{contact.firstName|socio}}', { 'contact.firstName': 'Anna' }, 'Anna'],
    ['{{contact.firstName|socio}}', { 'contact.firstName': ' ' }, 'socio'],
    ['{{contact.firstName|}}', {}, '{{contact.firstName|}}'],
    ['{{nome|socio}}', {}, '{{nome|socio}}'],
  ])('%s with %j is %s', (text, values, filled) => {
    expect(fillVariables(text, values)).toBe(filled);
  });
  test('what is left is named, with or without words for want of it', () => {
    expect(unresolvedVariables('{{contact.firstName|}} {{nome|x}}')).toEqual(['contact.firstName', 'nome']);
    expect(unknownVariables('{{contact.firstName|}} {{nome|x}}')).toEqual(['nome']);
  });
});

describe('[CR6] validity', () => {
  test.each([
    [{}, 'now'],
    [{ validFrom: '2026-11-24' }, 'later'],
    [{ validFrom: '2026-11-23' }, 'now'],
    [{ validUntil: '2026-11-23' }, 'now'],
    [{ validUntil: '2026-11-22' }, 'over'],
  ])('on the 23rd, %j: %s', (days, expected) => {
    expect(validityOf(days, '2026-11-23')).toBe(expected);
  });
  test('a day begins at midnight in Rome', () => {
    expect(dayOf(Date.UTC(2026, 10, 22, 22, 59))).toBe('2026-11-22');
    expect(dayOf(Date.UTC(2026, 10, 22, 23, 0))).toBe('2026-11-23');
    expect(dayOf(Date.UTC(2026, 6, 1, 22, 0))).toBe('2026-07-02');
  });
});

describe('what is found first', () => {
  const all = [
    { ...reply({ id: 'lei', address: 'lei', groupId: 'telematici' }), used: 0 },
    { ...reply({ id: 'tu', shortcut: 'accesso-tu', address: 'tu', groupId: 'telematici' }), used: 0 },
    { ...reply({ id: 'en', shortcut: 'access', lang: 'en', title: 'Access' }), used: 50 },
    { ...reply({ id: 'cassa', shortcut: 'quota', title: 'La quota', groupId: 'cassa', text: 'accédere' }), used: 9 },
    { ...reply({ id: 'tutti', shortcut: 'saluti', title: 'Saluti' }), used: 3 },
    { ...reply({ id: 'usata', shortcut: 'grazie', title: 'Grazie' }), used: 4 },
  ];
  const ids = (query: string, lang: 'it' | 'en', address: 'lei' | 'tu' = 'lei') =>
    findReplies(all, { query, lang, address, groupId: 'telematici' }).map(({ id }) => id);
  test.each([
    ['acc', 'it', 'lei', ['lei', 'tu', 'cassa', 'en']],
    ['acc', 'it', 'tu', ['tu', 'lei', 'cassa', 'en']],
    ['acc', 'en', 'lei', ['en', 'lei', 'tu', 'cassa']],
    ['access', 'it', 'lei', ['en', 'lei', 'tu']],
    ['accesso-tu', 'it', 'lei', ['tu']],
    ['Accede', 'it', 'lei', ['cassa']],
    ['', 'it', 'lei', ['lei', 'usata', 'tutti', 'cassa', 'tu', 'en']],
    ['niente', 'it', 'lei', []],
  ] as const)('%s, to somebody who reads %s and is addressed with %s: %j', (...[query, lang, address, expected]) => {
    expect(ids(query, lang, address)).toEqual(expected);
  });
});

test.each([
  ['Buongiorno, non riesco ad accedere al sito.', 'it'],
  ['Hello, I cannot log in to the site, can you help me please?', 'en'],
  ['', 'it'],
  ['OK', 'it'],
  ['Password reset', 'it'],
])('%s is written in %s', (text, lang) => {
  expect(languageOf(text)).toBe(lang);
});

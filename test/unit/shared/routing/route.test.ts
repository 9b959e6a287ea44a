import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRouting, plainRule } from '../../../../shared/routing/default-rules.ts';
import { route, wordFound, type RoutingInput, type RoutingSituation } from '../../../../shared/routing/route.ts';
import { conditions } from '../../../../shared/model/routed.ts';
import { routingSettingsSchema, type Rule } from '../../../../shared/routing/settings.ts';
import { foldedWords, hasWord } from '../../../../shared/routing/words.ts';

const groupIds = ['segreteria', 'volontari', 'didattica', 'cassa', 'telematici'];
const nothing: RoutingInput = { choice: null, key: null, addresses: [], subject: '', text: '' };
const quiet: RoutingSituation = {
  rules: defaultRouting.rules,
  groupIds,
  keyGroups: new Map([['3', 'segreteria']]),
  availableIds: new Set(),
  waitingByGroupId: new Map(),
};
const ruleOf = (change: Partial<Rule>): Rule => ({
  ...{ id: 'r1', name: 'Prova', by: 'words', values: ['corso'], groupId: 'didattica', ...plainRule, people: [] },
  ...change,
});
const routed = (input: Partial<RoutingInput>, situation: Partial<RoutingSituation> = {}) =>
  route({ ...nothing, ...input }, { ...quiet, ...situation });

describe('[RT1] with the rules that are shipped', () => {
  test.each([
    [['didattica'], 'Quota', 'didattica', 'address-didattica'],
    [['Cassa+abc'], '', 'cassa', 'address-cassa'],
    [['assistenza'], 'Non riesco a caricare un documento', 'telematici', 'words-telematici'],
    [['assistenza'], 'BONIFICO della quota', 'cassa', 'words-cassa'],
    [['assistenza'], 'La mia disponibilita per sabato', 'volontari', 'words-volontari'],
  ])('to %j about "%s" → %s', (...[addresses, subject, groupId, ruleId]) => {
    expect(routed({ addresses, subject })).toMatchObject({ groupId, why: { by: 'rule', ruleId }, passed: [] });
  });

  test.each(['', 'URGENTE!!!', 'Ricorso al giudice', 'Quotazione'])('about "%s" → the first group', (subject) => {
    expect(routed({ addresses: ['assistenza'], subject })).toEqual({
      groupId: 'segreteria',
      why: { by: 'default' },
      passed: [],
    });
  });

  test('what the contact chose goes before words and address; a key leads where the association says', () => {
    expect(routed({ choice: 'cassa', subject: 'Password', addresses: ['didattica'] })).toMatchObject({
      groupId: 'cassa',
      why: { by: 'choice' },
    });
    expect(routed({ key: '3', subject: 'Password' })).toMatchObject({
      groupId: 'segreteria',
      why: { by: 'key', key: '3' },
    });
    expect(routed({ key: '7' })).toMatchObject({ groupId: 'segreteria', why: { by: 'default' } });
    expect(routed({ choice: 'nessuno' })).toMatchObject({ groupId: 'segreteria', why: { by: 'default' } });
  });

  test('they fit their own schema, and go into one frame', () => {
    expect(routingSettingsSchema.parse(defaultRouting)).toEqual(defaultRouting);
    const long = ruleOf({ values: Array.from({ length: 60 }, (_, index) => `${'parola'.repeat(8)}${index}`) });
    const many = { revision: 0, rules: Array.from({ length: 60 }, () => long) };
    expect(routingSettingsSchema.safeParse(many).success).toBe(false);
  });
});

describe('[RT1] rules in their order', () => {
  test('the first that fits; by chosen group, by key, and by words over a choice', () => {
    const rules = [
      ruleOf({ id: 'a', by: 'category', values: ['cassa'], groupId: 'didattica' }),
      ruleOf({ id: 'b', by: 'key', values: ['8', '9'], groupId: 'volontari' }),
      ruleOf({ id: 'c', values: ['esame'], overChoice: true, groupId: 'didattica' }),
      ruleOf({ id: 'd', values: ['esame'], groupId: 'cassa' }),
    ];
    const idOf = (input: Partial<RoutingInput>) => {
      const { why } = routed(input, { rules });
      return why.by === 'rule' ? why.ruleId : why.by;
    };
    expect(idOf({ choice: 'cassa', subject: 'Esame' })).toBe('a');
    expect(idOf({ key: '9' })).toBe('b');
    expect(idOf({ choice: 'segreteria', subject: "L'esame" })).toBe('c');
    expect(idOf({ choice: 'segreteria' })).toBe('choice');
    expect(idOf({ subject: 'esami' })).toBe('default');
  });

  test('words in the text count only where the rule says so, and only at its beginning', () => {
    const rules = [ruleOf({ values: ['corso di ital*'], inText: true })];
    expect(routed({ text: 'Vorrei il corso\ndi Italiano, grazie' }, { rules }).groupId).toBe('didattica');
    expect(routed({ text: 'corso di italiano' }, { rules: [ruleOf({ values: ['corso'] })] }).why.by).toBe('default');
    expect(routed({ text: `${'x '.repeat(2_000)} corso di italiano` }, { rules }).why.by).toBe('default');
  });

  test('passed over, and said so: a group that is gone, nobody there, too many waiting', () => {
    const rules = [
      ruleOf({ id: 'a', name: 'Via', groupId: 'teatro' }),
      ruleOf({ id: 'b', name: 'Nessuno', people: ['u1'], unlessNobody: true }),
      ruleOf({ id: 'c', name: 'Pieno', groupId: 'cassa', unlessWaiting: 5 }),
      ruleOf({ id: 'd', name: 'Infine', groupId: 'volontari' }),
    ];
    const waitingByGroupId = new Map([['cassa', 5]]);
    const passed = [
      { name: 'Via', reason: 'no-group' },
      { name: 'Nessuno', reason: 'nobody-there' },
      { name: 'Pieno', reason: 'full' },
    ];
    const why = { by: 'rule', ruleId: 'd', name: 'Infine', condition: 'words' };
    expect(routed({ subject: 'corso' }, { rules, waitingByGroupId })).toEqual({ groupId: 'volontari', why, passed });
    const availableIds = new Set(['u1']);
    expect(routed({ subject: 'corso' }, { rules, waitingByGroupId, availableIds })).toMatchObject({
      groupId: 'didattica',
      passed: passed.slice(0, 1),
    });
  });
});

const word = fc.constantFrom('corso', 'quota', 'turno', 'pagament*', 'perché', 'accesso al sito', 'è');
const ruleArbitrary = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  name: fc.constantFrom('Uno', 'Due'),
  by: fc.constantFrom(...conditions),
  values: fc.array(fc.oneof(word, fc.constantFrom('cassa', '3')), { minLength: 1, maxLength: 4 }),
  inText: fc.boolean(),
  overChoice: fc.boolean(),
  groupId: fc.constantFrom(...groupIds, 'teatro'),
  people: fc.array(fc.constantFrom('u1', 'u2'), { maxLength: 2 }),
  unlessNobody: fc.boolean(),
  unlessWaiting: fc.option(fc.integer({ min: 1, max: 9 })),
});
const inputArbitrary = fc.record({
  choice: fc.option(fc.constantFrom(...groupIds, 'teatro')),
  key: fc.option(fc.constantFrom('3', '8', '0')),
  addresses: fc.array(fc.constantFrom('corso', 'Quota+x', ''), { maxLength: 2 }),
  subject: fc.oneof(
    fc.string(),
    fc.array(word).map((words) => words.join(' ')),
  ),
  text: fc.oneof(
    fc.string(),
    fc.array(word).map((words) => words.join('\n')),
  ),
});

test('[RT1] [RT2] the same input gives the same choice, always a group that exists, with its reason', () => {
  const property = fc.property(
    fc.array(ruleArbitrary, { maxLength: 8 }),
    inputArbitrary,
    fc.uniqueArray(fc.constantFrom('u1', 'u2')),
    fc.dictionary(fc.constantFrom(...groupIds), fc.integer({ min: 0, max: 9 })),
    (...[rules, input, available, waiting]) => {
      const situation = (isTurned: boolean): RoutingSituation => ({
        ...quiet,
        rules,
        availableIds: new Set(isTurned ? available.toReversed() : available),
        waitingByGroupId: new Map(isTurned ? Object.entries(waiting).toReversed() : Object.entries(waiting)),
      });
      const one = route(input, situation(false));
      const copy: RoutingInput = structuredClone(input);
      expect(route(copy, situation(true))).toEqual(one);
      expect(groupIds).toContain(one.groupId);
      const { why } = one;
      if (why.by === 'rule')
        expect(rules).toContainEqual(expect.objectContaining({ name: why.name, by: why.condition }));
      expect(one.passed.length).toBeLessThanOrEqual(rules.length);
    },
  );
  fc.assert(property, { seed: 4, numRuns: 500 });
});

test('[RT1] the most that can be sent is routed in a moment', () => {
  const input = { ...nothing, subject: 'a '.repeat(250), text: 'perché '.repeat(20_000) };
  const rules = Array.from({ length: 60 }, (_, index) =>
    ruleOf({ id: `r${index}`, inText: true, values: Array.from({ length: 60 }, (__, at) => `parola ${index} ${at}`) }),
  );
  const start = performance.now();
  expect(route(input, { ...quiet, rules }).why.by).toBe('default');
  expect(performance.now() - start).toBeLessThan(1_000);
});

describe('[RT3] the word by which a rule fitted', () => {
  test('is found again in what may be read, as coordinators wrote it; else nothing is said', () => {
    const rule = ruleOf({ values: ['quota', 'pagament*'], inText: true });
    expect(wordFound(rule, { subject: 'I PAGAMENTI', text: '' })).toEqual({ word: 'pagament*', place: 'subject' });
    expect(wordFound(rule, { subject: '', text: 'La quota.' })).toEqual({ word: 'quota', place: 'text' });
    expect(wordFound({ ...rule, inText: false }, { subject: '', text: 'La quota.' })).toBeNull();
    expect(wordFound(rule, { subject: '▒▒▒▒▒▒▒▒', text: '' })).toBeNull();
  });

  test('words are compared whole, without accents and case', () => {
    expect(hasWord(foldedWords('Perché no?'), 'perche')).toBe(true);
    expect(hasWord(foldedWords('Ricorso'), 'corso')).toBe(false);
    expect(hasWord(foldedWords('anything'), ' * ')).toBe(false);
    expect(hasWord(foldedWords('indirizzo e-mail'), 'indirizzo e mail')).toBe(true);
  });
});

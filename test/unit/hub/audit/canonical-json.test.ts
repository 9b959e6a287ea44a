import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../../hub/audit/canonical-json.ts';
import { canonicalEntry, GENESIS, hashOf } from '../../../../hub/audit/chain.ts';
import type { AuditEntry } from '../../../../hub/audit/entry.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const number = fc.maxSafeInteger();
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const maybe = fc.option(text);
const entry: fc.Arbitrary<Omit<AuditEntry, 'hash'>> = fc.record({
  seq: number,
  at: number,
  kind: text,
  userId: maybe,
  deviceId: maybe,
  conversationId: maybe,
  number: maybe,
  facts: text,
  previous: text,
});

const options = { seed: 20_260_311, numRuns: 1_000 };

test('[AU2] Members are sorted, nothing is added, texts are as ECMAScript writes them (RFC 8785)', () => {
  const value = { b: 1, a: 'Città "€"\n', '\u20ac': null, '\ud83d\ude00': true, '\ufb33': { z: -0, y: '' } };
  expect(canonicalJson(value)).toBe(
    '{"a":"Città \\"€\\"\\n","b":1,"\u20ac":null,"\ud83d\ude00":true,"\ufb33":{"y":"","z":0}}',
  );
});

test('[AU2] A list stays one, in its order', () => {
  expect(canonicalJson({ b: ['y', 'x', []], a: [{ d: 1, c: null }] })).toBe(
    '{"a":[{"c":null,"d":1}],"b":["y","x",[]]}',
  );
});

test('[AU2] Reading gives the value back, whatever the order of its members, so two values never share a text', () => {
  fc.assert(
    fc.property(json, (value) => {
      const written = canonicalJson(value);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned(value))).toBe(written);
    }),
    options,
  );
});

test('[AU2] An entry is written as any other value is', () => {
  fc.assert(
    fc.property(entry, (value) => {
      expect(canonicalEntry(value)).toBe(canonicalJson({ ...value }));
    }),
    options,
  );
});

test('[AU2] Two different entries never have the same encoding, also when they differ by where a text ends', () => {
  const pair = fc.oneof(
    fc.tuple(entry, entry),
    fc.tuple(entry, fc.constantFrom('kind', 'facts', 'previous', 'userId'), text).map(shifted),
  );
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const isSame = JSON.stringify(sortedFields(one)) === JSON.stringify(sortedFields(other));
      expect(hashOf(one) === hashOf(other)).toBe(isSame);
    }),
    options,
  );
});

test.each<readonly [string, Json]>([
  ['half of a surrogate pair', 'a\ud800'],
  ['a fraction', 0.5],
  ['more than a safe integer', 2 ** 53],
  ['no number', Number.NaN],
])('[AU2] %s has no canonical form', (_what, value) => {
  expect(() => canonicalJson({ value })).toThrow(RangeError);
});

test('[AU2] The hash of a known entry, so that others can check their own program', () => {
  const known = {
    seq: 1,
    at: 1_773_133_200_000,
    kind: 'claim',
    userId: 'maria',
    deviceId: 'pc-1',
    conversationId: 'c-1',
    number: '2026-000001',
    facts: '{"already":false,"fence":1}',
    previous: GENESIS,
  };
  expect(hashOf(known)).toBe('b20449d7c5c3f214173056f9dda051d5f7cc7318549c95738b311e597378f865');
});

/** The same value with its members made in the other order. */
function turned(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]) => [key, turned(member)] as const);
  return Object.fromEntries(members.reverse());
}

type Bare = Omit<AuditEntry, 'hash'>;

/** The same letters, divided differently between two neighbouring fields. */
function shifted([one, field, more]: readonly [Bare, 'kind' | 'facts' | 'previous' | 'userId', string]): [Bare, Bare] {
  const other = { ...one, deviceId: `${more}${one.deviceId ?? ''}` };
  return [{ ...one, [field]: `${one[field] ?? ''}${more}` }, other];
}

const sortedFields = (bare: Bare): unknown => Object.entries(bare).sort(([a], [b]) => (a < b ? -1 : 1));

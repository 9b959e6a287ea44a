import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { commandSchema } from '../../../../shared/protocol/commands.ts';
import { downSchema } from '../../../../shared/protocol/down.ts';
import { exactly } from '../../../../shared/protocol/exact.ts';
import { upSchema } from '../../../../shared/protocol/up.ts';
import { accepted } from '../../../support/schema-samples.ts';

/** One place in a value, chosen by numbers, is changed into something that may be wrong there. */
const junk = fc.constantFrom<unknown>(
  ...[null, true, 0, -1, 1.5, 2 ** 53, '', 'x', 'A', 'é', '2026-000001', '2026-00001'],
  ...['x'.repeat(65), 'x'.repeat(501), '\ud83d', [], {}, [null], Array.from({ length: 101 }, () => 'x'), { id: 'x' }],
);
const change = fc.record({
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('replace', 'drop', 'add'),
  key: fc.constantFrom('more', 'flags', 'expiredFence', '__proto__', 'constructor', '0'),
  to: junk,
});
type Wrong = typeof change extends fc.Arbitrary<infer C> ? C : never;

function spoiled(value: unknown, { path: [at = 0, ...path], ...wrong }: Wrong): unknown {
  if (typeof value !== 'object' || value === null) return wrong.to;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[at % Math.max(1, keys.length)] ?? wrong.key;
  const put = (name: string, to: unknown): unknown =>
    Object.defineProperty(copy, name, { value: to, enumerable: true, configurable: true, writable: true });
  if (path.length > 0 && typeof copy[key] === 'object') put(key, spoiled(copy[key], { path, ...wrong }));
  else if (wrong.kind === 'drop') delete copy[key];
  else put(wrong.kind === 'replace' ? key : wrong.key, wrong.to);
  return copy;
}

const said = (frame: unknown, changes: readonly Wrong[]): unknown =>
  JSON.parse(JSON.stringify(changes.reduce(spoiled, frame)) ?? 'null');

/** Accepted, and given back as it is. */
function isKept(schema: z.ZodType, value: unknown): boolean {
  const parsed = schema.safeParse(value);
  return parsed.success && isDeepStrictEqual(parsed.data, value);
}

test('yes to what the schema of a frame from the hub accepts and leaves as it is, and to nothing else', () => {
  const isExact = exactly(downSchema);
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(accepted(downSchema), fc.array(change, { maxLength: 2 }), (frame, changes) => {
      const value = said(frame, changes);
      const isYes = isExact(value);
      seen[isYes ? 'yes' : 'no'] += 1;
      if (JSON.stringify(value).includes('"schedule"')) return !isYes || isKept(downSchema, value);
      return isYes === isKept(downSchema, value);
    }),
    { seed: 5, numRuns: 3_000 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(500);
});

test('never yes to a frame from a device that its schema refuses or changes', () => {
  const isExact = exactly(upSchema);
  fc.assert(
    fc.property(accepted(upSchema), fc.array(change, { maxLength: 2 }), (frame, changes) => {
      const value = said(frame, changes);
      return !isExact(value) || isKept(upSchema, value);
    }),
    { seed: 6, numRuns: 1_000 },
  );
});

test('yes to what the schema of a command accepts and leaves as it is; never to what it refuses or changes', () => {
  const isExact = exactly(commandSchema);
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(accepted(commandSchema), fc.array(change, { maxLength: 2 }), (command, changes) => {
      const value = said(command, changes);
      const isYes = isExact(value);
      seen[isYes ? 'yes' : 'no'] += 1;
      return !isYes || isKept(commandSchema, value);
    }),
    { seed: 8, numRuns: 3_000 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(500);
});

test('of several kinds without a mark it knows those that can be told apart', () => {
  const under = exactly(z.union([z.number(), z.object({ claim: z.number() })]));
  expect([under(1), under({ claim: 1 }), under({ claim: 1, more: 2 }), under('1')]).toEqual([true, true, false, false]);
  const overlapping = z.union([z.object({ a: z.string().optional() }), z.object({ a: z.string(), b: z.string() })]);
  expect([exactly(overlapping)({ a: 'x' }), exactly(overlapping)({ a: 'x', b: 'y' })]).toEqual([true, false]);
  expect(overlapping.parse({ a: 'x', b: 'y' })).toEqual({ a: 'x' });
});

test.each([
  ['a function that looks at a value', z.string().refine((text) => text === 'x')],
  ['one that looks at an object', z.object({ a: z.string() }).refine(({ a }) => a === 'x')],
  ['one that looks at a list', z.array(z.string()).refine(([a]) => a === 'x')],
  ['a format of its own', z.email()],
  ['a change of what is read', z.string().trim()],
  ['something filled in', z.object({ a: z.string().default('x') })],
  ['a pattern with a memory', z.string().regex(/x/g)],
])('%s is nothing that it knows: always a no', (_, schema) => {
  for (const value of ['x', ' x', 'x@posta.example', { a: 'x' }, {}, ['x'], 1])
    expect(exactly(schema)(value)).toBe(false);
});

test('a number beyond all bounds is none', () => {
  expect(exactly(z.number())(JSON.parse('1e999'))).toBe(false);
  expect(exactly(z.number().int())(2 ** 53)).toBe(false);
});

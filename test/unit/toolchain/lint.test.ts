// The linter's configuration finds what our habits forbid, and leaves the composition roots alone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantTree, type PlantedTree } from './planted-tree.ts';

const lines = (count: number) => Array.from({ length: count }, (_, i) => `  n += ${i};`).join('\n');

const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['sportello(passed-in)', 'hub/now.ts', 'export const now = () => Date.now();'],
  ['sportello(passed-in)', 'shared/date.ts', 'export const today = () => new Date();'],
  ['sportello(passed-in)', 'main/random.ts', 'export const dice = () => Math.random();'],
  [
    'sportello(passed-in)',
    'main/core/id.ts',
    "import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();",
  ],
  ['sportello(passed-in)', 'renderer/id.ts', 'export const id = () => crypto.randomUUID();'],
  [
    'typescript(no-floating-promises)',
    'hub/floating.ts',
    'export const f = () => { Promise.resolve(1).then(String); };',
  ],
  ['typescript(no-explicit-any)', 'shared/any.ts', 'export const f = (x: any) => String(x);'],
  [
    'typescript(consistent-type-imports)',
    'hub/types.ts',
    "import { Server } from 'node:http';\nexport type S = Server;",
  ],
  ['eslint(no-console)', 'main/print.ts', "export const f = () => console.log('text');"],
  ['import(no-default-export)', 'hub/default.ts', 'const a = 1;\nexport default a;'],
  [
    'eslint(max-params)',
    'hub/params.ts',
    'export const f = (a: number, b: number, c: number, d: number) => a + b + c + d;',
  ],
  [
    'eslint(max-lines-per-function)',
    'hub/long.ts',
    `export function f() {\n  let n = 0;\n${lines(60)}\n  return n;\n}`,
  ],
  ['eslint(max-lines)', 'hub/huge.ts', Array.from({ length: 401 }, (_, i) => `export const a${i} = ${i};`).join('\n')],
  ['unicorn(filename-case)', 'hub/camelCase.ts', 'export const a = 1;'],
  [
    'react-hooks(rules-of-hooks)',
    'renderer/hook.tsx',
    "import { useState } from 'react';\nexport function P({ a }: { a: boolean }) { if (a) useState(1); return null; }",
  ],
  ['jsx-a11y(alt-text)', 'renderer/image.tsx', "export const P = () => <img src='a.png' />;"],
];

const allowed: Readonly<Record<string, string>> = {
  'hub/index.ts': 'export const compose = () => console.log(Date.now(), new Date(), Math.random());',
  'main/core/index.ts': "import { randomUUID } from 'node:crypto';\nexport const compose = () => randomUUID();",
  'renderer/main.tsx': 'export const compose = () => Date.now();',
  'shared/parsed-date.ts': 'export const f = (atMs: number) => new Date(atMs);',
};

let tree: PlantedTree;
let complaints: readonly string[];

beforeAll(async () => {
  tree = plantTree({ ...Object.fromEntries(planted.map(([, file, text]) => [file, text])), ...allowed });
  const report = await tree.run('oxlint', ['--format', 'unix', 'shared', 'hub', 'main', 'renderer']);
  complaints = report.split('\n');
}, 30_000);

afterAll(() => tree.remove());

describe('lint', () => {
  test.each(planted)('%s is found in %s', (rule, file) => {
    expect(complaints.filter((line) => line.startsWith(`${file}:`) && line.includes(rule))).not.toEqual([]);
  });

  test('composition roots may use the real clock, random source and console', () => {
    expect(complaints.filter((line) => Object.keys(allowed).some((file) => line.startsWith(`${file}:`)))).toEqual([]);
  });
});

// Every rule of .dependency-cruiser.cjs finds the violation that is planted for it, and an orderly tree has none.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantTree, type PlantedTree } from './planted-tree.ts';

interface Violation {
  rule: string;
  from: string;
}

interface Configuration {
  forbidden: { name: string }[];
}

/** Rule, the file that breaks it, and the line that does. Type-only imports count, and so do packages by their name. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  [
    'shared-imports-nothing-of-ours',
    'shared/a.ts',
    "import type { hub } from '../hub/index.ts'; export type A = typeof hub;",
  ],
  [
    'shared-imports-only-what-runs-everywhere',
    'shared/b.ts',
    "import { readFileSync } from 'node:fs'; export const b = readFileSync;",
  ],
  [
    'shared-imports-only-what-runs-everywhere',
    'shared/c.ts',
    "import { WebSocket } from 'ws'; export const c = WebSocket;",
  ],
  ['hub-stands-alone', 'hub/a.ts', "import { main } from '../main/index.ts'; export const a = main;"],
  ['hub-stands-alone', 'hub/b.ts', "import { core } from '../main/core/index.ts'; export const b = core;"],
  ['main-stands-alone', 'main/a.ts', "import { hub } from '../hub/index.ts'; export const a = hub;"],
  [
    'renderer-stands-alone',
    'renderer/a.ts',
    "import type { main } from '../main/index.ts'; export type A = typeof main;",
  ],
  ['widget-stands-alone', 'widget/a.ts', "import { hub } from '../hub/index.ts'; export const a = hub;"],
  ['widget-stands-alone', 'widget/b.ts', "import * as z from 'zod'; export const b = z;"],
  ['practice-joins-hub-and-core', 'practice/a.ts', "import { main } from '../main/index.ts'; export const a = main;"],
  ['nothing-imports-practice', 'main/c.ts', "import { joined } from '../practice/index.ts'; export const c = joined;"],
  ['renderer-without-node', 'renderer/b.ts', "import path from 'node:path'; export const b = path;"],
  ['core-imports-nothing-of-main', 'main/core/a.ts', "import { main } from '../index.ts'; export const a = main;"],
  ['main-never-imports-core', 'main/b.ts', "import { core } from './core/index.ts'; export const b = core;"],
  [
    'main-never-imports-core',
    'main/core-host/relay.ts',
    "import { core } from '../core/index.ts'; export const b = core;",
  ],
  [
    'preload-imports-only-the-bridge',
    'main/preload/a.ts',
    "import { model } from '../../shared/model/index.ts'; export const a = model;",
  ],
  [
    'preload-imports-only-the-bridge',
    'main/preload/b.ts',
    "import { main } from '../index.ts'; export const b = main;",
  ],
  [
    'features-are-independent',
    'renderer/features/inbox/a.ts',
    "import { agenda } from '../agenda/index.ts'; export const a = agenda;",
  ],
  ['ui-without-store', 'renderer/ui/a.ts', "import { store } from '../store/index.ts'; export const a = store;"],
  [
    'ui-without-store',
    'renderer/ui/b.ts',
    "import { agenda } from '../features/agenda/index.ts'; export const b = agenda;",
  ],
  ['first-screen-first', 'renderer/d.ts', "import { scan } from '../shared/guard/scan.ts'; export const d = scan;"],
  ['electron-only-in-main', 'main/core/b.ts', "import { app } from 'electron'; export const b = app;"],
  ['electron-only-in-main', 'hub/c.ts', "import type { App } from 'electron'; export type C = App;"],
  ['electron-only-in-main', 'renderer/c.ts', "import { ipcRenderer } from 'electron'; export const c = ipcRenderer;"],
  [
    'nothing-imports-tests',
    'hub/d.ts',
    "import { support } from '../test/support/index.ts'; export const d = support;",
  ],
  [
    'programs-import-no-scripts',
    'hub/e.ts',
    "import { root } from '../scripts/lib/project.mjs'; export const e = root;",
  ],
  ['no-cycles', 'hub/f.ts', "import { g } from './g.ts'; export const f = () => g;"],
  ['only-declared-dependencies', 'hub/h.ts', "import { nothing } from 'no-such-package'; export const h = nothing;"],
  ['only-declared-dependencies', 'hub/i.ts', "import { parse } from 'semver'; export const i = parse;"],
];

/** What the planted lines import, and imports that are allowed. */
const orderly: Readonly<Record<string, string>> = {
  'shared/model/index.ts': "import { z } from 'zod'; export const model = z;",
  'shared/guard/scan.ts': "import { model } from '../model/index.ts'; export const scan = model;",
  'renderer/guard.ts':
    "import type { scan } from '../shared/guard/scan.ts'; export const load = async (): Promise<typeof scan> => (await import('../shared/guard/scan.ts')).scan;",
  'shared/bridge.ts': "import { model } from './model/index.ts'; export const bridge = model;",
  'hub/index.ts':
    "import { model } from '../shared/model/index.ts'; import fs from 'node:fs'; export const hub = [model, fs];",
  'hub/type-a.ts': "import type { B } from './type-b.ts'; export type A = B | 1;",
  'hub/type-b.ts': "import type { A } from './type-a.ts'; export type B = A | 2;",
  'main/index.ts':
    "import { app } from 'electron'; import { model } from '../shared/model/index.ts'; export const main = [app, model];",
  'main/core/index.ts': "import Database from 'better-sqlite3'; export const core = Database;",
  'practice/index.ts':
    "import { hub } from '../hub/index.ts'; import { core } from '../main/core/index.ts'; export const joined = [hub, core];",
  'main/preload/index.ts':
    "import { contextBridge } from 'electron'; import { bridge } from '../../shared/bridge.ts'; export const p = [contextBridge, bridge];",
  'renderer/store/index.ts': "import { create } from 'zustand'; export const store = create;",
  'renderer/ui/index.tsx':
    "import '@fontsource-variable/inter'; import { Button } from 'react-aria-components'; export const ui = Button;",
  'renderer/features/agenda/index.ts':
    "import { store } from '../../store/index.ts'; import { ui } from '../../ui/index.tsx'; export const agenda = [store, ui];",
  'widget/index.ts': "import type { model } from '../shared/model/index.ts'; export type Model = typeof model;",
  'test/support/index.ts':
    "import { core } from '../../main/core/index.ts'; import { hub } from '../../hub/index.ts'; import { app } from 'electron'; export const support = [core, hub, app];",
};

let tree: PlantedTree;
let violations: readonly Violation[];

beforeAll(async () => {
  const wrong = Object.fromEntries(planted.map(([, file, text]) => [file, text]));
  tree = plantTree({ ...orderly, ...wrong, 'hub/g.ts': "import { f } from './f.ts'; export const g = () => f;" });
  const folders = ['shared', 'hub', 'main', 'practice', 'renderer', 'widget', 'test'];
  const report = await tree.run('depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...folders,
  ]);
  const { summary } = JSON.parse(report) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  violations = summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}, 30_000);

afterAll(() => tree.remove());

describe('import boundaries', () => {
  test.each(planted)('%s is enforced in %s', (rule, from) => {
    expect(violations).toContainEqual({ rule, from });
  });

  test('orderly files break no rule', () => {
    expect(violations.filter(({ from }) => from in orderly)).toEqual([]);
  });

  test('every rule has a planted violation', () => {
    const { forbidden } = createRequire(import.meta.url)('../../../.dependency-cruiser.cjs') as Configuration;
    const rules = forbidden.map(({ name }) => name);
    expect(rules.filter((name) => !planted.some(([rule]) => rule === name))).toEqual([]);
  });
});

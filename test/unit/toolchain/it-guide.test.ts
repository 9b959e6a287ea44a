// What administrators and packagers are told to type exists: commands, options, keys, metrics, scripts, links.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLineTexts } from '../../../main/command-line-texts.ts';
import { policyNames } from '../../../shared/policy/definitions.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const guides = [
  'docs/it-guide.md',
  'docs/packaging.md',
  'docs/updates.md',
  'docs/backups.md',
  'docs/identity.md',
  'docs/diagnostics.md',
  'README.md',
];

/** What stands in backticks, and the lines of code blocks. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^\s*```[a-z]*\n([\s\S]*?)^\s*```/gm)].map(([, body = '']) => body);
  const inline = [...text.replace(/^\s*```[\s\S]*?^\s*```/gm, '').matchAll(/`([^`]+)`/g)].map(([, body = '']) => body);
  return [...inline, ...blocks.flatMap((body) => body.replace(/\\\n\s*/g, '').split('\n'))].map((line) => line.trim());
}

const help = spawnSync(process.execPath, ['hub/index.ts', '--help'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, SPORTELLO_HUB_PROGRAM: 'sportello-hub' },
}).stdout;
/** By command: what its help says; '' is what serves. */
const hubCommands = new Map(
  help
    .split(/^sportello-hub /m)
    .slice(1)
    .map((text) => [/^(?:[a-z][a-z-]* ?)*/.exec(text)![0].trim(), text]),
);
const names = [...hubCommands.keys()].filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
const optionsIn = (text: string): string[] => text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];

/** `list|revoke` is two lines; a table writes it `list\\|revoke`. */
function alternatives(line: string): string[] {
  const [, before = '', words, after = ''] = /^(.*?)([\w-]+(?:\\?\|[\w-]+)+)(.*)$/.exec(line) ?? [];
  return words === undefined
    ? [line]
    : words.split(/\\?\|/).flatMap((word) => alternatives(`${before}${word}${after}`));
}

/** A command of the hub that a line names, whether with the program's name or alone, as tables have it. */
function hubLines(lines: readonly string[]): { line: string; name: string }[] {
  return lines.flatMap(alternatives).flatMap((line) => {
    const [, words] = /(?:^|[/ ])(?:sportello-hub|npm run hub --|hub\/index\.ts) (.*)$/.exec(line) ?? [];
    const called = words ?? line;
    const name = names.find((each) => called === each || called.startsWith(`${each} `));
    if (name !== undefined) return [{ line: called, name }];
    return words === undefined || /^(?:serve\b|--|\[|…|\|)/.test(words) ? [] : [{ line: words, name: 'unknown' }];
  });
}

describe.each(guides)('%s', (file) => {
  const text = read(file);
  const lines = codeIn(text);

  test('names commands of the hub that exist, with their options', () => {
    const wrong = hubLines(lines).filter(({ line, name }) => {
      const known = `${hubCommands.get(name) ?? ''} --config --help`;
      return !hubCommands.has(name) || optionsIn(line).some((option) => !optionsIn(known).includes(option));
    });
    expect(wrong).toEqual([]);
  });

  test('lists with --json where that is asked for', () => {
    const lists = hubLines(lines).filter(({ name }) => /--json\s+the only form/.test(hubCommands.get(name) ?? ''));
    expect(lists.filter(({ line, name }) => line !== name && !line.includes('--json') && !line.includes('…'))).toEqual(
      [],
    );
    if (file === 'docs/it-guide.md')
      expect(lists.map(({ line }) => line).filter((line) => !line.includes('--json'))).toEqual([]);
  });

  test('names options of the program that exist', () => {
    const known = [...optionsIn(commandLineTexts.en.help), '--user-data-dir'];
    const asked = lines.filter((line) => line.startsWith('sportello --')).flatMap(optionsIn);
    expect(asked.filter((option) => !known.includes(option))).toEqual([]);
  });

  test('names scripts, files and places in the texts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const called = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = '']) => name),
    );
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) =>
      path.join(path.dirname(file), link),
    );
    const files = lines.filter((line) => /^(?:scripts|build|docs|test|main|hub|shared)\/[\w./-]+$/.test(line));
    expect([...links, ...files].filter((each) => !existsSync(path.join(root, each)))).toEqual([]);
  });

  test('names metrics and policies that exist', () => {
    const metrics = [...text.matchAll(/sportello_hub_([a-z_]+)/g)].map(([, name = '']) => name);
    const admin = read('hub/admin.ts');
    expect(metrics.filter((name) => !admin.includes(`'${name}'`))).toEqual([]);
    const policies = lines.flatMap((line) => [...line.matchAll(/"([A-Z]\w+)":/g)].map(([, name = '']) => name));
    expect(policies.filter((name) => !policyNames.includes(name as never))).toEqual([]);
  });
});

test('the guide’s settings of a hub are options of it, and so are those that its package delivers', () => {
  const guide = /```json\n(\s*\{\s*"data"[\s\S]*?)```/.exec(read('docs/it-guide.md'))?.[1] ?? '';
  const keys = [guide, read('build/hub/hub.json')].flatMap((text) => Object.keys(JSON.parse(text) as object));
  const known = optionsIn(hubCommands.get('') ?? '');
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => key !== '//' && !known.includes(`--${key}`))).toEqual([]);
});

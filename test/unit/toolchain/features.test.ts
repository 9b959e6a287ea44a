import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/features.md', 'utf8');
const spec = ['sync-spec', 'identity', 'diagnostics', 'updates']
  .map((name) => readFileSync(`docs/${name}.md`, 'utf8'))
  .join('\n');

test('every test that the page of features names is there', () => {
  const paths = [...page.matchAll(/`((?:test|scripts)\/[^`]+)`/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('every rule that it names is written down, and what holds names what shows it', () => {
  const rules = [...page.matchAll(/\b[A-Z]{2}\d{1,2}\b/g)].map(([id]) => id);
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter((id) => !spec.includes(`**${id}**`))).toEqual([]);
  const rows = page.split('\n').filter((line) => /^\| (?!feature|---)/.test(line));
  expect(rows.filter((row) => !row.includes('**no**') && !/`(test|scripts)\//.test(row))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figures.ts';

const ROOT = 'dist/renderer';

/** What the window reads before it can show anything, as `npm run build` made it; and what follows. */
export function measureBundle(): Promise<Figure[]> {
  const page = readFileSync(join(ROOT, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file = '']) => file);
  const scripts = first.filter((file) => file.endsWith('.js'));
  const later = readdirSync(join(ROOT, 'assets'))
    .map((file) => `assets/${file}`)
    .filter((file) => file.endsWith('.js') && !scripts.includes(file));
  const styles = first.filter((file) => file.endsWith('.css'));
  return Promise.resolve([
    ...sizes('initial script', scripts),
    ...later.flatMap((file) => sizes(`later, ${/^assets\/([a-z-]+[a-z])/.exec(file)?.[1] ?? file}`, [file])),
    ...sizes('styles', styles),
  ]);
}

function sizes(name: string, files: readonly string[]): Figure[] {
  if (files.length === 0) throw new Error(`the build has no ${name}`);
  const bytes = Buffer.concat(files.map((file) => readFileSync(join(ROOT, file))));
  const kilo = (length: number): number[] => [length / 1_000];
  return [
    { name: `interface, ${name}`, unit: 'kB', values: kilo(bytes.byteLength), how: 'minified' },
    {
      name: `interface, ${name}, compressed`,
      unit: 'kB',
      values: kilo(gzipSync(bytes, { level: 9 }).byteLength),
      how: 'gzip -9',
    },
  ];
}

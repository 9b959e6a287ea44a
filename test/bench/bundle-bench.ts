import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figures.ts';

const ASSETS = 'dist/renderer/assets';

/** What the window reads before it can show anything, as `npm run build` made it. */
export function measureBundle(): Promise<Figure[]> {
  const [name] = readdirSync(ASSETS).filter((file) => /^index-.*\.js$/.test(file));
  const [style] = readdirSync(ASSETS).filter((file) => file.endsWith('.css'));
  return Promise.resolve([...sizes('initial script', name), ...sizes('styles', style)]);
}

function sizes(name: string, file: string | undefined): Figure[] {
  if (file === undefined) throw new Error(`the build has no ${name}`);
  const bytes = readFileSync(join(ASSETS, file));
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

import { readFileSync } from 'node:fs';

/** Of the project's package.json, which lies beside the hub in a package too. */
export function hubVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

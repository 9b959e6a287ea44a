import { accessSync, constants } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { publicUrlSchema } from '../../shared/model/appointment.ts';

/** Wrong use of the command line: said in a sentence, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options of one command; anything that it doesn't know is an error, never ignored. */
export function parseOptions(args: readonly string[], options: Options): Readonly<Record<string, string | boolean>> {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string | boolean] => !Array.isArray(entry[1])),
    );
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

export function textOption(value: unknown, name: string, maxLength: number): string {
  if (typeof value !== 'string' || value.trim() === '') throw new UsageError(`--${name} needs a value`);
  if (value.length > maxLength) throw new UsageError(`--${name} takes at most ${maxLength} characters`);
  return value.trim();
}

export function portOption(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--${name} takes a port from 0 to 65535`);
  return port;
}

/** Where contacts and calendar programs reach the hub, without a slash at its end. */
export function publicUrlOption(value: unknown): string {
  const url = publicUrlSchema.safeParse(typeof value === 'string' ? value.replace(/\/$/, '') : value);
  if (!url.success) throw new UsageError('--public-url takes an address as https://NAME');
  return url.data;
}

/** The path of a program that may be run, or null. */
export function programOption(value: unknown, name: string): string | null {
  if (value === undefined) return null;
  const path = textOption(value, name, 4_096);
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    throw new UsageError(`--${name}: there is no such program that may be run`);
  }
}

/** A whole number of seconds; returned in ms. */
export function secondsOption(
  value: unknown,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const seconds = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(seconds >= from && seconds <= to)) throw new UsageError(`--${name} takes seconds from ${from} to ${to}`);
  return seconds * 1_000;
}

/** The first line of Node's sentence: it names the option and nothing else. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.split('. To specify')[0] ?? '';

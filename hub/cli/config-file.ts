import { readFileSync } from 'node:fs';
import { UsageError } from './arguments.ts';

/** Options as an administrator wrote them: names as on the command line, without the dashes. */
export type Config = Readonly<Record<string, string>>;

const PREFIX = 'SPORTELLO_HUB_';

export interface ConfigSources {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The arguments of a command with what stands in the configuration before them: the command line beats the environment
 * (`SPORTELLO_HUB_HTTP_PORT`), which beats the file (`--config FILE`, or `SPORTELLO_HUB_CONFIG`).
 *
 * @param takes what the command knows; of the rest the configuration may hold anything, as one file serves all commands.
 */
export function withConfig({ args, env }: ConfigSources, takes: (option: string) => boolean): readonly string[] {
  const { file, rest } = takeFile(args);
  const named = file ?? env[`${PREFIX}CONFIG`];
  const config = { ...(named === undefined ? {} : readConfig(named)), ...fromEnvironment(env) };
  const before = Object.entries(config).flatMap(([option, value]) => (takes(option) ? toArguments(option, value) : []));
  const words = rest.findIndex((arg) => arg.startsWith('-'));
  const at = words === -1 ? rest.length : words;
  return [...rest.slice(0, at), ...before, ...rest.slice(at)];
}

/** A flat JSON object; true and false for options without a value. Comments belong into `//` keys, which are left out. */
export function readConfig(file: string): Config {
  const parsed = parse(file);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw wrong(file, 'an object is expected');
  const entries = Object.entries(parsed as Record<string, unknown>).filter(([key]) => !key.startsWith('//'));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (!/^[a-z][a-z-]*$/.test(key)) throw wrong(file, `${JSON.stringify(key)} is not the name of an option`);
      if (!['string', 'number', 'boolean'].includes(typeof value))
        throw wrong(file, `${key}: a single value is expected`);
      return [key, String(value)];
    }),
  );
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's own sentence quotes the file, which may hold a password.
    throw wrong(file, error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read');
  }
}

const wrong = (file: string, why: string): UsageError => new UsageError(`--config: ${file}: ${why}`);

function takeFile(args: readonly string[]): { readonly file: string | null; readonly rest: readonly string[] } {
  const at = args.findIndex((arg) => arg === '--config' || arg.startsWith('--config='));
  const arg = args[at];
  if (arg === undefined) return { file: null, rest: args };
  const inline = arg.startsWith('--config=');
  const file = inline ? arg.slice('--config='.length) : args[at + 1];
  if (file === undefined || file === '') throw new UsageError('--config needs a value');
  return { file, rest: args.toSpliced(at, inline ? 1 : 2) };
}

function fromEnvironment(env: ConfigSources['env']): Config {
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[0].startsWith(PREFIX));
  return Object.fromEntries(
    own
      .map(([name, value]) => [name.slice(PREFIX.length).toLowerCase().replaceAll('_', '-'), value] as const)
      .filter(([option]) => option !== 'config'),
  );
}

/** `true` is an option that stands by itself, `false` one that is not there. */
function toArguments(option: string, value: string): string[] {
  if (value === 'true') return [`--${option}`];
  return value === 'false' ? [] : [`--${option}=${value}`];
}

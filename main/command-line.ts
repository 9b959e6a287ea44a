/** What the program was asked for when it was started. Options of Chromium's may stand beside ours and are left alone. */
export type Order =
  | { readonly kind: 'run'; readonly start: StartOptions }
  | {
      readonly kind: 'version' | 'help' | 'print-paths' | 'print-policy' | 'purge-local-data';
      readonly start: StartOptions;
    }
  | { readonly kind: 'smoke-test'; readonly output: string | null; readonly start: StartOptions }
  | { readonly kind: 'wrong'; readonly option: string; readonly start: StartOptions };

export interface StartOptions {
  /** Overrules the settings for this start, not the policy. */
  readonly language: 'it' | 'en' | null;
  /** No window until somebody starts the program again. */
  readonly hidden: boolean;
  /** Settings as delivered and no graphics acceleration; nothing is changed on disk. */
  readonly safeMode: boolean;
  /** Ends when the first data is on screen; for tests. */
  readonly exitAfterReady: boolean;
}

const actions = ['version', 'help', 'print-paths', 'print-policy', 'purge-local-data', 'smoke-test'] as const;

/** @param args without the program's own name; the last of contradicting options counts, the first action wins. */
export function readOrder(args: readonly string[]): Order {
  const language = valueOf(args, 'lang');
  const start: StartOptions = {
    language: language === 'it' || language === 'en' ? language : null,
    hidden: args.includes('--hidden'),
    safeMode: args.includes('--safe-mode'),
    exitAfterReady: args.includes('--exit-after-ready'),
  };
  if (language !== null && start.language === null) return { kind: 'wrong', option: '--lang', start };
  const action = actions.find((name) => args.includes(`--${name}`));
  if (action === undefined) return { kind: 'run', start };
  if (action !== 'smoke-test') return { kind: action, start };
  const output = valueOf(args, 'output');
  return output === '' ? { kind: 'wrong', option: '--output', start } : { kind: action, output, start };
}

/** `--name=value` or `--name value`; null when it is not there, empty when its value is missing. */
function valueOf(args: readonly string[], name: string): string | null {
  const at = args.findLastIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const arg = args[at];
  if (arg === undefined) return null;
  if (arg.includes('=')) return arg.slice(arg.indexOf('=') + 1);
  const next = args[at + 1];
  return next === undefined || next.startsWith('--') ? '' : next;
}

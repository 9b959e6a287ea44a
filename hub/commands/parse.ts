import type { Failure } from '../../shared/errors.ts';
import { MAX_WRITTEN_TEXT } from '../../shared/model/message.ts';
import { commandSchema, type Command } from '../../shared/protocol/commands.ts';

const known = new Set<string>(commandSchema.options.map(({ shape }) => shape.name.value));

export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly failure: Failure };

/** A command that is not understood is refused by itself and blocks nothing behind it (CO4). */
export function parseCommand(input: unknown): Parsed {
  const parsed = commandSchema.safeParse(input);
  if (parsed.success) return { ok: true, command: parsed.data };
  if (!known.has(nameOf(input))) return { ok: false, failure: { code: 'unknown-command' } };
  const isTooLong = parsed.error.issues.some(
    ({ code, path }) => code === 'too_big' && (path[0] === 'text' || path[0] === 'handover'),
  );
  return {
    ok: false,
    failure: isTooLong ? { code: 'text-too-long', limit: MAX_WRITTEN_TEXT } : { code: 'invalid-command' },
  };
}

function nameOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('name' in input)) return '';
  return typeof input.name === 'string' ? input.name : '';
}

import type { Failure } from '../../shared/errors.ts';
import { MAX_WRITTEN_TEXT } from '../../shared/model/message.ts';
import { commandSchema, type Command, type CommandName } from '../../shared/protocol/commands.ts';
import { exactly } from '../../shared/protocol/exact.ts';
import { plainText } from '../fit-frame.ts';

const known = commandSchema.options.map(({ shape }) => shape.name.value);

const isExactCommand = exactly(commandSchema);

export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly name: CommandName | 'unknown'; readonly failure: Failure };

/** A command that is not understood is refused by itself and blocks nothing behind it (CO4). */
export function parseCommand(input: unknown): Parsed {
  if (isExactCommand(input)) return { ok: true, command: withPlainText(input) };
  const parsed = commandSchema.safeParse(input);
  if (parsed.success) return { ok: true, command: withPlainText(parsed.data) };
  const name = nameOf(input);
  if (name === 'unknown') return { ok: false, name, failure: { code: 'unknown-command' } };
  const isTooLong = parsed.error.issues.some(
    ({ code, path }) => code === 'too_big' && (path[0] === 'text' || path[0] === 'handover'),
  );
  return {
    ok: false,
    name,
    failure: isTooLong ? { code: 'text-too-long', limit: MAX_WRITTEN_TEXT } : { code: 'invalid-command' },
  };
}

/** Before anything looks at it or compares it with what is stored (LIM5). */
function withPlainText(command: Command): Command {
  if ('text' in command) return { ...command, text: plainText(command.text) };
  if ('phrase' in command) return { ...command, phrase: plainText(command.phrase) };
  if ('handover' in command) return { ...command, handover: plainText(command.handover) };
  return command;
}

function nameOf(input: unknown): CommandName | 'unknown' {
  if (typeof input !== 'object' || input === null || !('name' in input)) return 'unknown';
  return known.find((name) => name === input.name) ?? 'unknown';
}

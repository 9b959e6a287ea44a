import type { GuardSettings } from '../../shared/guard/settings.ts';
import type { Flag } from '../../shared/model/flag.ts';
import { parseCommand, type Parsed } from '../commands/parse.ts';
import type { Storage } from '../storage/storage.ts';
import { flagsIn } from './flags.ts';

interface Pushed {
  readonly seq: number;
  readonly command?: unknown;
  /** It had left the device in an earlier epoch (RE4). */
  readonly again?: boolean | undefined;
}

export interface ReadCommand {
  readonly seq: number;
  readonly parsed: Parsed;
  readonly isReplayed: boolean;
  /** What the guard found in its text; null where it has none that is read (GU4). */
  readonly flags: readonly Flag[] | null;
}

/** Reads commands before the transaction in which they are carried out, so that nobody waits there for a long text (GU11). */
export async function readCommands(
  storage: Pick<Storage, 'read'>,
  commands: readonly Pushed[],
): Promise<readonly ReadCommand[]> {
  const understood = commands.map(({ seq, command, again }) => {
    const parsed = parseCommand(command);
    return { seq, parsed, isReplayed: again === true, texts: textsOf(parsed) };
  });
  const isRead = understood.some(({ texts }) => texts !== null);
  const settings = isRead ? await storage.read((tx) => tx.guardSettings()) : null;
  return understood.map(({ texts, ...each }) => ({ ...each, flags: flagsOfTexts(texts, settings) }));
}

interface Texts {
  readonly direction: 'in' | 'out';
  readonly texts: readonly string[];
}

function textsOf(parsed: Parsed): Texts | null {
  if (!parsed.ok) return null;
  const { command } = parsed;
  if (command.name === 'reply') return { direction: 'out', texts: [command.text] };
  return command.name === 'create' ? { direction: 'in', texts: [command.subject, command.text] } : null;
}

const flagsOfTexts = (read: Texts | null, settings: GuardSettings | null): readonly Flag[] | null =>
  read === null || settings === null ? null : flagsIn(read.texts, settings, read.direction);

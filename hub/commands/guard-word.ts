import { isGuardPhrase, withVerdict } from '../../shared/guard/settings.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { WriteTx } from '../storage/storage.ts';
import { refuse, type Decision } from './decision.ts';

type SetGuardWord = Extract<Command, { name: 'set-guard-word' }>;

export interface GuardWordSet {
  readonly decision: Decision;
  /** Phrases that have a verdict of the association afterwards. */
  readonly words: number;
}

/** A phrase is always confidential, or never, or as the guard finds: said by a coordinator (GU8). */
export async function setGuardWord(tx: WriteTx, command: SetGuardWord, userId: string): Promise<GuardWordSet> {
  const before = await tx.guardSettings();
  const words = before.always.length + before.never.length;
  if ((await tx.user(userId))?.role !== 'coordinator') return { decision: refuse({ code: 'forbidden' }), words };
  const phrase = command.phrase.trim();
  const after = isGuardPhrase(phrase) ? withVerdict(before, phrase, command.verdict) : null;
  if (after === null) return { decision: refuse({ code: 'invalid-command' }), words };
  await tx.putGuardSettings(after);
  return { decision: { ok: true, change: null }, words: after.always.length + after.never.length };
}

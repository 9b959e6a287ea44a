import type { Ids } from '../../shared/effects.ts';
import type { Association } from '../../shared/guard/context.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import type { AuditRecord } from '../audit/entry.ts';
import { recordOfCommand, recordOfDespite, recordOfNonsense } from '../audit/record-command.ts';
import type { StoredAnswer, WriteTx } from '../storage/storage.ts';
import type { Decision } from './decision.ts';
import { parseCommand } from './parse.ts';
import { runCommand, type Author } from './run.ts';

export interface Pushed {
  readonly seq: number;
  readonly command?: unknown;
  /** It had left the device in an earlier epoch (RE4). */
  readonly again?: boolean | undefined;
}

export interface PushDeps {
  readonly now: number;
  readonly ids: Ids;
  readonly mailDomain: string;
  readonly identifiers?: Association;
}

export interface PushResult {
  readonly answers: readonly { readonly seq: number; readonly outcome: Outcome }[];
  /** A number was left out: what came before it is applied, the connection is closed (CO2). */
  readonly hasGap: boolean;
  /** Nothing was applied: the device was revoked since it connected, or its user is not active any more (HS10). */
  readonly isBarred?: true;
}

/** Applies commands in order of number, each with its number, answer and audit entry in this transaction (CO2, CO3, CO4). */
export async function push(tx: WriteTx, commands: readonly Pushed[], by: Author & PushDeps): Promise<PushResult> {
  if ((await tx.barredAmong([by.deviceId])).length > 0) return { answers: [], hasGap: false, isBarred: true };
  const records: AuditRecord[] = [];
  const result = await applyAll(tx, commands, { ...by, record: (record) => records.push(record) });
  await tx.appendAudit(records);
  return result;
}

interface Recorder extends Author, PushDeps {
  readonly record: (record: AuditRecord) => void;
}

async function applyAll(tx: WriteTx, commands: readonly Pushed[], by: Recorder): Promise<PushResult> {
  const device = await tx.device(by.deviceId);
  let last = device?.lastCommand ?? 0;
  const known = await tx.answers(
    by.deviceId,
    commands.map(({ seq }) => seq),
  );
  const answers: { seq: number; outcome: Outcome }[] = [];
  const fresh = new Map<number, Outcome>();
  for (const { seq, command, again } of commands) {
    const earlier = known.get(seq)?.outcome ?? fresh.get(seq);
    if (earlier !== undefined) {
      answers.push({ seq, outcome: earlier });
      continue;
    }
    if (seq !== last + 1) return { answers, hasGap: true };
    const outcome = await applyOne(tx, { seq, command, again }, by);
    fresh.set(seq, outcome);
    answers.push({ seq, outcome });
    last = seq;
  }
  return { answers, hasGap: false };
}

async function applyOne(tx: WriteTx, { seq, command, again }: Pushed, by: Recorder): Promise<Outcome> {
  const answer = await answerTo(tx, command, { ...by, isReplayed: again === true });
  await tx.addAnswer(by.deviceId, seq, answer);
  return answer.outcome;
}

async function answerTo(
  tx: WriteTx,
  input: unknown,
  by: Recorder & { readonly isReplayed: boolean },
): Promise<StoredAnswer> {
  const parsed = parseCommand(input);
  const { userId, deviceId, now: at } = by;
  const about = { at, actor: { userId, deviceId } };
  if (!parsed.ok) {
    by.record(recordOfNonsense(parsed.name, parsed.failure.code, about));
    return answerOf(parsed, null);
  }
  const ran = await runCommand(tx, parsed.command, by);
  for (const record of [recordOfCommand(ran, about), recordOfDespite(ran, about)])
    if (record !== null) by.record(record);
  return answerOf(ran.decision, parsed.command.name === 'claim' ? parsed.command.conversationId : null);
}

function answerOf(decision: Decision, claimed: string | null): StoredAnswer {
  if (!decision.ok) return { outcome: { ok: false, failure: decision.failure }, claim: null };
  const { fence } = decision;
  const outcome: Outcome = fence === undefined ? { ok: true } : { ok: true, fence };
  const claim = claimed === null || fence === undefined ? null : { conversationId: claimed, fence };
  return { outcome, claim };
}

import type { Ids } from '../../shared/effects.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import type { AuditRecord } from '../audit/entry.ts';
import { recordOfCommand, recordOfDespite, recordOfNonsense } from '../audit/record-command.ts';
import type { ReadCommand } from '../guard/read-commands.ts';
import type { StoredAnswer, WriteTx } from '../storage/storage.ts';
import type { Decision } from './decision.ts';
import type { Parsed } from './parse.ts';
import { runCommand, type Author } from './run.ts';

export interface PushDeps {
  readonly now: number;
  readonly ids: Ids;
  readonly mailDomain: string;
}

export interface PushResult {
  readonly answers: readonly { readonly seq: number; readonly outcome: Outcome }[];
  /** A number was left out: what came before it is applied, the connection is closed (CO2). */
  readonly hasGap: boolean;
  /** Nothing was applied: the device was revoked since it connected, or its user is not active any more (HS10). */
  readonly isBarred?: true;
}

/** Applies commands in order of number, each with its number, answer and audit entry in this transaction (CO2, CO3, CO4). */
export async function push(tx: WriteTx, commands: readonly ReadCommand[], by: Author & PushDeps): Promise<PushResult> {
  const device = await tx.admitted(by.deviceId);
  if (device === null) return { answers: [], hasGap: false, isBarred: true };
  const records: AuditRecord[] = [];
  const author = { ...by, last: device.lastCommand, record: (record: AuditRecord) => records.push(record) };
  const result = await applyAll(tx, commands, author);
  await tx.appendAudit(records);
  return result;
}

interface Recorder extends Author, PushDeps {
  readonly record: (record: AuditRecord) => void;
}

async function applyAll(
  tx: WriteTx,
  commands: readonly ReadCommand[],
  { last: answeredUpTo, ...by }: Recorder & { readonly last: number },
): Promise<PushResult> {
  let last = answeredUpTo;
  const again = commands.filter(({ seq }) => seq <= last).map(({ seq }) => seq);
  const known = again.length === 0 ? new Map<number, StoredAnswer>() : await tx.answers(by.deviceId, again);
  const fresh = commands.filter(({ seq }) => seq > last).map(({ parsed }) => parsed);
  await foresee(tx, fresh, { deviceId: by.deviceId, last });
  const answers: { seq: number; outcome: Outcome }[] = [];
  const given = new Map<number, Outcome>();
  for (const pushed of commands) {
    const { seq } = pushed;
    const earlier = known.get(seq)?.outcome ?? given.get(seq);
    if (earlier !== undefined) {
      answers.push({ seq, outcome: earlier });
      continue;
    }
    if (seq !== last + 1) return { answers, hasGap: true };
    const outcome = await applyOne(tx, pushed, by);
    given.set(seq, outcome);
    answers.push({ seq, outcome });
    last = seq;
  }
  return { answers, hasGap: false };
}

const isAboutNone = ({ name }: Command): boolean => name === 'noop' || name === 'set-guard-word';

/** What several commands will look at, read at once. */
async function foresee(
  tx: WriteTx,
  parsed: readonly Parsed[],
  { deviceId, last }: { readonly deviceId: string; readonly last: number },
): Promise<void> {
  if (parsed.length < 2) return;
  const commands = parsed.flatMap((each) => (each.ok ? [each.command] : []));
  const claims = commands.flatMap((command) =>
    'under' in command && typeof command.under !== 'number' && command.under.claim <= last ? [command.under.claim] : [],
  );
  await tx.foresee({
    conversationIds: commands.flatMap((command) => (isAboutNone(command) ? [] : [command.conversationId])),
    messageIds: commands.flatMap((command) => ('messageId' in command ? [command.messageId] : [])),
    deviceId,
    seqs: [...new Set(claims)],
  });
}

async function applyOne(tx: WriteTx, command: ReadCommand, by: Recorder): Promise<Outcome> {
  const answer = await answerTo(tx, command, by);
  await tx.addAnswer(by.deviceId, command.seq, answer);
  return answer.outcome;
}

async function answerTo(tx: WriteTx, { parsed, isReplayed, flags }: ReadCommand, by: Recorder): Promise<StoredAnswer> {
  const { userId, deviceId, now: at } = by;
  const about = { at, actor: { userId, deviceId } };
  if (!parsed.ok) {
    by.record(recordOfNonsense(parsed.name, parsed.failure.code, about));
    return answerOf(parsed, null);
  }
  const ran = await runCommand(tx, parsed.command, { ...by, isReplayed, flags });
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

import { hash } from 'node:crypto';
import type * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { exactly } from '../../shared/protocol/exact.ts';
import { factsByKind, type AuditEntry, type AuditHead, type AuditRecord } from './entry.ts';

/** What the first entry names as the one before it. */
export const GENESIS = '0'.repeat(64);

/** Keeps these hashes apart from all others, and this way of making them from later ones. */
const DOMAIN = 'sportello-audit-1\n';

/** SHA-256, in hexadecimal, over all fields and the hash of the entry before (docs/audit.md). */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return hash('sha256', DOMAIN + canonicalEntry(entry), 'hex');
}

/** As `canonicalJson` of it, with the members put in order once and for all. */
export function canonicalEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { at, conversationId, deviceId, facts, kind, number, previous, seq, userId } = entry;
  return (
    `{"at":${canonicalJson(at)},"conversationId":${canonicalJson(conversationId)},"deviceId":${canonicalJson(deviceId)},` +
    `"facts":${canonicalJson(facts)},"kind":${canonicalJson(kind)},"number":${canonicalJson(number)},` +
    `"previous":${canonicalJson(previous)},"seq":${canonicalJson(seq)},"userId":${canonicalJson(userId)}}`
  );
}

/** The entries that follow `head`, each bound to the one before. */
export function chained(head: AuditHead, records: readonly AuditRecord[]): readonly AuditEntry[] {
  let { entries: seq, hash: previous } = head;
  return records.map((record) => {
    seq += 1;
    const entry = { seq, ...fieldsOf(record), previous };
    previous = hashOf(entry);
    return { ...entry, hash: previous };
  });
}

/** By kind: whether facts are what they may be, without a copy of them. */
const checks: ReadonlyMap<string, (facts: unknown) => boolean> = new Map(
  Object.entries(factsByKind).map(([kind, schema]) => [kind, exactly<z.ZodType>(schema)]),
);

function fieldsOf({ at, kind, actor, conversation, facts }: AuditRecord) {
  return {
    at,
    kind,
    userId: actor.userId,
    deviceId: actor.deviceId,
    conversationId: conversation?.id ?? null,
    number: conversation?.number ?? null,
    // The type keeps other facts out at compile time; this keeps them out when a wider object is passed.
    facts: canonicalJson(checks.get(kind)?.(facts) === true ? facts : factsByKind[kind].parse(facts)),
  };
}

import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { factsByKind, type AuditEntry, type AuditHead, type AuditRecord } from './entry.ts';

/** What the first entry names as the one before it. */
export const GENESIS = '0'.repeat(64);

/** Keeps these hashes apart from all others, and this way of making them from later ones. */
const DOMAIN = 'sportello-audit-1\n';

/** SHA-256, in hexadecimal, over all fields and the hash of the entry before (docs/audit.md). */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, kind, userId, deviceId, conversationId, number, facts, previous } = entry;
  const fields = { seq, at, kind, userId, deviceId, conversationId, number, facts, previous };
  return hash('sha256', DOMAIN + canonicalJson(fields), 'hex');
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

function fieldsOf({ at, kind, actor, conversation, facts }: AuditRecord) {
  return {
    at,
    kind,
    userId: actor.userId,
    deviceId: actor.deviceId,
    conversationId: conversation?.id ?? null,
    number: conversation?.number ?? null,
    // The type keeps other facts out at compile time; this keeps them out when a wider object is passed.
    facts: canonicalJson(factsByKind[kind].parse(facts)),
  };
}

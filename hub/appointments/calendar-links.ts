import { createHash } from 'node:crypto';
import type { Clock, Ids } from '../../shared/effects.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { nobody } from '../audit/entry.ts';
import type { Storage, WriteTx } from '../storage/storage.ts';

/** What a calendar program is shown behind a secret address (CF1). */
export interface LinkedCalendar {
  /** Of the association, and of the group where it is of one. */
  readonly name: string;
  readonly appointments: readonly Appointment[];
  /** Another one exactly when something of the above is (CF3). */
  readonly version: string;
}

/** What was longer ago is of no use in a calendar (CF2). */
const KEPT_MS = 31 * 24 * 60 * 60_000;

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
}

/** Null: there is no such address, or not any more. */
export function readLinkedCalendar({ storage, clock }: Deps, secret: string): Promise<LinkedCalendar | null> {
  return storage.read(async (tx) => {
    const link = isSecret(secret) ? await tx.calendarLink(hashOfSecret(secret)) : null;
    if (link === null || link.revokedAt !== null) return null;
    const [group] = link.groupId === null ? [] : await tx.groups([link.groupId]);
    const association = (await tx.meta())?.association ?? '';
    const name = group === undefined ? association : `${association} – ${group.name.it}`;
    const appointments = await tx.appointmentsSince(link.groupId, clock.now() - KEPT_MS);
    return { name, appointments, version: versionOf([name, appointments]) };
  });
}

interface Making {
  readonly name: string;
  /** Null: all groups. */
  readonly groupId: string | null;
  readonly now: number;
  readonly ids: Ids;
}

/** The secret is known to nobody afterwards but to whom it is given. */
export async function makeCalendarLink(
  tx: WriteTx,
  { name, groupId, now, ids }: Making,
): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [ids.next(), ids.secret()];
  await tx.addCalendarLink({ id, secretHash: hashOfSecret(secret), name, groupId, createdAt: now, revokedAt: null });
  const facts = { linkId: id, groupId };
  await tx.appendAudit([{ at: now, kind: 'calendar-link', actor: nobody, conversation: null, facts }]);
  return { id, secret };
}

/** False where there is none that is still good. */
export async function revokeCalendarLink(tx: WriteTx, id: string, now: number): Promise<boolean> {
  const link = (await tx.calendarLinks()).find((known) => known.id === id);
  if (link === undefined || link.revokedAt !== null) return false;
  await tx.revokeCalendarLink(id, now);
  const facts = { linkId: id };
  await tx.appendAudit([{ at: now, kind: 'calendar-link-revoked', actor: nobody, conversation: null, facts }]);
  return true;
}

/** 32 random bytes in base64url. */
const isSecret = (secret: string): boolean => /^[\w-]{43}$/.test(secret);

/** Looking a hash up takes no time from which anything of the secret could be learned. */
const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(`sportello-calendar ${secret}`).digest('hex');

const versionOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);

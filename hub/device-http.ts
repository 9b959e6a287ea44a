import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../shared/errors.ts';
import type { Actor } from './audit/entry.ts';
import type { BlobTokens } from './connection.ts';
import { isCoordinator } from './coordinator.ts';
import { asDownload } from './public/file-name.ts';
import type { WriteTx } from './storage/storage.ts';

/** What the HTTP doors for devices share: who asks, what coordinators alone may do, and how a refusal is told. */
const statuses: Partial<Record<Failure['code'], number>> = {
  'unknown-device': 401,
  forbidden: 403,
  'not-participant': 403,
  'unknown-group': 404,
  'unknown-conversation': 404,
  'file-missing': 404,
  'attachment-missing': 404,
  'unknown-user': 404,
  'settings-changed': 409,
  'last-group': 409,
  'last-coordinator': 409,
  'name-taken': 409,
  'wrong-state': 409,
  'canned-changed': 409,
  'shortcut-taken': 409,
  'files-too-large': 413,
  'file-type': 422,
  'rate-limited': 429,
  internal: 503,
};

/** JSON `{code}`; the status is that of the code where none is given. */
export function refuse(
  reply: FastifyReply,
  failure: Failure,
  status: number = statuses[failure.code] ?? 400,
): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(failure);
}

/** As a download that no browser would open. */
export const sendDownload = (
  reply: FastifyReply,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): FastifyReply =>
  reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', asDownload(name))
    .send(Buffer.from(bytes));

/** Who holds the token that the connection of their device was given (RFC 6750, 2.1). */
export const actorOf = ({ headers }: FastifyRequest, tokens: BlobTokens): ReturnType<BlobTokens['get']> =>
  tokens.get(/^Bearer ([\w-]+)$/.exec(headers.authorization ?? '')?.[1] ?? '');

export interface By {
  readonly at: number;
  readonly actor: Actor;
}

/** Null: a coordinator asks. Else it is written down as this kind that somebody else did. */
export async function refusalOfOthers(
  tx: WriteTx,
  by: By,
  kind: 'settings-refused' | 'schedule-refused' | 'staff-refused',
): Promise<Failure | null> {
  if (await isCoordinator(tx, by.actor)) return null;
  const facts = { code: 'forbidden' } as const;
  await tx.appendAudit([{ ...by, kind, conversation: null, facts }]);
  return facts;
}

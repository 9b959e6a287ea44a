import type { FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { type ChronologyExport, chronologyExportSchema } from '../shared/model/chronology-export.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refuse, type By } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
}

/** A chronology is printed or saved only after it is written down that it is (CX2). */
export function registerExports(app: FastifyInstance, deps: Deps): void {
  app.post('/v1/exports', async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const wanted = chronologyExportSchema.safeParse(request.body).data;
    if (wanted === undefined) return refuse(reply, { code: 'invalid-request' });
    const failure = await deps.storage.write((tx) => record(tx, wanted, { at: deps.clock.now(), actor }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

/** Null: it stands in the audit. */
async function record(tx: WriteTx, { conversationId, ...facts }: ChronologyExport, by: By): Promise<Failure | null> {
  const conversation = await tx.conversation(conversationId);
  if (conversation === null) return { code: 'unknown-conversation' };
  if (!conversation.participantIds.includes(by.actor.userId ?? '')) return { code: 'not-participant' };
  await tx.appendAudit([{ ...by, kind: 'chronology-exported', conversation, facts }]);
  return null;
}

import type { FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { settingsPartSchema, withPart, type SettingsPart } from '../shared/model/association-settings.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refusalOfOthers, refuse, type By } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
}

/** All rules, each with all its words. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** How coordinators set what holds for the whole association (RT5); everybody else is refused here, whatever a window shows. */
export function registerSettings(app: FastifyInstance, deps: Deps): void {
  app.put('/v1/settings', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const part = settingsPartSchema.safeParse(request.body).data ?? null;
    const failure = await deps.storage.write((tx) => set(tx, part, { at: deps.clock.now(), actor }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

/** Null: it is so from now on. */
async function set(tx: WriteTx, part: SettingsPart | null, by: By): Promise<Failure | null> {
  const refusal = await refusalOfOthers(tx, by, 'settings-refused');
  if (refusal !== null) return refusal;
  if (part === null) return { code: 'invalid-request' };
  const after = withPart(await tx.associationSettings(), part);
  if (after === null) return { code: 'settings-changed' };
  if (part.part === 'needToKnow') await tx.tellAnew(null);
  await tx.putAssociationSettings(after);
  const facts = { part: part.part, revision: after[part.part].revision };
  await tx.appendAudit([{ ...by, kind: 'settings', conversation: null, facts }]);
  return null;
}

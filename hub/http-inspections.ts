import type { FastifyInstance } from 'fastify';
import type { Clock, Ids } from '../shared/effects.ts';
import { inspectionRequestSchema } from '../shared/model/inspection.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refuse } from './device-http.ts';
import { endInspection, inspect } from './inspections.ts';
import type { Room } from './room.ts';

export interface InspectionDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobTokens: BlobTokens;
  /** So that the participants are told with the commit. */
  readonly commit: Room['commit'];
}

/** How a coordinator reads a case in which they take no part, and says that they have done with it (section BG). */
export function registerInspections(app: FastifyInstance, { clock, ids, blobTokens, commit }: InspectionDeps): void {
  app.post('/v1/inspections', async (request, reply) => {
    const actor = actorOf(request, blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const asked = inspectionRequestSchema.safeParse(request.body);
    if (!asked.success) return refuse(reply, { code: 'invalid-request' });
    const answer = await commit((tx) => inspect(tx, asked.data, { now: clock.now(), actor, ids }));
    return answer.ok ? reply.send(answer.value) : refuse(reply, answer.failure);
  });
  app.delete<{ Params: { id: string } }>('/v1/inspections/:id', async (request, reply) => {
    const actor = actorOf(request, blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const failure = await commit((tx) => endInspection(tx, request.params.id, { now: clock.now(), actor, ids }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

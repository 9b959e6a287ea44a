import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Ids } from '../shared/effects.ts';
import { reassignRequestSchema } from '../shared/model/reassignment.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refuse } from './device-http.ts';
import { mayLook } from './http-board.ts';
import type { Answered } from './ports.ts';
import { planReassignment, reassign, undoReassignment } from './reassign.ts';
import type { Room } from './room.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface ReassignDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobTokens: BlobTokens;
  /** So that whoever is concerned is told with the commit. */
  readonly commit: Room['commit'];
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Acting = Parameters<typeof reassign>[2];

const PATH = '/v1/reassignments';

/** How a coordinator passes cases on without reading them (section RA). */
export function registerReassign(app: FastifyInstance, deps: ReassignDeps): void {
  app.post(`${PATH}/plan`, async (request, reply) => {
    if (!(await mayLook(request, reply, deps))) return reply;
    const asked = reassignRequestSchema.safeParse(request.body);
    if (!asked.success) return refuse(reply, { code: 'invalid-request' });
    return answer(reply, await deps.storage.read((tx) => planReassignment(tx, asked.data)));
  });
  app.post(PATH, (request, reply) => {
    const asked = reassignRequestSchema.safeParse(request.body);
    return acted(deps, { request, reply }, asked.success ? (tx, by) => reassign(tx, asked.data, by) : null);
  });
  app.delete<{ Params: { id: string } }>(`${PATH}/:id`, (request, reply) =>
    acted(deps, { request, reply }, (tx, by) => undoReassignment(tx, request.params.id, by)),
  );
}

async function acted<T>(
  { clock, ids, blobTokens, commit }: ReassignDeps,
  { request, reply }: Asked,
  act: ((tx: WriteTx, by: Acting) => Promise<Answered<T>>) | null,
): Promise<FastifyReply> {
  const actor = actorOf(request, blobTokens);
  if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
  if (act === null) return refuse(reply, { code: 'invalid-request' });
  return answer(reply, await commit((tx) => act(tx, { now: clock.now(), actor, ids })));
}

const answer = (reply: FastifyReply, answered: Answered<unknown>): FastifyReply =>
  answered.ok ? reply.send(answered.value) : refuse(reply, answered.failure);

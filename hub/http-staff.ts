import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Ids } from '../shared/effects.ts';
import { groupChangeSchema, personChangeSchema, type Staff } from '../shared/model/staff.ts';
import type { BlobTokens } from './connection.ts';
import { isCoordinator } from './coordinator.ts';
import { actorOf, refusalOfOthers, refuse } from './device-http.ts';
import { changeGroups, usesOf } from './staff/groups.ts';
import { changePeople, peopleOf } from './staff/people.ts';
import type { Answered } from './ports.ts';
import type { ReadTx, Storage, WriteTx } from './storage/storage.ts';

export interface StaffDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobTokens: BlobTokens;
}

/** Groups and people, for coordinators (sections GR and PE); everybody else is refused here, whatever a window shows. */
export function registerStaff(app: FastifyInstance, deps: StaffDeps): void {
  app.get('/v1/people', (request, reply) =>
    shown(
      deps,
      { request, reply },
      async (tx) => ({ people: [...(await peopleOf(tx, deps.clock.now()))] }) satisfies Staff,
    ),
  );
  app.get<{ Params: { id: string } }>('/v1/groups/:id', (request, reply) =>
    shown(deps, { request, reply }, (tx) => usesOf(tx, request.params.id)),
  );
  app.put('/v1/groups', (request, reply) =>
    changed(deps, { request, reply }, async (tx, by) => {
      const change = groupChangeSchema.safeParse(request.body);
      const failure = change.success ? await changeGroups(tx, change.data, by) : ({ code: 'invalid-request' } as const);
      return failure === null ? { ok: true, value: {} } : { ok: false, failure };
    }),
  );
  app.put('/v1/people', (request, reply) =>
    changed(deps, { request, reply }, async (tx, by) => {
      const change = personChangeSchema.safeParse(request.body);
      return change.success ? changePeople(tx, change.data, by) : { ok: false, failure: { code: 'invalid-request' } };
    }),
  );
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function shown(
  { storage, blobTokens }: StaffDeps,
  { request, reply }: Asked,
  read: (tx: ReadTx) => Promise<object | null>,
): Promise<FastifyReply> {
  const actor = actorOf(request, blobTokens);
  if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
  const found = await storage.read(async (tx) => ((await isCoordinator(tx, actor)) ? { it: await read(tx) } : null));
  if (found === null) return refuse(reply, { code: 'forbidden' });
  return found.it === null ? refuse(reply, { code: 'unknown-group' }) : reply.send(found.it);
}

type Change = (tx: WriteTx, by: Parameters<typeof changePeople>[2]) => Promise<Answered<object>>;

async function changed(
  { storage, blobTokens, clock, ids }: StaffDeps,
  { request, reply }: Asked,
  change: Change,
): Promise<FastifyReply> {
  const actor = actorOf(request, blobTokens);
  if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
  const answer = await storage.write(async (tx): Promise<Answered<object>> => {
    const by = { at: clock.now(), actor, ids };
    const failure = await refusalOfOthers(tx, by, 'staff-refused');
    return failure === null ? change(tx, by) : { ok: false, failure };
  });
  return answer.ok ? reply.send(answer.value) : refuse(reply, answer.failure);
}

import type { FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { scheduleSchema, type Schedule } from '../shared/schedule/schedule.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refusalOfOthers, refuse, type By } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
}

/** 400 dates with hours of their own, and some. */
const BODY_LIMIT_BYTES = 512 * 1024;

/** How coordinators set the hours of a group in the application (AP11); everybody else is refused here, whatever a window shows. */
export function registerSchedules(app: FastifyInstance, deps: Deps): void {
  const options = { bodyLimit: BODY_LIMIT_BYTES };
  app.put<{ Params: { groupId: string } }>('/v1/schedules/:groupId', options, async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const body = typeof request.body === 'object' ? request.body : null;
    const schedule = scheduleSchema.safeParse({ ...body, groupId: request.params.groupId });
    const failure = await deps.storage.write((tx) => set(tx, schedule.data ?? null, { at: deps.clock.now(), actor }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

/** Null: it is so from now on. */
async function set(tx: WriteTx, schedule: Schedule | null, by: By): Promise<Failure | null> {
  const refusal = await refusalOfOthers(tx, by, 'schedule-refused');
  if (refusal !== null) return refusal;
  if (schedule === null) return { code: 'invalid-request' };
  const { groupId } = schedule;
  if ((await tx.groups([groupId])).length === 0) return { code: 'unknown-group' };
  await tx.putSchedule(schedule);
  await tx.appendAudit([{ ...by, kind: 'schedule', conversation: null, facts: { groupId } }]);
  return null;
}

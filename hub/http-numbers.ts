import type { FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import type { Numbers } from '../shared/model/numbers.ts';
import { dateSchema } from '../shared/schedule/schedule.ts';
import { isMonday, mondayAfter, weekOf } from '../shared/schedule/weeks.ts';
import type { BlobTokens } from './connection.ts';
import { refuse } from './device-http.ts';
import { mayLook } from './http-board.ts';
import { countedKinds, countWeek, type Counted } from './numbers/count-week.ts';
import type { ReadTx, Storage } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
}

/** The numbers of a week and of the one before it, for coordinators (NW1). */
export function registerNumbers(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { monday: string } }>('/v1/numbers/:monday', async (request, reply) => {
    if (!(await mayLook(request, reply, deps))) return reply;
    const date = dateSchema.safeParse(request.params.monday);
    const now = deps.clock.now();
    if (!date.success || !isMonday(date.data) || weekOf(date.data).from > now) {
      return refuse(reply, { code: 'invalid-request' });
    }
    // Counted after the reading, which nobody has to wait for longer than it takes.
    const [week, before] = await Promise.all(
      [date.data, mondayAfter(date.data, -1)].map((monday) => deps.storage.read((tx) => readWeek(tx, monday, now))),
    );
    if (week === undefined || before === undefined) return refuse(reply, { code: 'internal' });
    return reply.send({ week: countWeek(week), before: countWeek(before) } satisfies Numbers);
  });
}

async function readWeek(tx: ReadTx, monday: string, now: number): Promise<Counted> {
  const week = weekOf(monday);
  const events = await tx.weekEvents({ from: week.from, to: week.to, kinds: countedKinds });
  const about = events.filter(({ kind }) => kind === 'arrival' || kind === 'create' || kind === 'reopen');
  return {
    week,
    now,
    events,
    steps: await tx.caseSteps([...new Set(about.map(({ conversationId }) => conversationId))]),
    groupIds: (await tx.groups()).flatMap(({ id, retired }) =>
      retired === true && !events.some(({ groupId }) => groupId === id) ? [] : [id],
    ),
    schedules: await tx.schedules(),
    deadlines: (await tx.associationSettings()).deadlines,
  };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../shared/effects.ts';
import { subscriptionOf } from '../appointments/calendar.ts';
import { readLinkedCalendar } from '../appointments/calendar-links.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Storage } from '../storage/storage.ts';
import { retryAfter } from './answers.ts';

export interface CalendarDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly mailDomain: string;
}

const WINDOW_MS = 10 * 60_000;
/** Calendar programs ask every few minutes at most; behind one address there may be an office of them. */
const PER_ADDRESS = 120;

type Asking = FastifyRequest<{ Params: { file: string } }>;

/** Appointments for calendar programs (section CF): the address is the right, as with all such subscriptions. */
export async function registerCalendars(app: FastifyInstance, deps: CalendarDeps): Promise<void> {
  const rate = createRateLimit({ limit: PER_ADDRESS, windowMs: WINDOW_MS, clock: deps.clock });
  app.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const waitMs = rate.hit(request.ip);
    if (waitMs === 0) return send(request, reply, deps);
    return retryAfter(reply.code(429), waitMs).send('');
  });
}

async function send(request: Asking, reply: FastifyReply, deps: CalendarDeps): Promise<FastifyReply> {
  const [, secret = ''] = /^(.*)\.ics$/.exec(request.params.file) ?? [];
  const calendar = await readLinkedCalendar(deps, secret);
  if (calendar === null) return reply.code(404).send('');
  // Weak: DTSTAMP is the instant of the answer, which means nothing.
  const tag = `W/"${calendar.version}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="appuntamenti.ics"')
    .send(subscriptionOf(calendar, { mailDomain: deps.mailDomain, now: deps.clock.now() }));
}

/** Also as a strong one: programs and caches between change that. */
const namesTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((named) => ['*', tag, tag.slice(2)].includes(named.trim()));

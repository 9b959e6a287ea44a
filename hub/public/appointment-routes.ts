import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../shared/effects.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import type { Appointments, Done } from '../appointments/appointments.ts';
import { calendarOf } from '../appointments/calendar.ts';
import type { Log } from '../log.ts';
import { createRateLimit } from '../rate-limit.ts';
import { appointmentPage, plainPage, type Frame, type Shown } from './appointment-pages.ts';
import { sendPage } from './answers.ts';
import { chooseLanguage } from './languages.ts';
import { registerLinkPages, type LinkPages } from './link-pages.ts';

export interface AppointmentPageDeps {
  readonly appointments: Appointments;
  readonly clock: Clock;
  readonly association: string;
  readonly mailDomain: string;
  readonly log: Pick<Log, 'defect'>;
  readonly perAddress?: number;
}

const WINDOW_MS = 10 * 60_000;
/** A person reads and presses a few dozen pages; behind one address there may be a household. */
const PER_ADDRESS = 120;
const FORM_LIMIT_BYTES = 2_000;

interface Routed {
  Params: { token: string };
  Querystring: { lang?: unknown; view?: unknown; from?: unknown };
}
type Asking = FastifyRequest<Routed>;

/** What the contact sees behind a secret link (AV1): no script, no cookie; the link itself is the right. */
export async function registerAppointmentPages(app: FastifyInstance, deps: AppointmentPageDeps): Promise<void> {
  const rate = createRateLimit({ limit: deps.perAddress ?? PER_ADDRESS, windowMs: WINDOW_MS, clock: deps.clock });
  const pages: LinkPages<Routed> = {
    rate,
    formLimitBytes: FORM_LIMIT_BYTES,
    log: deps.log,
    frameOf: (request) => frameOf(request, deps),
  };
  await registerLinkPages(app, pages, (scope) => {
    scope.get<Routed>('/appuntamento/:token', (request, reply) => show(request, reply, deps));
    scope.get<Routed>('/appuntamento/:token/appuntamento.ics', (request, reply) => download(request, reply, deps));
    scope.post<Routed>('/appuntamento/:token', (request, reply) => act(request, reply, deps));
  });
}

async function show(request: Asking, reply: FastifyReply, deps: AppointmentPageDeps): Promise<FastifyReply> {
  const { view: asked, from } = request.query;
  const view = await deps.appointments.look(request.params.token, instantFrom(from));
  const known = asked === 'move' || asked === 'cancel' ? asked : null;
  return answer(request, reply, { asked: known, wasTaken: false, view, deps });
}

async function act(request: Asking, reply: FastifyReply, deps: AppointmentPageDeps): Promise<FastifyReply> {
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const { result, view } = await perform(request, form, deps);
  if (result === 'slot-taken' || result === 'no-such-slot')
    return answer(request, reply.code(409), { asked: null, wasTaken: true, view, deps });
  if (view === null) return answer(request, reply, { asked: null, wasTaken: false, view, deps });
  // A page that can be loaded again without asking for anything again.
  const { path, language } = frameOf(request, deps);
  return reply.redirect(`${path}?lang=${language}`, 303);
}

async function perform(request: Asking, form: URLSearchParams, deps: AppointmentPageDeps): Promise<Done> {
  const { appointments } = deps;
  const { token } = request.params;
  const { language } = frameOf(request, deps);
  const slot = slotFrom(form.get('slot'));
  switch (form.get('action')) {
    case 'book':
      return appointments.choose(token, slot, language);
    case 'move':
      return appointments.move(token, slot, language);
    case 'cancel':
      return appointments.cancel(token, language);
    default:
      return { result: 'wrong-state', view: await appointments.look(token) };
  }
}

async function download(request: Asking, reply: FastifyReply, deps: AppointmentPageDeps): Promise<FastifyReply> {
  const view = await deps.appointments.look(request.params.token);
  const appointment = view?.state === 'booked' ? view.appointment : null;
  if (appointment === null) return answer(request, reply, { asked: null, wasTaken: false, view: null, deps });
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'attachment; filename="appuntamento.ics"')
    .send(calendarOf([appointment], 'publish', { ...deps, now: deps.clock.now() }));
}

type Answer = Pick<Shown, 'asked' | 'wasTaken'> & {
  readonly view: Done['view'];
  readonly deps: AppointmentPageDeps;
};

/** A link that never was, one in which nothing was chosen in time: nobody can tell one from the other. */
function answer(request: Asking, reply: FastifyReply, { view, deps, ...page }: Answer): FastifyReply {
  const frame = frameOf(request, deps);
  if (view === null || view.state === 'expired') return sendPage(reply.code(404), plainPage(frame, 'gone'));
  return sendPage(reply, appointmentPage({ ...frame, ...page, view }));
}

function frameOf(request: Asking, { association }: AppointmentPageDeps): Frame {
  const language = chooseLanguage(request.query.lang, request.headers['accept-language']);
  return { language, association, path: `/appuntamento/${encodeURIComponent(request.params.token)}` };
}

/** What is no slot is refused as one that does not exist. */
function slotFrom(value: string | null): Slot {
  const [, startAt, endAt] = /^(\d{1,15})-(\d{1,15})$/.exec(value ?? '') ?? [];
  return { startAt: Number(startAt ?? 0), endAt: Number(endAt ?? 0) };
}

const instantFrom = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;

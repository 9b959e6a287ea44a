import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Clock, Ids } from '../../shared/effects.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import type { Category } from '../../shared/model/categories.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { flagsOf } from '../guard/flags.ts';
import type { Intake, RefusalReason } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';
import { retryAfter, sendPage } from './answers.ts';
import { chooseLanguage, type Language } from './languages.ts';
import { donePage, failurePage, type FormPage, formPage } from './pages.ts';
import { portalCss } from './portal-css.ts';
import { MAX_FIELD_BYTES, MAX_PARTS, readForm } from './read-form.ts';
import { appointmentOnly, emptyFields, type FoundProblem, type Submission, validate } from './validate.ts';

export interface PortalDeps {
  readonly intake: Intake;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly association: string;
  readonly mailDomain: string;
  /** The association's own words and identifiers, as they stand (GU9). */
  readonly guardSettings: () => Promise<GuardSettings>;
  /** What can be chosen, as it stands (RT6). */
  readonly categories: () => Promise<readonly Category[]>;
  /** Where the case with this number is followed; null: nowhere. */
  readonly followPath?: (number: string) => Promise<string | null>;
  readonly limits?: { readonly perAddress?: number; readonly atOnce?: number };
}

const WINDOW_MS = 10 * 60_000;
const PER_ADDRESS = 12;
/** Forms read at one moment: each may bring 40 MB. */
const AT_ONCE = 6;

/** The portal's form: no script, no cookie, no account. */
export async function registerPortal(app: FastifyInstance, deps: PortalDeps): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: MAX_ATTACHMENT_BYTES, fieldSize: MAX_FIELD_BYTES, parts: MAX_PARTS },
    });
    scope.setErrorHandler((error, request, reply) => {
      const status = statusOf(error);
      if (status < 500) return unreadable(request, reply, { ...deps, status });
      return sendPage(reply.code(503), failurePage({ ...around(request, deps), problem: 'storage-failed' }));
    });
    scope.get('/', (_request, reply) => reply.redirect('/ticket'));
    scope.get('/portal.css', (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(portalCss),
    );
    scope.get('/ticket', async (request, reply) => {
      const form = { ...freshForm(deps), fields: emptyFields, problems: [], flags: [] };
      return sendPage(reply, formPage({ ...around(request, deps), ...form, categories: await deps.categories() }));
    });
    scope.post('/ticket', createPost(deps));
  });
}

function createPost(deps: PortalDeps) {
  const rate = createRateLimit({
    limit: deps.limits?.perAddress ?? PER_ADDRESS,
    windowMs: WINDOW_MS,
    clock: deps.clock,
  });
  let reading = 0;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (reading >= (deps.limits?.atOnce ?? AT_ONCE)) {
      return sendPage(
        reply.code(503).header('connection', 'close'),
        failurePage({ ...around(request, deps), problem: 'busy' }),
      );
    }
    reading += 1;
    try {
      return await post(request, reply, { ...deps, waitMs: () => rate.hit(request.ip) });
    } finally {
      reading -= 1;
    }
  };
}

type PostDeps = PortalDeps & { waitMs(): number };

async function post(request: FastifyRequest, reply: FastifyReply, deps: PostDeps): Promise<FastifyReply> {
  const form = await readForm(request).catch((error: unknown) => ({ status: statusOf(error) }));
  if ('status' in form) return unreadable(request, reply, { ...deps, status: form.status });
  const { language: wanted, trap, decision } = form;
  const submission = decision === 'appointment' ? appointmentOnly(form.submission) : form.submission;
  const language = chooseLanguage(wanted, request.headers['accept-language']);
  const categories = await deps.categories();
  const again = (status: number, problems: readonly FoundProblem[], flags: FormPage['flags'] = []) =>
    sendPage(
      reply.code(status),
      formPage({ ...formAgain(form.submission, deps), categories, language, problems, flags }),
    );
  if (trap !== '') {
    await refuse(deps, 'robot', submission);
    return again(400, [{ field: null, problem: 'robot' }]);
  }
  const validated = await validate(submission, { mailDomain: deps.mailDomain, categories });
  if (!validated.ok) return again(400, validated.problems);
  const waitMs = deps.waitMs();
  if (waitMs > 0) {
    retryAfter(reply, waitMs);
    return again(429, [{ field: null, problem: 'too-often' }]);
  }
  const flags = decision === null ? flagsOf(validated.incoming, await deps.guardSettings()) : [];
  if (flags.length > 0) return again(422, [], flags);
  const number = await receive(deps, validated.incoming);
  if (number === null) return again(503, [{ field: null, problem: 'storage-failed' }]);
  const email = validated.incoming.contact.email ?? '';
  const followed = (await deps.followPath?.(number).catch(() => null)) ?? null;
  const done = { language, association: deps.association, number, at: deps.clock.now(), email, followPath: followed };
  return sendPage(reply, donePage(done));
}

/** It was no form, or its end never came. What is left of it must not be taken for the next request. */
function unreadable(request: FastifyRequest, reply: FastifyReply, deps: PortalDeps & { status: number }): FastifyReply {
  const status = deps.status < 500 ? deps.status : 400;
  reply.code(status).header('connection', 'close');
  return sendPage(reply, failurePage({ ...around(request, deps), problem: 'unreadable' }));
}

async function receive(deps: PortalDeps, incoming: Parameters<Intake['receive']>[0]): Promise<string | null> {
  try {
    return (await deps.intake.receive(incoming)).number;
  } catch {
    return null;
  }
}

async function refuse(
  { intake }: PortalDeps,
  reason: RefusalReason,
  { key, fields, files }: Submission,
): Promise<void> {
  const sizeBytes = files.reduce(
    (sum, { bytes }) => sum + bytes.length,
    Buffer.byteLength(Object.values(fields).join('')),
  );
  const reference = createHash('sha256').update(key).digest('hex').slice(0, 32);
  await intake.refuse({ door: 'portal', reason, sizeBytes, reference });
}

function formAgain(submission: Submission, deps: PortalDeps) {
  const hadFiles = submission.files.length > 0 || submission.cut.tooLarge || submission.cut.tooMany;
  return {
    ...freshForm(deps),
    ...keptKey(submission),
    association: deps.association,
    fields: submission.fields,
    hadFiles,
  };
}

/** The same form keeps its key, so that pressing twice stays one request. */
function keptKey({ key }: Submission): { key?: string } {
  return /^[A-Za-z0-9_-]{20,64}$/.test(key) ? { key } : {};
}

const freshForm = ({ ids }: PortalDeps) => ({ key: ids.secret(), hadFiles: false });

function around(request: FastifyRequest, { association }: PortalDeps): { language: Language; association: string } {
  const { lang } = request.query as { lang?: unknown };
  return { language: chooseLanguage(lang, request.headers['accept-language']), association };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : 500;
}

import { retryAfter } from './answers.ts';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Clock } from '../../shared/effects.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { hashOfApiKey } from '../api-key.ts';
import { flagsOf } from '../guard/flags.ts';
import type { Intake } from '../ports.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import type { Storage } from '../storage/storage.ts';
import type { ApiKey } from '../storage/switchboard.ts';
import { followPathIn } from './follow-routes.ts';
import { categoriesIn } from './categories-in.ts';
import { chooseLanguage, type Language } from './languages.ts';
import { MAX_FIELD_BYTES, MAX_PARTS, readForm, type ReadForm } from './read-form.ts';
import { apiTexts } from './ticket-api-texts.ts';
import { TICKETS_PATH, ticketSchema, type TicketProblem } from './ticket-schema.ts';
import { texts } from './texts.ts';
import { appointmentOnly, emptyFields, validate } from './validate.ts';

export interface TicketApiDeps {
  readonly storage: Storage;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly mailDomain: string;
}

/** Tickets of one key, and wrong keys from one address, in ten minutes. */
const PER_KEY = 120;
const WRONG_KEYS = 10;
const WINDOW_MS = 10 * 60_000;
/** Read at one moment: each may bring 40 MB. */
const AT_ONCE = 4;
/** 20,000 characters, however they are escaped. */
const JSON_LIMIT_BYTES = 256 * 1024;

type Refused = Omit<TicketProblem, 'type' | 'title'>;
interface Around extends TicketApiDeps {
  readonly key: ApiKey;
}

/** For the association's own portal (section TA): the same limits, sentences and guard as the form; `docs/openapi.yaml`. */
export async function registerTicketApi(app: FastifyInstance, deps: TicketApiDeps): Promise<void> {
  const { clock } = deps;
  const tickets = createRateLimit({ limit: PER_KEY, windowMs: WINDOW_MS, clock });
  const wrongKeys = createRateLimit({ limit: WRONG_KEYS, windowMs: WINDOW_MS, clock });
  let reading = 0;
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: MAX_ATTACHMENT_BYTES, fieldSize: MAX_FIELD_BYTES, parts: MAX_PARTS },
    });
    scope.setErrorHandler((error, request, reply) => refuse(request, closing(reply), problemOf(error)));
    scope.post(TICKETS_PATH, { bodyLimit: JSON_LIMIT_BYTES }, async (request, reply) => {
      const key = await keyOf(request, deps.storage, wrongKeys);
      if (typeof key === 'number') return tooOften(request, reply, key);
      if (key === null)
        return refuse(request, closing(reply).header('www-authenticate', 'Bearer'), {
          status: 401,
          code: 'unauthorized',
        });
      const waitMs = tickets.hit(key.id);
      if (waitMs > 0) return tooOften(request, reply, waitMs);
      if (reading >= AT_ONCE) return refuse(request, closing(reply), { status: 503, code: 'busy' });
      reading += 1;
      try {
        return await take(request, reply, { ...deps, key });
      } finally {
        reading -= 1;
      }
    });
  });
}

/** A number: ms to wait. Null: no such key. */
async function keyOf(request: FastifyRequest, storage: Storage, wrongKeys: RateLimit): Promise<ApiKey | number | null> {
  const waitMs = wrongKeys.waitMs(request.ip);
  if (waitMs > 0) return waitMs;
  const secret = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  const known = secret === undefined ? null : await storage.read((tx) => tx.apiKey(hashOfApiKey(secret)));
  if (known === null) wrongKeys.hit(request.ip);
  return known;
}

async function take(request: FastifyRequest, reply: FastifyReply, deps: Around): Promise<FastifyReply> {
  const form = request.isMultipart() ? await readForm(request) : formOf(request.body);
  if (form === null) return refuse(request, reply, { status: 400, code: 'invalid-request' });
  const idempotencyKey = request.headers['idempotency-key'];
  const given = { ...form.submission, key: typeof idempotencyKey === 'string' ? idempotencyKey : '' };
  const submission = form.decision === 'appointment' ? appointmentOnly(given) : given;
  const validated = await validate(submission, {
    mailDomain: deps.mailDomain,
    categories: await categoriesIn(deps.storage)(),
  });
  if (!validated.ok) {
    const errors = validated.problems.map(({ field, problem }) => ({
      field: problem === 'key-wrong' ? 'Idempotency-Key' : field,
      code: problem,
      detail:
        problem === 'key-wrong' ? apiTexts[languageOf(request)].key : texts[languageOf(request)].problems[problem],
    }));
    return refuse(request, reply, { status: 422, code: 'invalid-fields', errors });
  }
  const settings = await deps.storage.read((tx) => tx.guardSettings());
  const flags = form.decision === null ? [...flagsOf(validated.incoming, settings)] : [];
  if (flags.length > 0) return refuse(request, reply, { status: 422, code: 'confidential', flags });
  const dedupeKey = `api:${deps.key.id}:${validated.incoming.dedupeKey.slice('portal:'.length)}`;
  const { kind, number } = await deps.intake.receive({ ...validated.incoming, dedupeKey });
  const duplicate = kind === 'duplicate';
  const followPath = await followPathIn(deps.storage)(number);
  return reply.code(duplicate ? 200 : 201).send({ number, followPath, duplicate });
}

/** JSON as if it had been typed into the form; null when it is none of ours. Too long a text is told as the form does. */
function formOf(body: unknown): Pick<ReadForm, 'submission' | 'decision'> | null {
  const parsed = lenient.safeParse(body);
  if (!parsed.success) return null;
  const { decision = null, ...given } = parsed.data;
  const typed = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const cut = { tooMany: false, tooLarge: false, text: false };
  return {
    submission: { fields: { ...emptyFields, ...Object.fromEntries(typed) }, key: '', files: [], cut },
    decision,
  };
}

/** The right members of the right kind; whether they are right in themselves, `validate` says one by one. */
const field = z.string().max(MAX_FIELD_BYTES).optional();
const lenient = z.strictObject({
  name: field,
  email: field,
  phone: field,
  group: field,
  subject: field,
  text: field,
  decision: ticketSchema.shape.decision,
});

function tooOften(request: FastifyRequest, reply: FastifyReply, waitMs: number): FastifyReply {
  retryAfter(reply, waitMs);
  return refuse(request, closing(reply), { status: 429, code: 'too-often' });
}

function refuse(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  const language = languageOf(request);
  const title = apiTexts[language].problems[refused.code];
  const body: TicketProblem = { type: 'about:blank', title, ...refused };
  return reply
    .code(refused.status)
    .header('content-language', language)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(body));
}

const languageOf = (request: FastifyRequest): Language => chooseLanguage(undefined, request.headers['accept-language']);

/** What is left of a request that was not read must not be taken for the next one. */
const closing = (reply: FastifyReply): FastifyReply => reply.header('connection', 'close');

function problemOf(error: unknown): Refused {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status < 500
    ? { status, code: 'invalid-request' }
    : { status: 503, code: 'storage-failed' };
}

import { retryAfter } from './answers.ts';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../shared/effects.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { hashOfApiKey } from '../api-key.ts';
import { examineFiles } from '../intake/attachments.ts';
import { cleanLine } from '../intake/clean-text.ts';
import { withDurations } from '../intake/durations.ts';
import { callOf } from '../intake/voicemail.ts';
import type { Incoming, Intake } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Storage } from '../storage/storage.ts';
import type { ApiKey } from '../storage/switchboard.ts';
import { sendProblem, type Problem } from './problem.ts';
import { readCall, type ReadCall } from './read-call.ts';

export interface VoicemailDoorDeps {
  readonly storage: Storage;
  readonly intake: Intake;
  readonly clock: Clock;
}

const PATH = '/voicemail';
/** Messages of one key, and wrong keys from one address, in ten minutes. */
const PER_KEY = 120;
const WRONG_KEYS = 10;
const WINDOW_MS = 10 * 60_000;
/** Read at one moment: each may bring 25 MB. */
const AT_ONCE = 4;

/** Where a switchboard hands recordings in over HTTP (VM3); `docs/voicemail.md` has an example. */
export async function registerVoicemailDoor(app: FastifyInstance, deps: VoicemailDoorDeps): Promise<void> {
  const { clock } = deps;
  const limits: Limits = {
    messages: createRateLimit({ limit: PER_KEY, windowMs: WINDOW_MS, clock }),
    wrongKeys: createRateLimit({ limit: WRONG_KEYS, windowMs: WINDOW_MS, clock }),
  };
  let reading = 0;
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: MAX_ATTACHMENT_BYTES, fieldSize: 4_000, parts: 20, files: 2 },
    });
    scope.setErrorHandler((error, _request, reply) => sendProblem(closing(reply), problemOf(error)));
    scope.post(PATH, async (request, reply) => {
      const key = await keyOf(request, reply, { ...deps, limits });
      if (key === null) return reply;
      if (reading >= AT_ONCE) {
        await drain(request);
        return sendProblem(closing(reply), problems.busy);
      }
      reading += 1;
      try {
        return await post(request, reply, { ...deps, key });
      } finally {
        reading -= 1;
      }
    });
  });
}

interface Limits {
  readonly messages: ReturnType<typeof createRateLimit>;
  readonly wrongKeys: ReturnType<typeof createRateLimit>;
}

const problems = {
  unauthorized: { status: 401, code: 'unauthorized', title: 'A key of this hub is needed: Authorization: Bearer …' },
  tooOften: { status: 429, code: 'too-often', title: 'Too many requests; see Retry-After' },
  busy: { status: 503, code: 'busy', title: 'Too many messages are coming in at once; try again' },
  storage: { status: 503, code: 'storage-failed', title: 'The message could not be stored; try again' },
  unreadable: { status: 400, code: 'unreadable', title: 'The request is no multipart/form-data that can be read' },
  tooLarge: { status: 413, code: 'too-large', title: `The recording is larger than ${MAX_ATTACHMENT_BYTES} bytes` },
  type: { status: 415, code: 'unsupported-type', title: 'The recording is not WAV, MP3, Ogg, M4A, AMR or GSM' },
  audio: { status: 422, code: 'audio-missing', title: 'One file named "audio" is needed' },
  id: {
    status: 422,
    code: 'id-missing',
    title: 'A field "id" is needed: 8 to 100 letters, digits, ".", "_", ":" or "-"',
  },
  key: { status: 422, code: 'key-wrong', title: 'The field "key" takes at most 8 digits, or "none"' },
  caller: { status: 422, code: 'caller-wrong', title: 'The field "caller" takes a telephone number of 5 to 16 digits' },
} as const satisfies Record<string, Problem>;

async function keyOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { storage, limits }: VoicemailDoorDeps & { readonly limits: Limits },
): Promise<ApiKey | null> {
  const waitMs = limits.wrongKeys.waitMs(request.ip);
  const secret = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  const known = waitMs > 0 || secret === undefined ? null : await storage.read((tx) => tx.apiKey(hashOfApiKey(secret)));
  if (known === null) {
    await drain(request);
    const wait = limits.wrongKeys.hit(request.ip);
    refuseOften(closing(reply).header('www-authenticate', 'Bearer'), wait, problems.unauthorized);
    return null;
  }
  const wait = limits.messages.hit(known.id);
  if (wait === 0) return known;
  await drain(request);
  refuseOften(closing(reply), wait, problems.tooOften);
  return null;
}

/** Reads on, as far as a recording goes: who is cut off while sending may never see the answer. */
async function drain({ raw }: FastifyRequest): Promise<void> {
  let left = 2 * MAX_ATTACHMENT_BYTES;
  try {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) return;
    }
  } catch {
    // They went away.
  }
}

function refuseOften(reply: FastifyReply, waitMs: number, problem: Problem): void {
  if (waitMs > 0) retryAfter(reply, waitMs);
  sendProblem(reply, waitMs > 0 ? problems.tooOften : problem);
}

async function post(
  request: FastifyRequest,
  reply: FastifyReply,
  { intake, key }: VoicemailDoorDeps & { readonly key: ApiKey },
): Promise<FastifyReply> {
  const call = await readCall(request);
  const examined = await examine(call);
  if ('code' in examined) return sendProblem(reply, examined);
  let received;
  try {
    received = await intake.receive({ ...examined, dedupeKey: `voicemail:${key.id}:${call.id}` });
  } catch {
    return sendProblem(reply, problems.storage);
  }
  const { kind, number } = received;
  return reply.code(kind === 'duplicate' ? 200 : 201).send({ number, duplicate: kind === 'duplicate' });
}

async function examine(call: ReadCall): Promise<Problem | Omit<Incoming, 'dedupeKey'>> {
  const { id, name, audio } = call;
  const key = /^(?:none|timeout)?$/i.test(call.key) ? null : call.key;
  const phone = call.caller.replace(/[\s()./-]/g, '');
  if (!/^[\w.:-]{8,100}$/.test(id)) return problems.id;
  if (key !== null && !/^\d{1,8}$/.test(key)) return problems.key;
  if (phone !== '' && !/^\+?\d{5,16}$/.test(phone)) return problems.caller;
  if (audio === null) return problems.audio;
  if (audio === 'too-large') return problems.tooLarge;
  const { attachments } = await examineFiles([audio]);
  if (attachments[0]?.type.startsWith('audio/') !== true) return problems.type;
  const title = cleanLine(name, 200);
  return {
    ...callOf({ name: title === '' ? null : title, phone: phone === '' ? null : phone, key }),
    channel: 'voicemail',
    origin: 'switchboard',
    text: '',
    quoted: null,
    groupId: null,
    attachments: await withDurations(attachments),
    refusedAttachments: [],
    automatic: false,
    verified: false,
    replyToken: null,
  };
}

/** What is left of a request that was not read must not be taken for the next one. */
const closing = (reply: FastifyReply): FastifyReply => reply.header('connection', 'close');

function problemOf(error: unknown): Problem {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return problems.tooLarge;
  return typeof status === 'number' && status < 500 ? problems.unreadable : problems.storage;
}

import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Socket } from 'node:net';
import { ExpectedError, type Failure } from '../shared/errors.ts';
import { registerExports } from './http-exports.ts';
import { registerSchedules } from './http-schedules.ts';
import { registerCannedReplies } from './http-canned-replies.ts';
import { registerOwnReplies } from './http-own-replies.ts';
import { registerSettings } from './http-settings.ts';
import { registerUploads } from './http-uploads.ts';
import { actorOf, refuse, sendDownload } from './device-http.ts';
import type { HttpDeps } from './http-deps.ts';
import type { Log } from './log.ts';
import { mayFetch, seesFromOf } from './partial.ts';

/** Bodies of requests that say nothing else; the portal's form has its own limit. */
const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;

/** The HTTP door. Every refusal is JSON `{code}`; the portal answers with pages of its own. */
export function createHttp(deps: HttpDeps): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: (address) => deps.isTrustedProxy(address),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    clientErrorHandler: (_error, socket: Socket) => {
      if (socket.writable) socket.end(BAD_REQUEST);
      else socket.destroy();
    },
    frameworkErrors: (_error, _request, reply) => refuse(reply, { code: 'invalid-request' }),
  });
  app.addHook('onSend', async (_request, reply) => secure(reply));
  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'invalid-request' }, 404));
  app.setErrorHandler((error, _request, reply) => refuse(reply, ...answerTo(error, deps.log)));
  app.get('/healthz', async () => ({ ok: true }));
  app.get<{ Params: { id: string } }>('/v1/attachments/:id', async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    return sendAttachment(reply, await takeAttachment(deps, { attachmentId: request.params.id, actor }));
  });
  registerSchedules(app, deps);
  registerSettings(app, deps);
  registerCannedReplies(app, deps);
  registerOwnReplies(app, deps);
  registerUploads(app, deps);
  registerExports(app, deps);
  return app;
}

interface Wanted {
  readonly attachmentId: string;
  readonly actor: { readonly userId: string; readonly deviceId: string };
}

type Taken = 'missing' | 'not-participant' | { readonly name: string; readonly bytes: Uint8Array };

/** Only for those who take part in the conversation now (EV7); written down before the bytes leave. */
function takeAttachment({ storage, clock }: HttpDeps, { attachmentId, actor }: Wanted): Promise<Taken> {
  return storage.write(async (tx) => {
    const known = await tx.attachment(attachmentId);
    const conversation = known === null ? null : await tx.conversation(known.conversationId);
    if (known === null || conversation === null) return 'missing';
    const about = { at: clock.now(), actor, conversation };
    const from = seesFromOf(conversation, actor.userId);
    if (!conversation.participantIds.includes(actor.userId) || !mayFetch(known.attachment, known.at, from)) {
      const facts = { attachmentId, code: 'not-participant' } as const;
      await tx.appendAudit([{ ...about, kind: 'attachment-refused', facts }]);
      return 'not-participant';
    }
    const bytes = await tx.attachmentBytes(attachmentId);
    if (bytes === null) return 'missing';
    await tx.appendAudit([{ ...about, kind: 'attachment-read', facts: { attachmentId } }]);
    return { name: known.attachment.name, bytes };
  });
}

function sendAttachment(reply: FastifyReply, taken: Taken): FastifyReply {
  if (taken === 'missing') return refuse(reply, { code: 'attachment-missing' });
  if (taken === 'not-participant') return refuse(reply, { code: 'not-participant' });
  return sendDownload(reply, taken);
}

function answerTo(error: unknown, log: Log): [Failure, number] {
  if (error instanceof ExpectedError) return [error.failure, 409];
  const status = statusOf(error);
  if (status === 413) return [{ code: 'invalid-request', limit: BODY_LIMIT_BYTES }, 413];
  if (status >= 400 && status < 500) return [{ code: 'invalid-request' }, status];
  log.defect('http', error);
  return [{ code: 'internal' }, 500];
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}

const defaults = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** What a page doesn't say itself is said as strictly as possible. */
function secure(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(defaults)) if (!reply.hasHeader(name)) reply.header(name, value);
}

const BAD_REQUEST = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: application/json; charset=utf-8',
  'Content-Length: 26',
  'Connection: close',
  '',
  '{"code":"invalid-request"}',
].join('\r\n');

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { CHAT_FILES_PATH } from '../../shared/chat/limits.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import type { Counter } from '../chat/counter.ts';
import type { Origins } from '../chat/origins.ts';
import { hashOfSecret } from '../chat/session.ts';
import { examineFiles } from '../intake/attachments.ts';
import { asDownload, fileNameOf } from './file-name.ts';

export interface ChatRoutesDeps {
  readonly counter: Counter;
  readonly origins: Origins;
  /** The built bubble; where there is none, nothing is served. */
  readonly script?: string;
}

/** Files read at one moment: each may bring 25 MB. */
const AT_ONCE = 6;
const KEY = /^[A-Za-z0-9_-]{16,64}$/;
const NOT_OF_A_PAGE = { code: 'forbidden' };

/** What the bubble needs by HTTP: itself, and a way for files (CH15, CH17). */
export async function registerChatRoutes(app: FastifyInstance, deps: ChatRoutesDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: 'buffer', bodyLimit: MAX_ATTACHMENT_BYTES } as const;
    scope.addContentTypeParser('*', parser, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', (request, reply) => admit(request, reply, deps.origins));
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      const code = status === 413 ? 'file-size' : 'internal';
      return answer(reply.header('connection', 'close'), status, { code });
    });
    scope.options(`${CHAT_FILES_PATH}/:key`, (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'authorization, content-type, x-file-name')
        .header('access-control-max-age', '600')
        .send(),
    );
    scope.get<{ Params: { key: string } }>(`${CHAT_FILES_PATH}/:key`, (request, reply) =>
      giveFile(request, reply, deps),
    );
    let reading = 0;
    scope.post<{ Params: { key: string }; Querystring: { despite?: string } }>(
      `${CHAT_FILES_PATH}/:key`,
      async (request, reply) => {
        if (reading >= AT_ONCE) return answer(reply, 503, { code: 'too-fast', retryAfterMs: 3_000 });
        reading += 1;
        try {
          return await takeFile(request, reply, deps);
        } finally {
          reading -= 1;
        }
      },
    );
  });
  if (deps.script !== undefined && existsSync(deps.script)) serveScript(app, readFileSync(deps.script));
}

/** Pages of other web sites may not even ask (CH1). */
async function admit(request: FastifyRequest, reply: FastifyReply, origins: Origins): Promise<void> {
  const { origin } = request.headers;
  if (!(await origins.allows(origin))) return void (await answer(reply, 403, NOT_OF_A_PAGE));
  reply.header('access-control-allow-origin', origin).header('vary', 'origin');
}

/** A file of an answer, for the visitor of this chat alone (CH18). */
async function giveFile(
  request: FastifyRequest<{ Params: { key: string } }>,
  reply: FastifyReply,
  { counter }: ChatRoutesDeps,
): Promise<FastifyReply> {
  const secret = secretOf(request);
  const attachmentId = request.params.key;
  const file = secret === undefined ? null : await counter.fetch({ secretHash: hashOfSecret(secret), attachmentId });
  if (file === null) return answer(reply, 404, { code: 'closed-session' });
  return reply
    .type('application/octet-stream')
    .header('content-disposition', asDownload(file.name))
    .send(Buffer.from(file.bytes));
}

const secretOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer ([\w-]{22,86})$/.exec(headers.authorization ?? '')?.[1];

type Asked = FastifyRequest<{ Params: { key: string }; Querystring: { despite?: string } }>;

async function takeFile(request: Asked, reply: FastifyReply, { counter }: ChatRoutesDeps): Promise<FastifyReply> {
  const secret = secretOf(request);
  const { key } = request.params;
  if (secret === undefined || !KEY.test(key) || !Buffer.isBuffer(request.body))
    return answer(reply, 400, { code: 'bad-frame' });
  const name = fileNameOf(request.headers['x-file-name']);
  const declaredType = request.headers['content-type'] ?? '';
  const { attachments, refused } = await examineFiles([{ name, declaredType, bytes: request.body }]);
  const [file] = attachments;
  if (file === undefined) return answer(reply, 422, { code: `file-${refused[0] ?? 'type'}` });
  const isDespite = request.query.despite === '1';
  const result = await counter.file({ secretHash: hashOfSecret(secret), key, file, isDespite });
  switch (result.kind) {
    case 'taken':
      return answer(reply, 200, { code: 'taken' });
    case 'gap':
      return answer(reply, 401, { code: 'closed-session' });
    case 'stopped':
      return answer(reply, 422, { code: 'confidential', flags: result.flags });
    case 'refused':
      return answer(reply, 422, { code: result.code, retryAfterMs: result.retryAfterMs });
  }
}

const answer = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(body);

/**
 * The bubble under two names: one that stays, for the line that a web site has in its pages, and one with its hash, which
 * never changes and may be named together with it (`integrity`).
 */
function serveScript(app: FastifyInstance, script: Buffer): void {
  const zipped = gzipSync(script, { level: 9 });
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 16);
  const etag = `"${hash}"`;
  const send = (request: FastifyRequest, reply: FastifyReply, caching: string): FastifyReply => {
    reply
      .header('cache-control', caching)
      .header('etag', etag)
      .header('vary', 'accept-encoding')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('text/javascript; charset=utf-8');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const canUnzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return canUnzip ? reply.header('content-encoding', 'gzip').send(zipped) : reply.send(script);
  };
  app.get('/chat.js', (request, reply) => send(request, reply, 'public, max-age=300'));
  app.get(`/chat-${hash}.js`, (request, reply) => send(request, reply, 'public, max-age=31536000, immutable'));
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../shared/errors.ts';
import { idSchema } from '../shared/model/conversation.ts';
import { MAX_ATTACHMENT_BYTES } from '../shared/protocol/limits.ts';
import { actorOf, refuse } from './device-http.ts';
import { flagsOfFile } from './guard/flags.ts';
import type { HttpDeps } from './http-deps.ts';
import { examineFiles } from './intake/attachments.ts';
import { fileNameOf } from './public/file-name.ts';
import type { WriteTx } from './storage/storage.ts';
import type { Upload } from './storage/upload-tx.ts';

const PATH = '/v1/uploads/:id';
/** Files read at one moment: each may bring 25 MB. */
const AT_ONCE = 4;
/** What one person may have waiting for replies that have not come (AT4). */
const MAX_WAITING = 60;
const MAX_WAITING_BYTES = 250 * 1024 * 1024;
const BUSY_MS = 3_000;

type Asking = FastifyRequest<{ Params: { id: string } }>;

/** How a device brings the files of a reply before the reply itself (section AT). */
export function registerUploads(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: 'buffer', bodyLimit: MAX_ATTACHMENT_BYTES } as const;
    scope.addContentTypeParser('*', parser, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      if (error.statusCode !== 413) throw error;
      return refuse(reply.header('connection', 'close'), { code: 'files-too-large', limit: MAX_ATTACHMENT_BYTES });
    });
    scope.get<{ Params: { id: string } }>(PATH, async (request, reply) => {
      const actor = actorOf(request, deps.blobTokens);
      if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
      const { id } = request.params;
      const isHere = await deps.storage.read(async (tx) => (await tx.uploads([id], actor.userId)).length > 0);
      return isHere ? reply.code(204).send() : refuse(reply, { code: 'file-missing' });
    });
    let reading = 0;
    scope.put<{ Params: { id: string } }>(PATH, async (request, reply) => {
      if (reading >= AT_ONCE) return refuse(reply, { code: 'rate-limited', retryAfterMs: BUSY_MS });
      reading += 1;
      try {
        return await take(request, reply, deps);
      } finally {
        reading -= 1;
      }
    });
  });
}

async function take(request: Asking, reply: FastifyReply, deps: HttpDeps): Promise<FastifyReply> {
  const actor = actorOf(request, deps.blobTokens);
  if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
  const { id } = request.params;
  if (!idSchema.safeParse(id).success || !Buffer.isBuffer(request.body))
    return refuse(reply, { code: 'invalid-request' });
  const name = fileNameOf(request.headers['x-file-name']);
  const declaredType = request.headers['content-type'] ?? '';
  const { attachments } = await examineFiles([{ name, declaredType, bytes: request.body }]);
  const [file] = attachments;
  if (file === undefined) return refuse(reply, { code: 'file-type' });
  // Read before the transaction, so that nobody waits there for a long text (GU11).
  const flags = flagsOfFile(file, await deps.storage.read((tx) => tx.guardSettings()));
  const upload = { ...file, bytes: file.bytes.subarray(), id, userId: actor.userId, flags, at: deps.clock.now() };
  const failure = await deps.storage.write((tx) => keep(tx, upload));
  return failure === null ? reply.code(204).send() : refuse(reply, failure);
}

/** Brought twice it is one file; under the id of somebody else's, or of an attachment, it is none. */
async function keep(tx: WriteTx, upload: Upload): Promise<Failure | null> {
  const { id, userId, bytes } = upload;
  const owner = await tx.uploadOwner(id);
  if ((owner !== null && owner !== userId) || (await tx.attachment(id)) !== null) return { code: 'invalid-request' };
  if (owner !== null) await tx.dropUploads([id]);
  const { count, sizeBytes } = await tx.uploadedBy(userId);
  if (count >= MAX_WAITING || sizeBytes + bytes.length > MAX_WAITING_BYTES)
    return { code: 'rate-limited', retryAfterMs: BUSY_MS };
  await tx.addUpload(upload);
  return null;
}

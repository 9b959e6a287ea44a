import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { boardSelectionSchema } from '../shared/model/board.ts';
import type { Boards } from './board/board.ts';
import type { BlobTokens } from './connection.ts';
import { isCoordinator } from './coordinator.ts';
import { actorOf, refuse } from './device-http.ts';
import type { Storage } from './storage/storage.ts';

export interface BoardDoorDeps {
  readonly storage: Storage;
  readonly blobTokens: BlobTokens;
  readonly boards: Boards;
}

/** How the work stands, for coordinators; everybody else is refused here, whatever a window shows (BO1). */
export function registerBoard(app: FastifyInstance, deps: BoardDoorDeps): void {
  const { boards } = deps;
  app.get('/v1/board', async (request, reply) => {
    if (!(await mayLook(request, reply, deps))) return reply;
    const board = await boards.board();
    const tag = `"${board.revision}"`;
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.header('etag', tag).send(board);
  });
  app.get('/v1/board/cases', async (request, reply) => {
    if (!(await mayLook(request, reply, deps))) return reply;
    const selection = boardSelectionSchema.safeParse(request.query);
    if (!selection.success) return refuse(reply, { code: 'invalid-request' });
    return reply.send(await boards.cases(selection.data));
  });
}

/** False: the refusal was sent. */
export async function mayLook(
  request: FastifyRequest,
  reply: FastifyReply,
  { storage, blobTokens }: Pick<BoardDoorDeps, 'storage' | 'blobTokens'>,
): Promise<boolean> {
  const actor = actorOf(request, blobTokens);
  const isTheirs = actor !== undefined && (await storage.read((tx) => isCoordinator(tx, actor)));
  if (!isTheirs) refuse(reply, { code: actor === undefined ? 'unknown-device' : 'forbidden' });
  return isTheirs;
}

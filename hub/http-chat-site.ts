import type { FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import { chatOriginChangeSchema, parseOrigin, type ChatSite } from '../shared/chat/site.ts';
import type { Failure } from '../shared/errors.ts';
import type { Origins } from './chat/origins.ts';
import type { BlobTokens } from './connection.ts';
import { isCoordinator } from './coordinator.ts';
import { actorOf, refusalOfOthers, refuse, type By } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

export interface ChatSiteDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
  readonly origins: Origins;
  readonly publicUrl: () => string | null;
}

const PATH = '/v1/chat-site';

/** How coordinators allow web sites to have the bubble (CH19); everybody else is refused here, whatever a window shows. */
export function registerChatSite(app: FastifyInstance, deps: ChatSiteDeps): void {
  const { storage, clock, origins, publicUrl } = deps;
  app.get(PATH, async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const known = await storage.read(async (tx) => ((await isCoordinator(tx, actor)) ? tx.chatOrigins() : null));
    if (known === null) return refuse(reply, { code: 'forbidden' });
    return reply.send({ origins: [...known], fixed: [...origins.fixed], publicUrl: publicUrl() } satisfies ChatSite);
  });
  app.put(PATH, async (request, reply) => {
    const actor = actorOf(request, deps.blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const asked = chatOriginChangeSchema.safeParse(request.body);
    const origin = asked.success ? parseOrigin(asked.data.origin) : null;
    const change = origin === null || !asked.success ? null : { origin, isAllowed: asked.data.isAllowed };
    const failure = await storage.write((tx) => set(tx, change, { at: clock.now(), actor }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

/** Counts at once, at every hub. */
async function set(
  tx: WriteTx,
  change: { readonly origin: string; readonly isAllowed: boolean } | null,
  by: By,
): Promise<Failure | null> {
  const refusal = await refusalOfOthers(tx, by, 'settings-refused');
  if (refusal !== null) return refusal;
  if (change === null) return { code: 'invalid-request' };
  const isNews = await (change.isAllowed ? tx.addChatOrigin(change.origin) : tx.removeChatOrigin(change.origin));
  if (isNews) await tx.appendAudit([{ ...by, kind: 'chat-origin', conversation: null, facts: change }]);
  return null;
}

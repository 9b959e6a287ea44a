import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { cannedChangeSchema, type CannedChange } from '../shared/canned/changes.ts';
import { isSameReply, MAX_OWN_REPLIES } from '../shared/canned/own.ts';
import type { Failure } from '../shared/errors.ts';
import type { CannedReply } from '../shared/model/directory.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refuse } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly blobTokens: BlobTokens;
}

const bodySchema = z.object({ change: cannedChangeSchema });
const PATH = '/v1/own-replies';

/** Where the devices of one person bring that person's own canned replies, for their other devices and for nobody else (CR7). */
export function registerOwnReplies(app: FastifyInstance, { storage, blobTokens }: Deps): void {
  app.put(PATH, async (request, reply) => {
    const actor = actorOf(request, blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const asked = bodySchema.safeParse(request.body);
    if (!asked.success) return refuse(reply, { code: 'invalid-request' });
    const failure = await storage.write((tx) => change(tx, asked.data.change, actor.userId));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
}

/** Null: it is so. What is so already changes nothing, so that what was brought before, and not answered, may come again. */
async function change(tx: WriteTx, made: CannedChange, userId: string): Promise<Failure | null> {
  const { id, wanted } =
    made.step === 'put' ? { id: made.reply.id, wanted: made.reply } : { id: made.id, wanted: null };
  if (wanted?.files !== undefined) return { code: 'invalid-request' };
  const [known] = await tx.ownReplies([id]);
  if (known !== undefined && known.userId !== userId) return { code: 'invalid-request' };
  const held = known?.reply ?? null;
  if (isSameReply(held, wanted)) return null;
  // A hub that was restored may know less than the device.
  if ((known?.revision ?? 0) > (made.base ?? 0)) return { code: 'canned-changed' };
  const isNew = held === null && wanted !== null;
  if (isNew && (await tx.ownReplyCount(userId)) >= MAX_OWN_REPLIES) return { code: 'invalid-request' };
  const revision = nextRevision(known?.revision ?? 0, wanted);
  await tx.putOwnReply({ id, userId, revision, reply: wanted === null ? null : { ...wanted, revision } });
  return null;
}

/** As far as the device has counted without the hub, so that what it shows does not seem to have changed. */
const nextRevision = (known: number, wanted: CannedReply | null): number => Math.max(known + 1, wanted?.revision ?? 0);

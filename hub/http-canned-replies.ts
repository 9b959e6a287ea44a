import type { FastifyInstance } from 'fastify';
import { afterChanges, cannedChangesSchema, type CannedChange } from '../shared/canned/changes.ts';
import { usesBatchSchema } from '../shared/canned/uses.ts';
import type { Clock } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { seeFiles, storeFiles } from './canned-files.ts';
import type { BlobTokens } from './connection.ts';
import { actorOf, refusalOfOthers, refuse, sendDownload, type By } from './device-http.ts';
import type { Storage, WriteTx } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
}

const PATH = '/v1/canned-replies';
const FILE_PATH = '/v1/canned-files/:id';
const USES_PATH = '/v1/canned-uses';
/** 500 replies of 8,000 letters, some of which take three bytes. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
/** A device that was away for longer brings what it counted under the same batch, and it counts again. */
const BATCHES_KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** How coordinators write what everybody answers with (CR2), and how often it is used (CR8): by whom is known to nobody. */
export function registerCannedReplies(app: FastifyInstance, deps: Deps): void {
  const { storage, clock, blobTokens } = deps;
  app.put(PATH, { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const actor = actorOf(request, blobTokens);
    if (actor === undefined) return refuse(reply, { code: 'unknown-device' });
    const asked = cannedChangesSchema.safeParse(request.body).data ?? null;
    const failure = await storage.write((tx) => change(tx, asked?.changes ?? null, { at: clock.now(), actor }));
    return failure === null ? reply.code(204).send() : refuse(reply, failure);
  });
  app.get<{ Params: { id: string } }>(FILE_PATH, async (request, reply) => {
    if (actorOf(request, blobTokens) === undefined) return refuse(reply, { code: 'unknown-device' });
    const file = await storage.read((tx) => tx.cannedFileBytes(request.params.id));
    return file === null ? refuse(reply, { code: 'file-missing' }) : sendDownload(reply, file);
  });
  app.get(USES_PATH, async (request, reply) => {
    if (actorOf(request, blobTokens) === undefined) return refuse(reply, { code: 'unknown-device' });
    return reply.send(await storage.read((tx) => tx.cannedUses()));
  });
  app.put(USES_PATH, async (request, reply) => {
    if (actorOf(request, blobTokens) === undefined) return refuse(reply, { code: 'unknown-device' });
    const counted = usesBatchSchema.safeParse(request.body);
    if (!counted.success) return refuse(reply, { code: 'invalid-request' });
    await storage.write(async (tx) => {
      await tx.countUses(counted.data.batch, counted.data.uses, clock.now());
      await tx.forgetUseBatches(clock.now() - BATCHES_KEPT_MS);
    });
    return reply.code(204).send();
  });
}

/** Null: all of it is so from now on. */
async function change(tx: WriteTx, changes: readonly CannedChange[] | null, by: By): Promise<Failure | null> {
  const refusal = await refusalOfOthers(tx, by, 'settings-refused');
  if (refusal !== null) return refusal;
  if (changes === null) return { code: 'invalid-request' };
  const [known, groups, { links }] = [await tx.cannedReplies(), await tx.groups(), await tx.associationSettings()];
  const seen = await seeFiles(tx, changes, by);
  if ('failure' in seen) return seen.failure;
  const after = afterChanges(known, seen.changes, { sites: links.sites, groupIds: groups.map(({ id }) => id) });
  if ('failure' in after) return after.failure;
  await storeFiles(tx, seen, by.at);
  for (const id of new Set(changes.map((made) => (made.step === 'put' ? made.reply.id : made.id)))) {
    const reply = after.replies.get(id);
    await (reply === undefined ? tx.removeCannedReply(id) : tx.putCannedReply(reply));
    const files = reply?.files === undefined ? {} : { files: reply.files.length };
    const facts = { replyId: id, revision: reply?.revision ?? null, ...files };
    await tx.appendAudit([{ ...by, kind: 'canned-reply', conversation: null, facts }]);
  }
  return null;
}

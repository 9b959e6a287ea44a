import * as z from 'zod';
import type { Failure } from '../errors.ts';
import { idSchema } from '../model/conversation.ts';
import { cannedReplySchema, type CannedReply } from '../model/directory.ts';
import { MAX_REPLY_FILES_BYTES } from '../protocol/limits.ts';
import { MAX_CANNED_FILES } from './files.ts';
import { problemsOf, type CannedProblem, type Surroundings } from './check.ts';

/** So many at once: a whole library from a file. */
export const MAX_CANNED_CHANGES = 500;
/** Of all that the association has. */
export const MAX_CANNED_REPLIES = 2_000;

/** The revision that whoever made the change saw; null: there was none. */
const base = z.number().int().nonnegative().nullable();

/** `put`: it is as given from now on, whatever revision is in it. */
export const cannedChangeSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('put'), reply: cannedReplySchema, base }),
  z.object({ step: z.literal('remove'), id: idSchema, base }),
]);
export type CannedChange = z.infer<typeof cannedChangeSchema>;

/** All of them or none (CR2). */
export const cannedChangesSchema = z.object({ changes: z.array(cannedChangeSchema).min(1).max(MAX_CANNED_CHANGES) });

export const revisionOf = (reply: CannedReply | undefined): number | null =>
  reply === undefined ? null : (reply.revision ?? 0);

/** The replies after the changes, by id, or why none of them counts. */
export function afterChanges(
  known: readonly CannedReply[],
  changes: readonly CannedChange[],
  around: Omit<Surroundings, 'others'>,
): { readonly replies: ReadonlyMap<string, CannedReply> } | { readonly failure: Failure } {
  const replies = new Map(known.map((reply) => [reply.id, reply]));
  for (const change of changes) {
    const id = change.step === 'put' ? change.reply.id : change.id;
    const current = revisionOf(replies.get(id));
    if (current !== change.base) return { failure: { code: 'canned-changed' } };
    if (change.step === 'remove') replies.delete(id);
    else replies.set(id, { ...change.reply, revision: (current ?? 0) + 1 });
  }
  if (replies.size > MAX_CANNED_REPLIES) return { failure: { code: 'invalid-request' } };
  // After all of them: two may exchange their shortcuts.
  const others = [...replies.values()];
  for (const change of changes) {
    const reply = change.step === 'put' ? replies.get(change.reply.id) : undefined;
    const [problem] = reply === undefined ? [] : problemsOf(reply, { ...around, others });
    if (problem !== undefined) return { failure: failureOf(problem) };
  }
  return { replies };
}

const failureOf = (problem: CannedProblem): Failure => {
  switch (problem) {
    case 'shortcut-taken':
    case 'link-refused':
    case 'unknown-group':
      return { code: problem };
    case 'too-many-files':
      return { code: problem, limit: MAX_CANNED_FILES };
    case 'files-too-large':
      return { code: problem, limit: MAX_REPLY_FILES_BYTES };
    default:
      return { code: 'invalid-request' };
  }
};

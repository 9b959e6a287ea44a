import { knownConversation } from './known-conversations.ts';
import type { Work } from './gathered.ts';
import type { ConversationChange } from './storage.ts';

/** The other cases with which this one was merged before its change, and still is (MG3). */
export async function othersMerged(work: Work, { before, after }: ConversationChange): Promise<readonly string[]> {
  if (before === null) return [];
  const { mergedInto } = before;
  if (mergedInto === undefined) return before.mergedIds?.filter((id) => after.mergedIds?.includes(id) === true) ?? [];
  if (after.mergedInto !== mergedInto) return [];
  const lead = await knownConversation(work, mergedInto);
  return [mergedInto, ...(lead?.record.mergedIds ?? [])].filter((id) => id !== after.id);
}

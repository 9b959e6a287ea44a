import type { Call } from '../../../shared/bridge/core.ts';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { now } from './fixtures.ts';

type Drafts = Result<'desk-drafts'>;

/** As the core keeps them: one a form. */
export function withDeskDraft(
  drafts: Drafts,
  { conversationId, text }: Extract<Call, { readonly name: 'save-draft' }>,
): Drafts {
  const others = drafts.filter((draft) => draft.conversationId !== conversationId);
  return [...others, { conversationId, kind: 'desk', text, localSavedAt: now, returned: null }];
}

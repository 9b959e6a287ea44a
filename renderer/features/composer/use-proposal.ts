import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { fillVariables } from '../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useVariables } from './use-variables.ts';

/** Shortcuts of the canned reply that offers an appointment, by language. */
const shortcuts: Readonly<Record<CannedReply['lang'], string>> = { it: 'appuntamento', en: 'appointment' };

/** The words that offer an appointment in the open case; what opens the list of canned replies where there are none. */
export function useProposal(open: OpenConversation): string {
  const { locale } = useText();
  const variables = useVariables(open);
  const replies = useLive({ name: 'canned-replies' }) ?? [];
  const ready = replies.filter(({ lang, shortcut }) => shortcut === shortcuts[lang]);
  const reply = ready.find(({ lang }) => lang === locale) ?? ready[0];
  return reply === undefined ? '/' : fillVariables(reply.text, variables);
}

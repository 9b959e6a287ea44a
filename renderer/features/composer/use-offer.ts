import { useEffect, useEffectEvent } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { fillVariables, findVariable, firstNameOf } from '../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { createText } from '../../i18n/text.tsx';
import type { Offered } from '../../store/app-state.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useVariables } from './use-variables.ts';

/** Shortcuts of the canned reply that offers an appointment, by language. */
const shortcuts: Readonly<Record<CannedReply['lang'], string>> = { it: 'appuntamento', en: 'appointment' };

interface Reply {
  readonly text: string;
  /** As a paragraph of its own. */
  append(text: string): void;
  replace(range: { readonly start: number; readonly end: number }, text: string): void;
}

/**
 * A link that was just made comes into the reply: where its variable stands, else in the association's own words where they
 * have a place for it.
 */
export function useOffer(open: OpenConversation, reply: Reply): void {
  const app = useApp();
  const replies = useLive({ name: 'canned-replies' });
  const variables = useVariables(open);
  // Under a dialog nothing can be written.
  const offered = useAppState((state) => (state.dialog === null ? state.offered : null));
  const isHere = offered !== null && offered.conversationId === open.row.id && replies !== undefined;
  const put = useEffectEvent((given: Offered) => {
    app.putOffer(null);
    if ('text' in given) {
      reply.append(given.text);
      return;
    }
    const place = findVariable(reply.text, 'appointment.link');
    if (place === null) reply.append(offerText(given, replies ?? [], variables(given.lang)));
    else reply.replace(place, given.link);
  });
  useEffect(() => {
    if (!isHere) return undefined;
    // The dialog gives the focus back in the next frame; what is written takes it after that.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => put(offered));
    });
    return () => cancelAnimationFrame(frame);
  }, [isHere, offered]);
}

function offerText(
  { lang, link }: Extract<Offered, { readonly link: string }>,
  replies: readonly CannedReply[],
  variables: Parameters<typeof fillVariables>[1],
): string {
  const ready = replies.find((reply) => reply.lang === lang && reply.shortcut === shortcuts[lang]);
  if (ready?.text.includes('{{appointment.link}}')) {
    return fillVariables(ready.text, { ...variables, 'appointment.link': link });
  }
  const { t } = createText(lang);
  const name = firstNameOf(variables['contact.name'] ?? '') ?? t('offer.nobody');
  return t('offer.text', { name, link });
}

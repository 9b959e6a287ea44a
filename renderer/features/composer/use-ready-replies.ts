import { useMemo } from 'react';
import type { CannedEntry, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { findReplies } from '../../../shared/canned/find.ts';
import { refusedLinks } from '../../../shared/canned/links.ts';
import { dayOf, validityOf } from '../../../shared/canned/validity.ts';
import type { AddressForm, CannedReply } from '../../../shared/model/directory.ts';
import { useLive } from '../../store/context.tsx';
import { useHubNow } from '../../store/use-hub-now.ts';
import { useContactLanguage } from './use-contact-language.ts';

export interface ReadyReplies {
  /** Best first; those that are not for today, or lead to sites that are not approved, are left out (CR5, CR6). */
  readonly replies: readonly CannedEntry[];
  readonly lang: CannedReply['lang'];
  readonly address: AddressForm;
}

/**
 * What can be answered with, for what was typed after the slash. The language is the one that this case was answered in last,
 * else the one that the contact writes in; Lei unless tu was chosen in it before.
 */
export function useReadyReplies(open: OpenConversation, query: string | null): ReadyReplies {
  const all = useLive({ name: 'canned-replies' });
  const { id, groupId } = open.row;
  const choice = useLive({ name: 'canned-choice', conversationId: id });
  const sites = useLive({ name: 'settings' })?.links.sites;
  const day = dayOf(useHubNow());
  const lang = useContactLanguage(open);
  const address = choice?.address ?? 'lei';
  const usable = useMemo(
    () =>
      (all ?? []).filter(
        (reply) => validityOf(reply, day) === 'now' && refusedLinks(reply.text, sites ?? []).length === 0,
      ),
    [all, day, sites],
  );
  const replies = useMemo(
    () => (query === null ? [] : findReplies(usable, { query, lang, address, groupId })),
    [usable, query, lang, address, groupId],
  );
  return { replies, lang, address };
}

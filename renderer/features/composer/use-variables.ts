import { useCallback } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { firstNameOf, type VariableValues } from '../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { ASSOCIATION_TIME_ZONE } from '../../../shared/time-zone.ts';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';

/** What the variables of a canned reply in this language stand for in the open case. */
export function useVariables({ row, content }: OpenConversation): (lang: CannedReply['lang']) => VariableValues {
  const { me, groupIn } = useDirectory();
  const association = useLive({ name: 'status' })?.association;
  const now = useHubNow();
  const contactName = content?.contact.name ?? '';
  const subject = content?.subject ?? '';
  const { number, groupId } = row;
  return useCallback(
    (lang) => {
      const first = firstNameOf(contactName);
      const myFirst = me === null ? undefined : firstNameOf(me.name);
      return {
        ...(first === undefined ? {} : { 'contact.firstName': first, 'contact.name': contactName }),
        'case.number': number,
        'case.subject': subject,
        'group.name': groupIn(groupId, lang),
        ...(me === null ? {} : { 'operator.name': me.name }),
        ...(myFirst === undefined ? {} : { 'operator.firstName': myFirst }),
        ...(association ? { 'association.name': association.name } : {}),
        'date.today': dateIn(lang, now),
      };
    },
    [contactName, subject, number, groupId, me, groupIn, association, now],
  );
}

/** `24 novembre 2026`, `24 November 2026` */
const dateIn = (lang: CannedReply['lang'], at: number): string =>
  new Intl.DateTimeFormat(lang === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'long',
    timeZone: ASSOCIATION_TIME_ZONE,
  }).format(at);

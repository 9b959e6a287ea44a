import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { firstNameOf, type VariableValues } from '../../../shared/canned/variables.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';

/** What the variables of a canned reply stand for in the open case. */
export function useVariables({ row, content }: OpenConversation): VariableValues {
  const { dates } = useText();
  const { me, groupName } = useDirectory();
  const association = useLive({ name: 'status' })?.association;
  const now = useHubNow();
  const contactName = content?.contact.name ?? '';
  const first = firstNameOf(contactName);
  const myFirst = me === null ? undefined : firstNameOf(me.name);
  return {
    ...(first === undefined ? {} : { 'contact.firstName': first, 'contact.name': contactName }),
    'case.number': row.number,
    'case.subject': content?.subject ?? '',
    'group.name': groupName(row.groupId),
    ...(me === null ? {} : { 'operator.name': me.name }),
    ...(myFirst === undefined ? {} : { 'operator.firstName': myFirst }),
    ...(association ? { 'association.name': association.name } : {}),
    'date.today': dates.full(now).split(',')[0] ?? '',
  };
}

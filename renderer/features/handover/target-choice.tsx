import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { Avatar } from '../../ui/small.tsx';
import styles from './handover.module.css';

export type Target = { readonly userId: string } | { readonly groupId: string };

interface TargetChoiceProps {
  /** Left out of the groups; null: people only. */
  readonly currentGroupId: string | null;
  /** People who are no choice. */
  readonly without?: readonly string[];
  /** Also for oneself. */
  readonly isForAnyone?: boolean;
  readonly onChoose: (target: Target | null) => void;
}

/** People first, then groups; typing filters both, arrows move without leaving the field. */
export function TargetChoice(props: TargetChoiceProps): ReactNode {
  const { t } = useText();
  const { contains } = useFilter({ sensitivity: 'base' });
  const isPeopleOnly = props.currentGroupId === null;
  return (
    <Autocomplete filter={(words, typed) => contains(words, typed)}>
      {/* the dialog was opened to choose somebody */}
      <SearchField className={styles['choice'] ?? ''} autoFocus>
        <Label>{t(isPeopleOnly ? 'handover.add-who' : 'handover.to')}</Label>
        <Input placeholder={t(isPeopleOnly ? 'handover.add-placeholder' : 'handover.to-placeholder')} />
      </SearchField>
      {/* what scrolls has to be reached by the keyboard */}
      <div className={styles['targets']} tabIndex={0}>
        <Targets {...props} />
      </div>
    </Autocomplete>
  );
}

function Targets({ currentGroupId, without = [], isForAnyone = false, onChoose }: TargetChoiceProps): ReactNode {
  const { t } = useText();
  const { users, groups, groupName, me } = useDirectory();
  // Where everybody is, only the hub can say.
  const isOnline = useLive({ name: 'status' })?.connection === 'online';
  const present = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const stateOf = (userId: string) => present.find((person) => person.userId === userId)?.state ?? 'offline';
  const people = users
    .filter(({ id, active }) => active && (isForAnyone || id !== me?.id) && !without.includes(id))
    .sort((a, b) => a.name.localeCompare(b.name, 'it'));
  return (
    <ListBox
      aria-label={t('handover.to')}
      className={styles['list'] ?? ''}
      selectionMode="single"
      renderEmptyState={() => <p className={styles['none']}>{t('handover.no-match')}</p>}
      onSelectionChange={(keys) => onChoose(targetOf(keys === 'all' ? undefined : [...keys][0]))}
    >
      <ListBoxSection>
        <Header>{t('handover.people')}</Header>
        {people.map(({ id, name }) => (
          <ListBoxItem key={id} id={`user:${id}`} textValue={name} className={styles['target'] ?? ''}>
            <Avatar name={name} />
            <span className={styles['name']}>{name}</span>
            {isOnline && (
              <span className={styles['whereabouts']}>
                <PresenceDot state={stateOf(id)} />
                {t('presence.state', { state: stateOf(id) })}
              </span>
            )}
          </ListBoxItem>
        ))}
      </ListBoxSection>
      {currentGroupId !== null && (
        <ListBoxSection>
          <Header>{t('handover.groups')}</Header>
          {groups
            .filter(({ id }) => id !== currentGroupId)
            .map(({ id }) => (
              <ListBoxItem key={id} id={`group:${id}`} textValue={groupName(id)} className={styles['target'] ?? ''}>
                <Users aria-hidden="true" />
                {groupName(id)}
              </ListBoxItem>
            ))}
        </ListBoxSection>
      )}
    </ListBox>
  );
}

function targetOf(key: string | number | undefined): Target | null {
  if (key === undefined) return null;
  const [kind, id = ''] = String(key).split(':');
  return kind === 'user' ? { userId: id } : { groupId: id };
}

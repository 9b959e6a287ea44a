import { ArrowDown, ArrowUp, Pencil, Plus, Archive } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Group } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { type AtHub, useAtHub } from './use-at-hub.ts';
import { useFocusAfter } from './use-focus-after.ts';
import styles from './staff.module.css';

type Open = { readonly kind: 'edit' | 'retire'; readonly groupId: string } | { readonly kind: 'add' };

/** The groups, in their order ([GR1]): for coordinators, while connected. */
export function GroupsTab(): ReactNode {
  const { t } = useText();
  const { groups } = useDirectory();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const [open, setOpen] = useState<Open | null>(null);
  const opened = open === null || open.kind === 'add' ? undefined : groups.find(({ id }) => id === open.groupId);
  const close = (): void => setOpen(null);
  return (
    <Card title={t('groups.title')}>
      <p className={styles['lead']}>{t('groups.lead')}</p>
      <div className={styles['part']}>
        {!atHub.isOnline && <p role="status">{t('groups.offline')}</p>}
        <GroupList atHub={atHub} onOpen={setOpen} />
        {atHub.failure !== null && <FieldError>{failureText(atHub.failure)}</FieldError>}
        <div>
          <Button isDisabled={!atHub.isOnline} onPress={() => setOpen({ kind: 'add' })}>
            <Plus aria-hidden="true" />
            {t('groups.add')}
          </Button>
        </div>
      </div>
      {open?.kind === 'add' && <GroupDialog group={null} onClose={close} />}
      {open?.kind === 'edit' && opened !== undefined && <GroupDialog group={opened} onClose={close} />}
      {open?.kind === 'retire' && opened !== undefined && <RetireDialog group={opened} onClose={close} />}
    </Card>
  );
}

function GroupList({ atHub, onOpen }: { atHub: AtHub; onOpen: (open: Open) => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { groups, groupName } = useDirectory();
  const order = groups.map(({ id }) => id);
  const { list, focus } = useFocusAfter(order.join());
  const move = async (id: string, by: 1 | -1): Promise<void> => {
    const at = order.indexOf(id);
    const change = { step: 'order', from: order, to: order.toSpliced(at, 1).toSpliced(at + by, 0, id) } as const;
    const said = t('groups.moved', { name: groupName(id), position: at + by + 1 });
    focus([`${by === 1 ? 'down' : 'up'} ${id}`, `edit ${id}`]);
    await atHub.ask(() => app.core.call({ name: 'change-groups', change }), said);
  };
  return (
    <ol ref={list} className={styles['rows']} aria-label={t('groups.title')}>
      {groups.map((group, index) => (
        <GroupRow
          key={group.id}
          group={group}
          index={index}
          isLast={index === groups.length - 1}
          isOff={!atHub.isOnline}
          onMove={(by) => void move(group.id, by)}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly group: Group;
  readonly index: number;
  readonly isLast: boolean;
  readonly isOff: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onOpen: (open: Open) => void;
}

function GroupRow(props: RowProps): ReactNode {
  const { group, index } = props;
  const { t, list, locale } = useText();
  const { users } = useDirectory();
  const waiting = useLive({ name: 'counts' })?.groups[group.id] ?? 0;
  const members = users.filter(({ id, active }) => active && group.memberIds?.includes(id) === true);
  const who =
    group.memberIds === undefined
      ? t('groups.everybody')
      : t('groups.members', { count: members.length, names: list(members.map(({ name }) => name)) });
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <strong>{group.name[locale]}</strong>
        <span className={styles['hint']}>{group.name[locale === 'it' ? 'en' : 'it']}</span>
        <p className={styles['facts']}>
          {t('groups.waiting', { count: waiting })} · {who}
          {index === 0 && ` · ${t('groups.first')}`}
        </p>
      </div>
      <RowButtons {...props} />
    </li>
  );
}

function RowButtons({ group, index, isLast, isOff, onMove, onOpen }: RowProps): ReactNode {
  const { t, locale } = useText();
  const name = group.name[locale];
  const plain = { look: 'plain', isIcon: true, isSmall: true } as const;
  const { id: groupId } = group;
  return (
    <div className={styles['buttons']}>
      <span data-focus={`up ${groupId}`}>
        <Button
          {...plain}
          isDisabled={isOff || index === 0}
          aria-label={t('groups.up', { name })}
          onPress={() => onMove(-1)}
        >
          <ArrowUp aria-hidden="true" />
        </Button>
      </span>
      <span data-focus={`down ${groupId}`}>
        <Button
          {...plain}
          isDisabled={isOff || isLast}
          aria-label={t('groups.down', { name })}
          onPress={() => onMove(1)}
        >
          <ArrowDown aria-hidden="true" />
        </Button>
      </span>
      <span data-focus={`edit ${groupId}`}>
        <Button
          {...plain}
          isDisabled={isOff}
          aria-label={t('groups.edit', { name })}
          onPress={() => onOpen({ kind: 'edit', groupId })}
        >
          <Pencil aria-hidden="true" />
        </Button>
      </span>
      <Button
        {...plain}
        isDisabled={isOff}
        aria-label={t('groups.retire', { name })}
        onPress={() => onOpen({ kind: 'retire', groupId })}
      >
        <Archive aria-hidden="true" />
      </Button>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { Board, BoardSelection } from '../../../shared/model/board.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import styles from './board.module.css';
import { SortTable, type Column } from './sort-table.tsx';

interface BoardTablesProps {
  readonly board: Board;
  readonly onSelect: (selection: BoardSelection) => void;
}

export const BoardTables = (props: BoardTablesProps): ReactNode => (
  <div className={styles['tables']}>
    <Groups {...props} />
    <People {...props} />
    {props.board.devices.length > 0 && <Devices {...props} />}
  </div>
);

function Groups({ board, onSelect }: BoardTablesProps): ReactNode {
  const { t, number, dates } = useText();
  const { groupName } = useDirectory();
  const now = useHubNow();
  const columns: readonly Column<Board['groups'][number]>[] = [
    {
      id: 'group',
      label: t('board.group'),
      by: ({ groupId }) => groupName(groupId),
      renderCell: ({ groupId, waiting }) => (
        <Name
          name={groupName(groupId)}
          onOpen={waiting === 0 ? undefined : () => onSelect({ by: 'waiting', groupId })}
        />
      ),
    },
    {
      id: 'waiting',
      label: t('board.waiting'),
      isNumber: true,
      isDownFirst: true,
      by: ({ waiting }) => waiting,
      renderCell: ({ waiting }) => <Count value={waiting} text={number(waiting)} />,
    },
    {
      id: 'oldest',
      label: t('board.oldest-of-group'),
      isNumber: true,
      by: ({ oldestAt }) => oldestAt ?? Number.MAX_SAFE_INTEGER,
      renderCell: ({ oldestAt }) => (oldestAt === null ? '–' : dates.age(oldestAt, now)),
    },
    {
      id: 'claimed',
      label: t('board.claimed'),
      isNumber: true,
      isDownFirst: true,
      by: ({ claimed }) => claimed,
      renderCell: ({ claimed }) => <Count value={claimed} text={number(claimed)} />,
    },
  ];
  return (
    <Card title={t('board.groups')}>
      <SortTable label={t('board.groups')} columns={columns} rows={board.groups} keyOf={({ groupId }) => groupId} />
    </Card>
  );
}

function People({ board, onSelect }: BoardTablesProps): ReactNode {
  const { t, number } = useText();
  const { nameOf } = useDirectory();
  type Person = Board['people'][number];
  const count = (id: 'open' | 'chats' | 'late', label: string): Column<Person> => ({
    id,
    label,
    isNumber: true,
    isDownFirst: true,
    by: (person) => person[id],
    renderCell: (person) => <Count value={person[id]} text={number(person[id])} isWarning={id === 'late'} />,
  });
  const columns: readonly Column<Person>[] = [
    {
      id: 'person',
      label: t('board.person'),
      by: ({ userId }) => nameOf(userId),
      renderCell: ({ userId, open }) => (
        <Name name={nameOf(userId)} onOpen={open === 0 ? undefined : () => onSelect({ by: 'person', userId })} />
      ),
    },
    {
      id: 'state',
      label: t('board.presence'),
      by: ({ state }) => order.indexOf(state),
      renderCell: ({ state }) => (
        <span className={styles['state']}>
          <PresenceDot state={state} />
          {t('presence.state', { state })}
        </span>
      ),
    },
    count('open', t('board.open')),
    count('chats', t('board.chats')),
    count('late', t('board.late')),
  ];
  const rows = board.people.toSorted((a, b) => b.open - a.open || nameOf(a.userId).localeCompare(nameOf(b.userId)));
  return (
    <Card title={t('board.people')}>
      <SortTable label={t('board.people')} columns={columns} rows={rows} keyOf={({ userId }) => userId} />
    </Card>
  );
}

const order = ['available', 'away', 'offline'] as const;

function Devices({ board, onSelect }: BoardTablesProps): ReactNode {
  const { t, number } = useText();
  const { nameOf } = useDirectory();
  const columns: readonly Column<Board['devices'][number]>[] = [
    {
      id: 'device',
      label: t('board.device'),
      by: ({ name }) => name,
      renderCell: ({ name, deviceId }) => <Name name={name} onOpen={() => onSelect({ by: 'device', deviceId })} />,
    },
    {
      id: 'of',
      label: t('board.person'),
      by: ({ userId }) => nameOf(userId),
      renderCell: ({ userId }) => nameOf(userId),
    },
    {
      id: 'cases',
      label: t('board.to-remove'),
      isNumber: true,
      isDownFirst: true,
      by: ({ cases }) => cases,
      renderCell: ({ cases }) => number(cases),
    },
  ];
  return (
    <Card title={t('board.devices')}>
      <p className={styles['why']}>{t('board.devices-why')}</p>
      <SortTable label={t('board.devices')} columns={columns} rows={board.devices} keyOf={({ deviceId }) => deviceId} />
    </Card>
  );
}

/** Opens the cases behind its row, where there are any. */
const Name = ({ name, onOpen }: { name: string; onOpen: (() => void) | undefined }): ReactNode =>
  onOpen === undefined ? (
    name
  ) : (
    <Button look="plain" isSmall onPress={onOpen}>
      {name}
    </Button>
  );

const Count = ({ value, text, isWarning = false }: { value: number; text: string; isWarning?: boolean }): ReactNode => (
  <span data-tone={value === 0 ? 'none' : isWarning ? 'waiting' : undefined}>{text}</span>
);

import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Board, type BoardCase, type BoardSelection, MAX_BOARD_CASES } from '../../../shared/model/board.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { Card } from '../../ui/page.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './board.module.css';
import { SortTable, type Column } from './sort-table.tsx';
import { useBoardCases } from './use-board.ts';

interface CasesPanelProps {
  readonly board: Board;
  readonly selection: BoardSelection;
  readonly onBack: () => void;
}

/** The cases behind a number, without their content; one or many can be passed on. */
export function CasesPanel({ board, selection, onBack }: CasesPanelProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const title = useTitle(board, selection);
  const shown = useBoardCases(selection, board.revision);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const cases = shown?.cases ?? [];
  const going = cases.filter(({ id, state }) => chosen.has(id) && state !== 'resolved');
  const movable = cases.filter(({ state }) => state !== 'resolved');
  const isAll = movable.length > 0 && going.length === movable.length;
  const pass = (): void =>
    app.openDialog({ kind: 'reassign', cases: going.map(({ id, fence }) => ({ conversationId: id, fence })) });
  return (
    <>
      <div className={styles['bar']}>
        <Button look="plain" autoFocus onPress={onBack}>
          <ArrowLeft aria-hidden="true" />
          {t('board.back')}
        </Button>
        <h3>{title}</h3>
        <Button
          isDisabled={movable.length === 0}
          onPress={() => setChosen(isAll ? new Set() : new Set(movable.map(({ id }) => id)))}
        >
          {t(isAll ? 'board.choose-none' : 'board.choose-all')}
        </Button>
        <Button look="primary" isDisabled={going.length === 0} onPress={pass}>
          {t('board.reassign', { count: going.length })}
        </Button>
      </div>
      {shown !== null && shown.total > MAX_BOARD_CASES && (
        <p className={styles['why']}>{t('board.first-of', { count: MAX_BOARD_CASES, total: shown.total })}</p>
      )}
      {shown?.cases.length === 0 && <p role="status">{t('board.no-cases')}</p>}
      {cases.length > 0 && (
        <Card>
          <CaseTable label={title} cases={cases} chosen={chosen} onChoose={setChosen} />
        </Card>
      )}
    </>
  );
}

interface CaseTableProps {
  readonly label: string;
  readonly cases: readonly BoardCase[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function CaseTable({ label, cases, chosen, onChoose }: CaseTableProps): ReactNode {
  const { t, dates } = useText();
  const { nameOf, groupName } = useDirectory();
  const now = useHubNow();
  const toggle = (id: string): void => {
    const rest = new Set(chosen);
    if (!rest.delete(id)) rest.add(id);
    onChoose(rest);
  };
  const holder = ({ assigneeId }: BoardCase): string => (assigneeId === null ? t('board.waits') : nameOf(assigneeId));
  const columns: readonly Column<BoardCase>[] = [
    {
      id: 'number',
      label: t('board.number'),
      by: ({ number }) => number,
      renderCell: ({ id, number, channel, state }) => (
        <label className={styles['choice']}>
          <input type="checkbox" checked={chosen.has(id)} disabled={state === 'resolved'} onChange={() => toggle(id)} />
          <ChannelIcon channel={channel} />
          {number}
        </label>
      ),
    },
    {
      id: 'group',
      label: t('board.group'),
      by: ({ groupId }) => groupName(groupId),
      renderCell: ({ groupId }) => groupName(groupId),
    },
    { id: 'holder', label: t('board.holder'), by: holder, renderCell: holder },
    {
      id: 'age',
      label: t('board.age'),
      isNumber: true,
      by: ({ arrivedAt }) => arrivedAt,
      renderCell: ({ arrivedAt }) => dates.age(arrivedAt, now),
    },
    { id: 'marks', label: t('board.marks'), renderCell: (each) => <Marks each={each} /> },
  ];
  return <SortTable label={label} columns={columns} rows={cases} keyOf={({ id }) => id} />;
}

function Marks({ each: { late, unheard, passingTo, state } }: { each: BoardCase }): ReactNode {
  const { t } = useText();
  const { nameOf } = useDirectory();
  return (
    <span className={styles['marks']}>
      {state === 'resolved' && <Tag tone="ok">{t('board.resolved')}</Tag>}
      {late.answer !== undefined && (
        <Tag tone={late.answer === 2 ? 'guard' : 'waiting'}>{t('board.late-mark', { level: late.answer })}</Tag>
      )}
      {unheard > 0 && <Tag tone="waiting">{t('board.unheard-mark')}</Tag>}
      {passingTo !== null && <Tag tone="waiting">{t('board.passing-mark', { name: nameOf(passingTo) })}</Tag>}
      {late.call !== undefined && <Tag tone="waiting">{t('board.unreachable-mark')}</Tag>}
    </span>
  );
}

function useTitle(board: Board, selection: BoardSelection): string {
  const { t } = useText();
  const { nameOf, groupName } = useDirectory();
  switch (selection.by) {
    case 'waiting':
      return t('board.cases-waiting', { group: groupName(selection.groupId) });
    case 'person':
      return t('board.cases-person', { name: nameOf(selection.userId) });
    case 'device': {
      const device = board.devices.find(({ deviceId }) => deviceId === selection.deviceId);
      return t('board.cases-device', { name: device?.name ?? '', person: nameOf(device?.userId) });
    }
    case 'late':
    case 'unheard':
    case 'passing':
    case 'unreachable':
      return t(`board.cases-${selection.by}`);
  }
}

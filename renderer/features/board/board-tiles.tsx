import type { ReactNode } from 'react';
import type { Board, BoardSelection } from '../../../shared/model/board.ts';
import { useText } from '../../i18n/text.tsx';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Tiles, type Tile } from './tiles.tsx';

interface BoardTilesProps {
  readonly board: Board;
  readonly onSelect: (selection: BoardSelection) => void;
}

export function BoardTiles({ board, onSelect }: BoardTilesProps): ReactNode {
  const { t, number, dates } = useText();
  const now = useHubNow();
  const waiting = board.groups.reduce((sum, group) => sum + group.waiting, 0);
  const oldestAt = board.groups.reduce<number | null>(
    (oldest, group) => (group.oldestAt === null ? oldest : Math.min(oldest ?? group.oldestAt, group.oldestAt)),
    null,
  );
  const { late, unheard, passing, unreachable, devices } = board;
  const isLate = late.marked + late.coordinators > 0;
  const opens = (by: 'late' | 'unheard' | 'passing' | 'unreachable', count: number) =>
    count === 0 ? undefined : () => onSelect({ by });
  const tiles: readonly Tile[] = [
    {
      id: 'waiting',
      label: t('board.waiting'),
      value: number(waiting),
      note: oldestAt === null ? t('board.nobody-waits') : t('board.oldest', { age: dates.age(oldestAt, now) }),
    },
    {
      id: 'late',
      label: t('board.late'),
      value: number(late.marked + late.coordinators),
      note: isLate ? t('board.late-note', { count: late.coordinators }) : t('board.late-none'),
      tone: late.coordinators > 0 ? 'guard' : isLate ? 'waiting' : 'plain',
      onOpen: opens('late', late.marked + late.coordinators),
    },
    {
      id: 'unheard',
      label: t('board.unheard'),
      value: number(unheard),
      note: t(unheard > 0 ? 'board.unheard-note' : 'board.unheard-none'),
      tone: unheard > 0 ? 'waiting' : 'plain',
      onOpen: opens('unheard', unheard),
    },
    {
      id: 'passing',
      label: t('board.passing'),
      value: number(passing),
      note: t(passing > 0 ? 'board.passing-note' : 'board.passing-none'),
      tone: passing > 0 ? 'waiting' : 'plain',
      onOpen: opens('passing', passing),
    },
    {
      id: 'unreachable',
      label: t('board.unreachable'),
      value: number(unreachable),
      note: t(unreachable > 0 ? 'board.unreachable-note' : 'board.unreachable-none'),
      tone: unreachable > 0 ? 'waiting' : 'plain',
      onOpen: opens('unreachable', unreachable),
    },
    {
      id: 'devices',
      label: t('board.devices'),
      value: number(devices.length),
      note: t(devices.length > 0 ? 'board.devices-note' : 'board.devices-none'),
      tone: devices.length > 0 ? 'private' : 'plain',
    },
  ];
  return <Tiles label={t('board.at-a-glance')} tiles={tiles} />;
}

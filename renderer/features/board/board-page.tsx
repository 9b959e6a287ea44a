import { Gauge, TriangleAlert, WifiOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Board, BoardSelection } from '../../../shared/model/board.ts';
import { useText } from '../../i18n/text.tsx';
import { useAppState } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Waits } from '../../ui/small.tsx';
import { BoardTables } from './board-tables.tsx';
import { BoardTiles } from './board-tiles.tsx';
import { CasesPanel } from './cases-panel.tsx';
import styles from './board.module.css';
import { useBoard } from './use-board.ts';

/** How the work stands, for coordinators: numbers, never a word of what a case is about (section BO). */
export function BoardPage(): ReactNode {
  const { t } = useText();
  const { board, failure } = useBoard();
  const [selection, setSelection] = useState<BoardSelection | null>(null);
  const isForbidden = failure?.code === 'forbidden';
  return (
    <Page title={t('nav.board')} lead={t('board.lead')} isWide>
      {failure !== null && !isForbidden && <Trouble failure={failure} hasNumbers={board !== null} />}
      {board === null && failure === null && <Waits label={t('board.loading')} />}
      {board !== null && !isForbidden && (
        <Numbers board={board} selection={selection} onSelect={setSelection} isOld={failure !== null} />
      )}
      {isForbidden && <Empty icon={Gauge} title={t('board.forbidden')} />}
    </Page>
  );
}

interface NumbersProps {
  readonly board: Board;
  readonly selection: BoardSelection | null;
  readonly onSelect: (selection: BoardSelection | null) => void;
  /** They are those of before the hub went out of reach. */
  readonly isOld: boolean;
}

function Numbers({ board, selection, onSelect, isOld }: NumbersProps): ReactNode {
  return (
    <div className={styles['numbers']} data-old={isOld ? true : undefined}>
      {selection === null ? (
        <>
          <BoardTiles board={board} onSelect={onSelect} />
          <BoardTables board={board} onSelect={onSelect} />
        </>
      ) : (
        <CasesPanel key={JSON.stringify(selection)} board={board} selection={selection} onBack={() => onSelect(null)} />
      )}
    </div>
  );
}

function Trouble({ failure, hasNumbers }: { failure: Failure; hasNumbers: boolean }): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const isOffline = useAppState((state) => state.localOfflineSinceAt !== null) || failure.code === 'hub-unreachable';
  return (
    <p className={styles['trouble']} role="status">
      {isOffline ? <WifiOff aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
      {isOffline ? t(hasNumbers ? 'board.offline-old' : 'board.offline') : failureText(failure)}
    </p>
  );
}

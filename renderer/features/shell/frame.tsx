import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useAppState } from '../../store/context.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './frame.module.css';
import { Notices } from './notices.tsx';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { usePanes } from './use-panes.ts';

interface FrameProps {
  readonly list: ReactNode;
  readonly work: ReactNode;
  /** Stands in the place of list and conversation. */
  readonly page: ReactNode;
}

export function Frame({ list, work, page }: FrameProps): ReactNode {
  const { t } = useText();
  const isOpen = useAppState((state) => state.place.conversationId !== null);
  const isPage = page !== null;
  usePanes();
  return (
    <div className={styles['window']}>
      <div className={classes(styles['frame'], isPage && styles['page'], isOpen && styles['open'])}>
        <TopBar />
        <Notices />
        <nav className={styles['nav']} aria-label={t('landmark.navigation')} data-pane tabIndex={-1}>
          <Sidebar />
        </nav>
        <main className={styles['main']}>
          <section
            className={styles['list']}
            aria-label={t(isPage ? 'landmark.page' : 'landmark.list')}
            data-pane
            tabIndex={-1}
          >
            {page ?? list}
          </section>
          {!isPage && <div className={styles['work']}>{work}</div>}
        </main>
        <StatusBar />
      </div>
    </div>
  );
}

import { MessagesSquare } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './sign-in.module.css';

interface CardProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The one thing in a window that shows nobody's data yet. */
export function Card({ title, lead, children }: CardProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const cameBack = useAppState((state) => state.pageBefore === 'diagnostics');
  const { desktop } = app;
  useEffect(() => void desktop.call('painted', null), [desktop]);
  useEffect(() => {
    document.title = t('app.name');
  }, [t]);
  return (
    <main className={styles['window']}>
      <div className={styles['card']}>
        <p className={styles['brand']}>
          <MessagesSquare aria-hidden="true" />
          {t('app.name')}
        </p>
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        {children}
        <p className={styles['foot']}>
          <Button isSmall look="plain" onPress={() => void desktop.call('begin-practice', null)}>
            {t('practice.begin-first')}
          </Button>
          <Button isSmall look="plain" autoFocus={cameBack} onPress={() => app.show('diagnostics')}>
            {t('diag.title')}
          </Button>
        </p>
      </div>
    </main>
  );
}

import { GraduationCap } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './practice.module.css';

/** Around all that is an exercise, whatever the window shows: what it is, and the way out (PX1). */
export function PracticeStrip({ children }: { children: ReactNode }): ReactNode {
  const isPractice = useAppState(({ info }) => info?.isPractice === true);
  return isPractice ? <Strip>{children}</Strip> : children;
}

function Strip({ children }: { children: ReactNode }): ReactNode {
  const { t } = useText();
  const app = useApp();
  useEffect(() => app.announce(t('practice.begun')), [app, t]);
  return (
    <div className={styles['around']}>
      <section className={styles['strip']} aria-label={t('practice.title')} data-pane tabIndex={-1}>
        <GraduationCap aria-hidden="true" />
        <p>
          <strong>{t('practice.strip')}</strong> <span>{t('practice.strip-more')}</span>
        </p>
        <Button isSmall onPress={() => void app.desktop.call('end-practice', null)}>
          {t('practice.end')}
        </Button>
      </section>
      <div className={styles['within']}>{children}</div>
    </div>
  );
}

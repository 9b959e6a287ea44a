import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

/** The way into practice, and out of it. */
export function PracticeCard(): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  const isPractice = useAppState(({ info }) => info?.isPractice === true);
  return (
    <Card title={t('practice.title')}>
      <div className={styles['line']}>
        <p className={styles['hint']}>{t('practice.lead')}</p>
        <Button onPress={() => void desktop.call(isPractice ? 'end-practice' : 'begin-practice', null)}>
          {t(isPractice ? 'practice.end' : 'practice.begin')}
        </Button>
      </div>
    </Card>
  );
}

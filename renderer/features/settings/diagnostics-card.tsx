import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

/** The way to the status page (DG3). */
export function DiagnosticsCard(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const cameBack = useAppState((state) => state.pageBefore === 'diagnostics');
  return (
    <Card title={t('diag.title')}>
      <div className={styles['line']}>
        <p className={styles['hint']}>{t('diag.card-lead')}</p>
        <Button autoFocus={cameBack} onPress={() => app.show('diagnostics')}>
          {t('diag.open')}
        </Button>
      </div>
    </Card>
  );
}

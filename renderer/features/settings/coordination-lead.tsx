import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import type { CoordinationTab } from '../../store/app-state.ts';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

const tabs: readonly CoordinationTab[] = ['hours', 'routing', 'groups', 'people'];

/** What holds for the association is set in one place, where coordinators look after it; from here it is one step away. */
export function CoordinationLead(): ReactNode {
  const { t } = useText();
  const app = useApp();
  return (
    <Card title={t('nav.coordination')}>
      <div className={styles['line']}>
        <p className={styles['hint']}>{t('settings.coordination')}</p>
        <div role="group" aria-label={t('nav.coordination')}>
          {tabs.map((tab) => (
            <Button key={tab} isSmall onPress={() => app.coordinate(tab)}>
              {t(`coordination.tab.${tab}`)}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}

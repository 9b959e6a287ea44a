import { UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { coordinationTabs, type CoordinationTab } from '../../store/app-state.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/small.tsx';
import styles from './coordination.module.css';

interface CoordinationPageProps {
  readonly contents: Readonly<Record<CoordinationTab, ReactNode>>;
}

/** What coordinators look after, one subject at a time. The hub refuses everybody else, whatever is shown. */
export function CoordinationPage({ contents }: CoordinationPageProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { me } = useDirectory();
  const current = useAppState(({ coordinationTab }) => coordinationTab);
  if (me?.role !== 'coordinator') {
    return <Empty icon={UsersRound} title={t('coordination.not-yours')} why={t('coordination.not-yours-why')} />;
  }
  return (
    <Page title={t('nav.coordination')} isWide>
      <Tabs
        className={styles['tabs'] ?? ''}
        selectedKey={current}
        onSelectionChange={(key) => app.coordinate(coordinationTabs.find((tab) => tab === key) ?? current)}
      >
        <TabList className={styles['list'] ?? ''} aria-label={t('nav.coordination')}>
          {coordinationTabs.map((tab) => (
            <Tab key={tab} id={tab} className={styles['tab'] ?? ''}>
              {t(`coordination.tab.${tab}`)}
            </Tab>
          ))}
        </TabList>
        {coordinationTabs.map((tab) => (
          <TabPanel key={tab} id={tab} className={styles['panel'] ?? ''}>
            {contents[tab]}
          </TabPanel>
        ))}
      </Tabs>
    </Page>
  );
}

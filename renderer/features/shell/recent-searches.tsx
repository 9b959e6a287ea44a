import { History } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button } from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useRecentSearches } from '../../store/use-recent-searches.ts';
import styles from './top-bar.module.css';

/** Under the empty field while the focus is in it: what was looked for before, one Tab away. */
export function RecentSearches({ field }: { field: RefObject<HTMLInputElement | null> }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { list, forget } = useRecentSearches();
  if (list.length === 0) return null;
  // What had the focus goes with it.
  const back = (): void => field.current?.focus();
  return (
    <div className={styles['recent']} role="group" aria-label={t('top.recent')}>
      {list.map((text) => (
        <Button
          key={text}
          slot={null}
          onPress={() => {
            back();
            app.search(text);
          }}
        >
          <History aria-hidden="true" />
          <span>{text}</span>
        </Button>
      ))}
      <Button
        slot={null}
        onPress={() => {
          back();
          forget();
        }}
      >
        {t('top.forget-recent')}
      </Button>
    </div>
  );
}

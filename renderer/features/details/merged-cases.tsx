import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './details.module.css';

/** The other numbers of the open case, from whom they came, and the way back to two ([MG5]). */
export function MergedCases({ merged }: { merged: readonly OpenConversation[] }): ReactNode {
  const { t } = useText();
  const app = useApp();
  if (merged.length === 0) return null;
  return (
    <>
      <h3>{t('merge.with')}</h3>
      <ul className={styles['alike']}>
        {merged.map(({ row, content, under }) => (
          <li key={row.id}>
            <p>
              <strong>{row.number}</strong>
            </p>
            {content !== null && (
              <p className={styles['sub']}>
                {[content.contact.name, content.contact.email, content.subject].filter(Boolean).join(' · ')}
              </p>
            )}
            {content !== null && (under !== null || row.state === 'resolved') && (
              <Button
                isSmall
                aria-label={t('merge.apart-title', { number: row.number })}
                onPress={() => app.openDialog({ kind: 'unmerge', conversationId: row.id })}
              >
                {t('merge.apart')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

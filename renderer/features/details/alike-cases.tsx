import type { ReactNode } from 'react';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './details.module.css';

const tones = { duplicate: 'waiting', evolution: 'accent', homonym: 'plain' } as const;

/** Other open cases that may be this one, and why it looks so ([MG1]). */
export function AlikeCases({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const alike = useLive({ name: 'alike', id: conversationId }) ?? [];
  if (alike.length === 0) return null;
  return (
    <>
      <h3>{t('alike.title')}</h3>
      <ul className={styles['alike']}>
        {alike.map((each) => (
          <AlikeCase key={each.row.id} conversationId={conversationId} alike={each} />
        ))}
      </ul>
    </>
  );
}

interface AlikeCaseProps {
  readonly conversationId: string;
  readonly alike: Result<'alike'>[number];
}

function AlikeCase({ conversationId, alike: { row, outcome, score, reasons } }: AlikeCaseProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  return (
    <li>
      <Button look="plain" isSmall onPress={() => app.go({ conversationId: row.id })}>
        {row.number}
      </Button>
      <p className={styles['sub']}>{row.content?.subject}</p>
      <Tag tone={tones[outcome]}>{t(`alike.${outcome}`)}</Tag>
      <p className={styles['sub']}>
        {t('alike.because', {
          count: Math.round(score * 100),
          text: reasons.map((reason) => t(`alike.reason.${reason}`)).join(', '),
        })}
      </p>
      {outcome !== 'homonym' && row.claim !== 'other' && (
        <Button
          isSmall
          aria-label={t('merge.with-number', { number: row.number })}
          onPress={() => app.openDialog({ kind: 'merge', conversationId, otherId: row.id })}
        >
          {t('merge.do')}
        </Button>
      )}
    </li>
  );
}

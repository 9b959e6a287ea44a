import { ShieldAlert } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Finding } from '../../../shared/guard/finding.ts';
import { useContactFindings } from '../../guard/guard-context.tsx';
import { flagsOfFindings } from '../../../shared/model/flag.ts';
import { isConfidential } from '../../guard/marked-parts.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './guard-panel.module.css';

/** Why a case was flagged, and the way out of it: words for whoever has taken it. */
export function GuardPanel({ open }: { open: OpenConversation }): ReactNode {
  const { t, list } = useText();
  const app = useApp();
  const titleId = useId();
  const keyboard = useKeyMap();
  const findings = useContactFindings();
  const [isOpen, setOpen] = useState(true);
  const { flags } = open.row;
  const inWords = flagsOfFindings(findings);
  const elsewhere = flags.filter((flag) => !inWords.includes(flag));
  return (
    <section className={styles['panel']} aria-labelledby={titleId}>
      <ShieldAlert aria-hidden="true" />
      <div className={styles['body']}>
        <h3 id={titleId}>{t('guard.panel-title', { what: list(flags.map((flag) => t(`flag.${flag}`))) })}</h3>
        <p>{t('guard.panel-lead')}</p>
        {isOpen && (
          // what scrolls has to be reached by the keyboard
          <div className={styles['reasons']} tabIndex={0} role="group" aria-label={t('guard.panel-reasons')}>
            <Reasons findings={findings} />
            {elsewhere.length > 0 && findings.length > 0 && (
              <p>{t('guard.panel-elsewhere', { what: list(elsewhere.map((flag) => t(`flag.${flag}`))) })}</p>
            )}
          </div>
        )}
        <div className={styles['actions']}>
          {open.under !== null && (
            <Button
              look="primary"
              isSmall
              aria-keyshortcuts={keyboard.aria('book')}
              onPress={() => app.actions.get('book')?.()}
            >
              {t('guard.propose')}
            </Button>
          )}
          <Button isSmall aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {t(isOpen ? 'guard.panel-fold' : 'guard.panel-why')}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** One reason and its advice for each kind, in the order of the texts; an advice that several share stands once. */
function Reasons({ findings }: { findings: readonly Finding[] }): ReactNode {
  const { t } = useText();
  const reasonsByAdvice = new Map<string, Set<string>>();
  for (const { reason, advice } of findings.filter(isConfidential)) {
    const words = t(advice);
    reasonsByAdvice.set(words, (reasonsByAdvice.get(words) ?? new Set()).add(t(reason)));
  }
  return (
    <ul>
      {[...reasonsByAdvice].map(([advice, reasons]) => (
        <li key={advice}>
          <strong>{[...reasons].join(' ')}</strong> {advice}
        </li>
      ))}
    </ul>
  );
}

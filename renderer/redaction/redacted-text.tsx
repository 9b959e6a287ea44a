import { Fragment, type ReactNode } from 'react';
import { REDACTED } from '../../shared/redact.ts';
import { useText } from '../i18n/text.tsx';
import styles from './redacted-text.module.css';

/** A text in which what was taken out shows as a bar, and is read aloud as one. */
export function RedactedText({ text }: { text: string }): ReactNode {
  const { t } = useText();
  return text.split(REDACTED).map((part, index) => (
    // the parts have no other name than their place
    <Fragment key={index}>
      {index > 0 && (
        <span className={styles['bar']} role="img" aria-label={t('redact.bar')} title={t('redact.bar')}>
          {REDACTED}
        </span>
      )}
      {part}
    </Fragment>
  ));
}

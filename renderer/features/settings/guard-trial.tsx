import { type ReactNode, useState } from 'react';
import type { GuardSettings } from '../../../shared/guard/settings.ts';
import { flagsOfFindings } from '../../../shared/model/flag.ts';
import { guard } from '../../guard/guard.ts';
import { isConfidential, markedParts } from '../../guard/marked-parts.ts';
import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './guard-words.module.css';

const MAX_TRIAL_UNITS = 1_000;

/** A sentence of one's own and what the guard says of it, with these words; it goes nowhere. */
export function GuardTrial({ settings }: { settings: GuardSettings }): ReactNode {
  const { t, list } = useText();
  const [text, setText] = useState('');
  const scan = guard.useLoaded();
  const findings = scan?.(text, { direction: 'in', ...settings }).findings ?? [];
  const confidential = findings.filter(isConfidential);
  const what = list(flagsOfFindings(confidential).map((flag) => t(`flag.${flag}`)));
  const isHarmless = scan !== null && text.trim() !== '' && confidential.length === 0;
  return (
    <div className={styles['trial']}>
      <Field
        isLong
        label={t('guard-words.try')}
        hint={t('guard-words.try-hint')}
        value={text}
        maxLength={MAX_TRIAL_UNITS}
        onChange={setText}
      />
      <p role="status" className={styles['verdict']}>
        {isHarmless && t('guard-words.harmless')}
        {confidential.length > 0 && t('guard-words.confidential', { what })}
      </p>
      {confidential.length > 0 && (
        <p className={styles['shown']}>
          {markedParts(text, findings).map((part) =>
            part.flags.length === 0 ? part.text : <mark key={part.start}>{part.text}</mark>,
          )}
        </p>
      )}
    </div>
  );
}

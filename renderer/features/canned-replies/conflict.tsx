import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './canned-editor.module.css';
import type { FormState } from './use-canned-form.ts';

interface ConflictProps {
  readonly state: FormState;
  readonly onTake: () => void;
}

/** Somebody else was faster ([CR2]): both versions are in sight, and nobody's words go without a decision. */
export function Conflict({ state, onTake }: ConflictProps): ReactNode {
  const { t, list } = useText();
  const other = state.other ?? 'gone';
  return (
    <div role="alert" className={styles['conflict']}>
      <p>{t(other === 'gone' ? 'canned-edit.gone' : 'canned-edit.changed')}</p>
      {other !== 'gone' && (
        <blockquote className={styles['theirs']}>
          <strong>
            {other.title} <code>/{other.shortcut}</code>
          </strong>
          <p>{other.text}</p>
          {other.files !== undefined && (
            <p>{t('canned-files.carries', { names: list(other.files.map(({ name }) => name)) })}</p>
          )}
        </blockquote>
      )}
      <div className={styles['choices']}>
        <Button
          isSmall
          onPress={() => {
            state.drop();
            onTake();
          }}
        >
          {t(other === 'gone' ? 'canned-edit.let-go' : 'canned-edit.take')}
        </Button>
        <Button isSmall onPress={state.keep}>
          {t('canned-edit.keep')}
        </Button>
      </div>
    </div>
  );
}

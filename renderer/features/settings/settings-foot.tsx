import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import type { SettingsDraft } from './use-settings-draft.ts';
import styles from './hours.module.css';

interface FootProps<T> {
  readonly draft: SettingsDraft<T>;
  /** What has to be put right before it can be saved. */
  readonly problem: string | null;
  readonly saveLabel: string;
  readonly onSave: () => void;
}

/** What went wrong, what somebody else did meanwhile, and the way out of it. */
export function SettingsFoot<T>({ draft, problem, saveLabel, onSave }: FootProps<T>): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const { isChanged, isOutdated, isSaving, failure } = draft;
  return (
    <>
      {isOutdated && (
        <div role="alert">
          <p>{t('settings-draft.changed')}</p>
          <div className={styles['choices']}>
            <Button isSmall onPress={draft.undo}>
              {t('settings-draft.take')}
            </Button>
            <Button isSmall onPress={draft.keep}>
              {t('settings-draft.keep')}
            </Button>
          </div>
        </div>
      )}
      {problem !== null && <FieldError>{problem}</FieldError>}
      {problem === null && failure !== null && <FieldError>{failureText(failure)}</FieldError>}
      <div className={styles['foot']}>
        <Button isDisabled={isSaving || !isChanged} onPress={draft.undo}>
          {t('settings-draft.undo')}
        </Button>
        <Button look="primary" isDisabled={isSaving || isOutdated} onPress={onSave}>
          {saveLabel}
        </Button>
      </div>
    </>
  );
}

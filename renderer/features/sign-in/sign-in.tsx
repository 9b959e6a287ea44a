import { KeyRound, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from './card.tsx';
import { EnrolForm } from './enrol-form.tsx';
import styles from './sign-in.module.css';

/** A workstation that the hub doesn't know yet: address and code. */
export function SignIn(): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  const status = useLive({ name: 'status' });
  const isNotAlone = useAppState(
    ({ volunteers }) => volunteers !== null && (volunteers.isShared || volunteers.all.length > 1),
  );
  return (
    <Card title={t('sign-in.title')} lead={t('sign-in.lead')}>
      {status?.association && <p>{t('sign-in.association', { name: status.association.name })}</p>}
      <EnrolForm problem={status?.problem ?? null} />
      {status?.protection === 'none' && (
        <p className={styles['note']} data-tone="waiting">
          <KeyRound aria-hidden="true" />
          {t('sign-in.keyring-none')}
        </p>
      )}
      <p className={styles['note']}>
        <Lock aria-hidden="true" />
        {t('sign-in.promise')}
      </p>
      {isNotAlone && (
        <p className={styles['others']}>
          <Button onPress={() => void desktop.call('stand-up', null)}>{t('door.switch')}</Button>
        </p>
      )}
    </Card>
  );
}

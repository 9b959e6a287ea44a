import { KeyRound, Lock, MessagesSquare } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { EnrolForm } from './enrol-form.tsx';
import styles from './sign-in.module.css';

/** A workstation that the hub doesn't know yet: address and code. */
export function SignIn(): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  const status = useLive({ name: 'status' });
  useEffect(() => void desktop.call('painted', null), [desktop]);
  return (
    <main className={styles['window']}>
      <div className={styles['card']}>
        <p className={styles['brand']}>
          <MessagesSquare aria-hidden="true" />
          {t('app.name')}
        </p>
        <h1>{t('sign-in.title')}</h1>
        <p className={styles['lead']}>{t('sign-in.lead')}</p>
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
      </div>
    </main>
  );
}

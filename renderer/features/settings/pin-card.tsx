import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { PIN_MAX_LENGTH } from '../../../shared/model/pin.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

const empty = { former: '', pin: '', again: '' };

/** Changes the PIN, or sets one where there was none (ID3). */
export function PinCard(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const hasPin = useLive({ name: 'status' })?.pin === 'set';
  const [typed, setTyped] = useState(empty);
  const [failure, setFailure] = useState<Failure | 'differs' | null>(null);
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { former, pin, again } = typed;
    if (pin !== again) return setFailure('differs');
    setTyped(empty);
    setFailure(null);
    try {
      await app.core.call({ name: 'choose-pin', pin, former: hasPin ? former : null });
      app.announce(t('door.pin-changed'));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const field = (name: keyof typeof empty, label: string, hint?: string): ReactNode => (
    <Field
      type="password"
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={typed[name]}
      maxLength={PIN_MAX_LENGTH}
      autoComplete="off"
      onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
    />
  );
  return (
    <Card title={t('door.security')}>
      <form className={styles['pin']} onSubmit={(event) => void change(event)}>
        <p className={styles['hint']}>{t(hasPin ? 'door.pin-change-lead' : 'door.security-none')}</p>
        {hasPin && field('former', t('door.pin-former'))}
        {field('pin', t('door.pin-new'), t('door.pin-hint'))}
        {field('again', t('door.pin-again'))}
        {failure !== null && (
          <FieldError>{failure === 'differs' ? t('door.pin-differs') : failureText(failure)}</FieldError>
        )}
        <Button type="submit" isDisabled={typed.pin === ''}>
          {t(hasPin ? 'door.pin-change' : 'door.pin-choose')}
        </Button>
      </form>
    </Card>
  );
}

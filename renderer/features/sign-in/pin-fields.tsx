import { type ReactNode, useState } from 'react';
import { PIN_MAX_LENGTH } from '../../../shared/model/pin.ts';
import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';

interface NewPin {
  readonly pin: string;
  readonly again: string;
}

const noPin: NewPin = { pin: '', again: '' };

export const pinsDiffer = ({ pin, again }: NewPin): boolean => pin !== again;

export const usePinState = (): readonly [NewPin, (pin: NewPin) => void] => useState(noPin);

interface PinFieldsProps {
  readonly value: NewPin;
  readonly onChange: (value: NewPin) => void;
  readonly label: string;
  readonly autoFocus?: boolean;
}

/** A PIN that is chosen now, typed twice. */
export function PinFields({ value, onChange, label, autoFocus = false }: PinFieldsProps): ReactNode {
  const { t } = useText();
  const common = {
    type: 'password',
    isRequired: true,
    maxLength: PIN_MAX_LENGTH,
    autoComplete: 'new-password',
  } as const;
  return (
    <>
      <Field
        {...common}
        label={label}
        hint={t('door.pin-hint')}
        value={value.pin}
        // the first thing to fill where it stands alone
        autoFocus={autoFocus}
        onChange={(pin) => onChange({ ...value, pin })}
      />
      <Field
        {...common}
        label={t('door.pin-again')}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}

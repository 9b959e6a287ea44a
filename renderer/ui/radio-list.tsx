import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './radio-list.module.css';

interface RadioListProps<T extends string> {
  readonly label: string;
  /** Null: nothing is chosen yet. */
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few sentences, one below the other. */
export function RadioList<T extends string>({ label, value, options, onChange }: RadioListProps<T>): ReactNode {
  return (
    <RadioGroup className={styles['list'] ?? ''} value={value} onChange={(chosen) => onChange(chosen as T)}>
      <Label>{label}</Label>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles['option'] ?? ''}>
          {option.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { classes } from './classes.ts';
import styles from './segments.module.css';

interface SegmentsProps<V extends string> {
  readonly label: string;
  /** The label is read aloud only. */
  readonly isLabelHidden?: boolean;
  /** Each with an icon above its words, over the whole width. */
  readonly isTall?: boolean;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly icon?: ReactNode }[];
  readonly onChange: (value: V) => void;
}

/** One of a few, all in sight. */
export function Segments<V extends string>({
  label,
  isLabelHidden = false,
  isTall = false,
  value,
  options,
  onChange,
}: SegmentsProps<V>): ReactNode {
  return (
    <RadioGroup
      orientation="horizontal"
      className={styles['choice'] ?? ''}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      value={value}
      onChange={(next) => onChange(next as V)}
    >
      {!isLabelHidden && <Label>{label}</Label>}
      <div className={classes(styles['segments'], isTall && styles['tall'])}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles['segment'] ?? ''}>
            {option.icon}
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

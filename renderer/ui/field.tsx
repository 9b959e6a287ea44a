import type { ReactNode, RefObject } from 'react';
import { Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import styles from './field.module.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hint?: string;
  readonly isLong?: boolean;
  /** The area of a long one. */
  readonly areaRef?: RefObject<HTMLTextAreaElement | null>;
}

export const Field = ({ label, hint, isLong = false, areaRef, ...rest }: FieldProps): ReactNode => (
  <TextField {...rest} className={styles['field'] ?? ''}>
    <Label>{label}</Label>
    {isLong ? <TextArea rows={4} {...(areaRef === undefined ? {} : { ref: areaRef })} /> : <Input />}
    {hint !== undefined && (
      <Text slot="description" className={styles['hint'] ?? ''}>
        {hint}
      </Text>
    )}
  </TextField>
);

/** What went wrong with what was just asked; read aloud at once. */
export const FieldError = ({ children }: { children: ReactNode }): ReactNode => (
  <p role="alert" className={styles['error']}>
    {children}
  </p>
);

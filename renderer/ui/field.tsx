import type { ReactNode, RefObject } from 'react';
import {
  Input,
  Label,
  Text,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hint?: string;
  readonly isLong?: boolean;
  /** The area of a long one. */
  readonly areaRef?: RefObject<HTMLTextAreaElement | null>;
  /** Of a long one: its language, and what lies over its wrong words. */
  readonly spelled?: { readonly attributes: Pick<TextAreaProps, 'lang' | 'spellCheck'>; readonly marks: ReactNode };
}

export const Field = ({ label, hint, isLong = false, areaRef, spelled, ...rest }: FieldProps): ReactNode => (
  <TextField {...rest} className={styles['field'] ?? ''}>
    <Label>{label}</Label>
    {isLong ? (
      <div className={styles['area']}>
        <TextArea rows={4} {...spelled?.attributes} {...(areaRef === undefined ? {} : { ref: areaRef })} />
        {spelled?.marks}
      </div>
    ) : (
      <Input />
    )}
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

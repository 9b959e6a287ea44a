import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classes } from './classes.ts';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'primary' | 'quiet' | 'plain';
  readonly isSmall?: boolean;
  /** Holds an icon only: `aria-label` says what it does. */
  readonly isIcon?: boolean;
  readonly children: ReactNode;
}

export function Button({ look = 'quiet', isSmall, isIcon, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton
      {...rest}
      className={classes(styles['button'], styles[look], isSmall && styles['small'], isIcon && styles['icon'])}
    />
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classes } from './classes.ts';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'primary' | 'quiet' | 'plain';
  readonly isSmall?: boolean;
  /** Holds an icon only: `aria-label` says what it does. */
  readonly isIcon?: boolean;
  /** The keys that do the same. */
  readonly 'aria-keyshortcuts'?: string | undefined;
  readonly children: ReactNode;
}

export function Button({ look = 'quiet', isSmall, isIcon, ...rest }: ButtonProps): ReactNode {
  const element = useRef<HTMLButtonElement>(null);
  const { 'aria-keyshortcuts': shortcuts } = rest;
  // React Aria hands on neither of the two attributes; the tooltip is for those who use the mouse.
  useEffect(() => {
    const attributes = {
      'aria-keyshortcuts': shortcuts ?? null,
      title: shortcuts === undefined ? null : tip(shortcuts),
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.current?.removeAttribute(name);
      else element.current?.setAttribute(name, value);
    }
  }, [shortcuts]);
  return (
    <AriaButton
      {...rest}
      ref={element}
      className={classes(styles['button'], styles[look], isSmall && styles['small'], isIcon && styles['icon'])}
    />
  );
}

/** `c Control+Shift+p` → `C / Ctrl+Shift+P` */
const tip = (shortcuts: string): string =>
  shortcuts
    .split(' ')
    .map((press) => press.replace('Control', 'Ctrl').replace(/(^|\+)(\S)$/, (end) => end.toUpperCase()))
    .join(' / ');

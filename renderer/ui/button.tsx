import { type ReactNode, useEffect, useRef, useState } from 'react';
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

export function Button({ look = 'quiet', isSmall, isIcon, isDisabled = false, ...rest }: ButtonProps): ReactNode {
  const element = useRef<HTMLButtonElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const { 'aria-keyshortcuts': shortcuts } = rest;
  // What is disabled loses the focus, to nowhere: one that was just pressed only does nothing until it is left.
  const isHeld = isDisabled && hasFocus;
  // React Aria hands on none of these attributes; the tooltip is for those who use the mouse.
  useEffect(() => {
    const attributes = {
      'aria-keyshortcuts': shortcuts ?? null,
      'aria-disabled': isHeld ? 'true' : null,
      title: shortcuts === undefined ? null : tip(shortcuts),
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.current?.removeAttribute(name);
      else element.current?.setAttribute(name, value);
    }
  }, [shortcuts, isHeld]);
  return (
    <AriaButton
      {...rest}
      {...(isHeld ? idle : {})}
      ref={element}
      {...(isDisabled && !hasFocus ? { isDisabled } : {})}
      onFocusChange={setFocus}
      className={classes(styles['button'], styles[look], isSmall && styles['small'], isIcon && styles['icon'])}
    />
  );
}

/** Neither pressed nor a way to send a form. */
const idle = { onPress: () => undefined, type: 'button' } as const;

/** `c Control+Shift+p` → `C / Ctrl+Shift+P`; that there is the same key once more among the digits goes without saying. */
const tip = (shortcuts: string): string =>
  shortcuts
    .split(' ')
    .filter((press) => !press.includes('Numpad'))
    .map((press) => press.replace('Control', 'Ctrl').replace(/(^|\+)(\S)$/, (end) => end.toUpperCase()))
    .join(' / ');

import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Keyboard, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import choices from './choices.module.css';
import styles from './menu.module.css';
import { Key } from './small.tsx';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** The caps of its key; empty: it has none. */
  readonly caps?: readonly string[];
  /** Takes something away for good. */
  readonly isGrave?: boolean;
  readonly run: () => void;
}

interface MenuButtonProps {
  /** What the menu is about. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly isSmall?: boolean;
  /** What the button shows in place of three dots. */
  readonly face?: ReactNode;
}

/** What is done less often, by name and with its key. */
export const MenuButton = ({ label, entries, isSmall = false, face }: MenuButtonProps): ReactNode => (
  <MenuTrigger>
    <Button
      look={face === undefined ? 'plain' : 'quiet'}
      isIcon={face === undefined}
      isSmall={isSmall || face !== undefined}
      aria-label={label}
    >
      {face ?? <Ellipsis aria-hidden="true" />}
    </Button>
    <Popover placement="bottom end" className={classes(choices['popover'], styles['popover'])}>
      <Menu className={choices['list'] ?? ''} aria-label={label} items={entries}>
        {(entry) => (
          <MenuItem
            id={entry.id}
            textValue={entry.label}
            className={classes(choices['choice'], entry.isGrave && styles['grave'])}
            onAction={entry.run}
          >
            <span>{entry.label}</span>
            {entry.caps !== undefined && entry.caps.length > 0 && <Caps caps={entry.caps} />}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  </MenuTrigger>
);

const Caps = ({ caps }: { caps: readonly string[] }): ReactNode => (
  <Keyboard className={styles['caps'] ?? ''}>
    {caps.map((cap) => (
      <Key key={cap}>{cap}</Key>
    ))}
  </Keyboard>
);

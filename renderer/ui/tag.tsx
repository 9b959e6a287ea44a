import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './small.module.css';

interface TagProps {
  readonly tone?: 'plain' | 'waiting' | 'private' | 'guard' | 'ok' | 'accent';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short fact about a case. The colour never says it alone: the words do. */
export const Tag = ({ tone = 'plain', icon, children }: TagProps): ReactNode => (
  <span className={classes(styles['tag'], tone !== 'plain' && styles[tone])}>
    {icon}
    <span title={typeof children === 'string' ? children : undefined}>{children}</span>
  </span>
);

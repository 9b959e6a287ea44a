import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { initialsOf } from './initials.ts';
import styles from './small.module.css';

export const Avatar = ({ name }: { name: string }): ReactNode => (
  <span className={styles['avatar']} aria-hidden="true">
    {initialsOf(name)}
  </span>
);

export const Key = ({ children, inherits = false }: { children: ReactNode; inherits?: boolean }): ReactNode => (
  <kbd className={classes(styles['key'], inherits && styles['inherits'])}>{children}</kbd>
);

/** Stands where content would be that this workstation may not hold. */
export const Mask = (): ReactNode => (
  <span className={styles['mask']} aria-hidden="true">
    <i />
    <i />
  </span>
);

interface EmptyProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly why?: string;
}

export const Empty = ({ icon: Icon, title, why }: EmptyProps): ReactNode => (
  <div className={styles['empty']}>
    <Icon aria-hidden="true" />
    <h2>{title}</h2>
    {why !== undefined && <p>{why}</p>}
  </div>
);

/** Turns while something is under way; words beside it say what. */
export const Ring = (): ReactNode => <span className={styles['ring']} aria-hidden="true" />;

/** Said at once to who listens, and seen once it lasts: what comes in a moment would only flicker. */
export const Loading = ({ label }: { label: string }): ReactNode => (
  <p className={styles['loading']}>
    <Ring />
    {label}
  </p>
);

/** The same where nothing else on the page says that something was asked for. */
export const Waits = ({ label }: { label: string }): ReactNode => (
  <div role="status">
    <Loading label={label} />
  </div>
);

export const Progress = ({ label, done, total }: { label: string; done: number; total: number }): ReactNode => {
  const percent = total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total));
  return (
    <div
      className={styles['progress']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
};

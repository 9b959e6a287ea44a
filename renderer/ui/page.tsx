import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  /** Tables and columns need more room than sentences. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** What takes the place of list and conversation. */
export const Page = ({ title, lead, isWide = false, children }: PageProps): ReactNode => (
  <div className={styles['page']}>
    <div className={classes(styles['inner'], isWide && styles['wide'])}>
      <h2>{title}</h2>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      {children}
    </div>
  </div>
);

export const Card = ({ title, children }: { title?: string; children: ReactNode }): ReactNode => (
  <section className={styles['card']}>
    {title !== undefined && <h3>{title}</h3>}
    {children}
  </section>
);

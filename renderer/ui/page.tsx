import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** What takes the place of list and conversation. */
export const Page = ({ title, lead, children }: PageProps): ReactNode => (
  <div className={styles['page']}>
    <div className={styles['inner']}>
      <h1>{title}</h1>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      {children}
    </div>
  </div>
);

export const Card = ({ title, children }: { title?: string; children: ReactNode }): ReactNode => (
  <section className={styles['card']}>
    {title !== undefined && <h2>{title}</h2>}
    {children}
  </section>
);

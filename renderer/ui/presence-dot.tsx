import type { ReactNode } from 'react';
import styles from './small.module.css';

/** Beside a word that says the same. */
export const PresenceDot = ({ state }: { state: 'available' | 'away' | 'offline' }): ReactNode => (
  <span className={styles['presence']} data-state={state} aria-hidden="true" />
);

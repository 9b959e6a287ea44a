import type { ReactNode } from 'react';
import styles from './settings.module.css';

export const Fact = ({ label, value }: { label: string; value: string }): ReactNode => (
  <div className={styles['line']}>
    <span>{label}</span>
    <span className={styles['value']}>{value}</span>
  </div>
);

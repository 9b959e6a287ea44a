import { CircleAlert, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { CrossButton } from './cross-button.tsx';
import styles from './file-chips.module.css';

export interface FileChip {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  /** Why somebody should look twice; null: nothing speaks against it. */
  readonly warning: string | null;
}

interface ChipsProps {
  readonly label: string;
  readonly files: readonly FileChip[];
  readonly removeLabel: (name: string) => string;
  readonly onRemove: (id: string) => void;
}

/** Files that go with something, each of which can be taken out again. */
export function FileChips({ label, files, removeLabel, onRemove }: ChipsProps): ReactNode {
  if (files.length === 0) return null;
  return (
    <ul className={styles['files']} aria-label={label}>
      {files.map(({ id, name, size, warning }) => (
        <li key={id} className={styles['file']} data-flagged={warning !== null}>
          {warning === null ? <FileText aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          <span className={styles['name']}>{name}</span>
          <span className={styles['size']}>{size}</span>
          {warning !== null && <span className={styles['why']}>{warning}</span>}
          <CrossButton label={removeLabel(name)} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  );
}

interface RefusedProps {
  /** `why`: a sentence. */
  readonly files: readonly { readonly name: string; readonly why: string }[];
}

/** Files that could not be added, and why. */
export function RefusedFiles({ files }: RefusedProps): ReactNode {
  if (files.length === 0) return null;
  return (
    <div role="alert">
      <ul className={styles['refused']}>
        {files.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}</strong>: {why}
          </li>
        ))}
      </ul>
    </div>
  );
}

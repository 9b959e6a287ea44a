import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './board.module.css';

export interface Tile {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly tone?: 'plain' | 'waiting' | 'guard' | 'private';
  /** Opens the cases behind it; absent: there is nothing to open. */
  readonly onOpen?: (() => void) | undefined;
}

/** The few numbers that a coordinator looks at first. */
export const Tiles = ({ label, tiles }: { label: string; tiles: readonly Tile[] }): ReactNode => (
  <ul className={styles['tiles']} aria-label={label}>
    {tiles.map((tile) => (
      <li key={tile.id} data-tone={tile.tone ?? 'plain'}>
        {tile.onOpen === undefined ? (
          <div className={styles['tile']}>
            <Facts tile={tile} />
          </div>
        ) : (
          <Button className={styles['tile'] ?? ''} onPress={tile.onOpen}>
            <Facts tile={tile} />
          </Button>
        )}
      </li>
    ))}
  </ul>
);

const Facts = ({ tile: { label, value, note } }: { tile: Tile }): ReactNode => (
  <>
    <span className={styles['what']}>{label}</span>
    <span className={styles['value']}>{value}</span>
    <span className={styles['note']}>{note}</span>
  </>
);

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { classes } from '../../ui/classes.ts';
import styles from './board.module.css';

export interface Column<T> {
  readonly id: string;
  readonly label: string;
  readonly isNumber?: boolean;
  readonly renderCell: (row: T) => ReactNode;
  /** Absent: it can't be sorted by. */
  readonly by?: (row: T) => number | string;
  /** Largest first where somebody sorts by it. */
  readonly isDownFirst?: boolean;
}

interface SortTableProps<T> {
  readonly label: string;
  /** The first one names its row. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
}

interface Order {
  readonly id: string;
  readonly isDown: boolean;
}

/** A table that says what it is sorted by; without an order of one's own the rows stay as they come. */
export function SortTable<T>({ label, columns, rows, keyOf }: SortTableProps<T>): ReactNode {
  const [order, setOrder] = useState<Order | null>(null);
  const sorted = sortedBy(rows, order, columns);
  return (
    // what scrolls has to be reached by the keyboard
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={label}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, isNumber = false, renderCell }, index) =>
                index === 0 ? (
                  <th key={id} scope="row">
                    {renderCell(row)}
                  </th>
                ) : (
                  <td key={id} className={classes(isNumber && styles['number'])}>
                    {renderCell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadCellProps<T> {
  readonly column: Column<T>;
  readonly order: Order | null;
  readonly onOrder: (order: Order) => void;
}

function HeadCell<T>({ column, order, onOrder }: HeadCellProps<T>): ReactNode {
  const { id, label, isNumber = false, by, isDownFirst = false } = column;
  const isSorted = order?.id === id;
  const direction = isSorted ? (order.isDown ? 'descending' : 'ascending') : undefined;
  const Arrow = isSorted && order.isDown ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={classes(isNumber && styles['number'])}
      {...(direction === undefined ? {} : { 'aria-sort': direction })}
    >
      {by === undefined ? (
        label
      ) : (
        <Button
          className={styles['sort'] ?? ''}
          onPress={() => onOrder({ id, isDown: isSorted ? !order.isDown : isDownFirst })}
        >
          {label}
          <Arrow aria-hidden="true" data-shown={isSorted ? true : undefined} />
        </Button>
      )}
    </th>
  );
}

function sortedBy<T>(rows: readonly T[], order: Order | null, columns: readonly Column<T>[]): readonly T[] {
  const by = columns.find(({ id }) => id === order?.id)?.by;
  if (by === undefined || order === null) return rows;
  const sign = order.isDown ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(by(a), by(b)));
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'string' ? a.localeCompare(String(b), 'it') : a - Number(b);

import type { ReactNode } from 'react';
import { measures, type Measure, timedMeasures } from '../../../shared/model/numbers.ts';
import { useText } from '../../i18n/text.tsx';
import { type Column, serviceText } from './columns.ts';
import styles from './numbers.module.css';

const isTimed = (measure: Measure): boolean => timedMeasures.some((timed) => timed === measure);

/** Everything that was counted, for both weeks; what the chart shows is one line of it. */
export function NumbersTable({ columns, caption }: { columns: readonly Column[]; caption: string }): ReactNode {
  const { t, number } = useText();
  const say = (measure: Measure, value: number | null): string =>
    isTimed(measure) ? serviceText(value) : number(value ?? 0);
  return (
    // what scrolls has to be reached by the keyboard
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={caption}>
      <table className={styles['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="only-read-aloud">{t('numbers.csv.what')}</span>
            </th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row">{t(`numbers.${measure}`)}</th>
              {columns.map(({ key, week, before }) => (
                <td key={key}>
                  <strong>{say(measure, week[measure])}</strong>
                  <span className={styles['before-text']}>
                    {t('numbers.before-value', { value: say(measure, before[measure]) })}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useAppState } from '../../store/context.tsx';
import styles from './numbers.module.css';

interface ChartProps {
  readonly bars: readonly { readonly label: string; readonly week: number; readonly before: number }[];
  readonly weekLabel: string;
  readonly beforeLabel: string;
}

/** A picture of one line of the table, which says the same in numbers: nothing is in it alone. */
export function NumbersChart({ bars, weekLabel, beforeLabel }: ChartProps): ReactNode {
  // The chart is drawn in pixels: what holds a text grows with the text.
  const scale = useAppState((state) => state.settings.textScale) / 100;
  const tick = { fill: 'var(--ink-2)', fontSize: 'var(--text-s)' };
  const label = { position: 'top', className: styles['value'] ?? '' } as const;
  return (
    <>
      <ResponsiveContainer width="100%" height={200 + 60 * scale}>
        <BarChart
          data={bars.map((bar) => ({ ...bar }))}
          accessibilityLayer={false}
          barGap={2}
          margin={{ top: 20 * scale, right: 8, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="label"
            interval={0}
            height={30 * scale}
            tickLine={false}
            axisLine={{ stroke: 'var(--edge)' }}
            tick={tick}
          />
          <YAxis allowDecimals={false} width={36 * scale} tickLine={false} axisLine={false} tick={tick} />
          <Bar
            dataKey="before"
            name={beforeLabel}
            className={styles['before'] ?? ''}
            isAnimationActive={false}
            fill="var(--edge)"
          >
            <LabelList dataKey="before" {...label} />
          </Bar>
          <Bar
            dataKey="week"
            name={weekLabel}
            className={styles['week'] ?? ''}
            isAnimationActive={false}
            fill="var(--accent)"
          >
            <LabelList dataKey="week" {...label} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
      <p className={styles['legend']}>
        <span className={styles['before-key']}>{beforeLabel}</span>
        <span className={styles['week-key']}>{weekLabel}</span>
      </p>
    </>
  );
}

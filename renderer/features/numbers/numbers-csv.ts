import { writeCsv } from '../../../shared/csv.ts';
import { measures, timedMeasures, type ArrivedCase, type WeekNumbers } from '../../../shared/model/numbers.ts';
import { ASSOCIATION_TIME_ZONE } from '../../../shared/time-zone.ts';
import type { MessageId } from '../../i18n/it/index.ts';
import type { Column } from './columns.ts';

interface Words {
  readonly t: (id: MessageId) => string;
  readonly groupName: (groupId: string) => string;
}

const hourMs = 60 * 60_000;

/** Hours with two decimals and the comma that Italian Excel calculates with. */
const hours = (ms: number | null): string => (ms === null ? '' : (ms / hourMs).toFixed(2).replace('.', ','));

const day = new Intl.DateTimeFormat('it-IT', {
  timeZone: ASSOCIATION_TIME_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const time = new Intl.DateTimeFormat('it-IT', {
  timeZone: ASSOCIATION_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** `24/11/2026 09:12`, which Italian Excel takes for an instant, whatever the language of the interface. */
const moment = (at: number | null): string => (at === null ? '' : `${day.format(at)} ${time.format(at)}`);

interface Weeks {
  readonly columns: readonly Column[];
  readonly week: WeekNumbers;
  readonly before: WeekNumbers;
}

/** Both weeks, one line for each number and each column: what a pivot table wants. */
export function numbersCsv({ columns, week, before }: Weeks, { t }: Words): string {
  const head = ['numbers.csv.week', 'numbers.csv.of', 'numbers.csv.what', 'numbers.csv.value'] as const;
  const isTimed = (measure: string): boolean => timedMeasures.some((timed) => timed === measure);
  const lines = ([before, week] as const).flatMap(({ from }) =>
    columns.flatMap((column) =>
      measures.map((measure) => {
        const value = (from === week.from ? column.week : column.before)[measure];
        return [
          day.format(from),
          column.label,
          t(isTimed(measure) ? `numbers.csv.${measure as 'medianMs' | 'p90Ms'}` : `numbers.${measure}`),
          isTimed(measure) ? hours(value) : String(value ?? 0),
        ];
      }),
    ),
  );
  return writeCsv([head.map((id) => t(id)), ...lines]);
}

/** What everybody may know of a week's cases: no name, no subject, not who holds them. */
export function casesCsv(cases: readonly ArrivedCase[], { t, groupName }: Words): string {
  const head = ['number', 'channel', 'group', 'state', 'arrived', 'claimed', 'resolved'] as const;
  const lines = cases.map(({ number, channel, groupId, state, arrivedAt, claimedAt, resolvedAt }) => [
    number,
    t(`channel.${channel}`),
    groupName(groupId),
    t(`numbers.csv.state.${state}`),
    moment(arrivedAt),
    moment(claimedAt),
    moment(resolvedAt),
  ]);
  return writeCsv([head.map((id) => t(`numbers.csv.${id}`)), ...lines]);
}

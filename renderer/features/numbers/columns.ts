import type { Measures, Numbers } from '../../../shared/model/numbers.ts';
import type { MessageId } from '../../i18n/it/index.ts';

export type Grouping = 'groups' | 'channels';

/** One column of the table and one pair of bars: this week's numbers beside those of the week before. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly week: Measures;
  readonly before: Measures;
}

interface Words {
  readonly t: (id: MessageId) => string;
  readonly groupName: (groupId: string) => string;
}

const none: Measures = {
  arrived: 0,
  claimed: 0,
  resolved: 0,
  reopened: 0,
  appointments: 0,
  heard: 0,
  answered: 0,
  unanswered: 0,
  medianMs: null,
  p90Ms: null,
};

export function columnsOf({ week, before }: Numbers, grouping: Grouping, { t, groupName }: Words): readonly Column[] {
  const total = { key: 'total', label: t('numbers.total'), week: week.total, before: before.total };
  if (grouping === 'channels') {
    const others = week.channels.map((numbers) => ({
      key: numbers.channel,
      label: t(`channel.${numbers.channel}`),
      week: numbers,
      before: before.channels.find(({ channel }) => channel === numbers.channel) ?? none,
    }));
    return [total, ...others];
  }
  // A group that is retired is in one of the two weeks perhaps.
  const ids = [...new Set([...week.groups, ...before.groups].map(({ groupId }) => groupId))];
  const others = ids.map((id) => ({
    key: id,
    label: groupName(id),
    week: week.groups.find(({ groupId }) => groupId === id) ?? none,
    before: before.groups.find(({ groupId }) => groupId === id) ?? none,
  }));
  return [total, ...others];
}

const minuteMs = 60_000;

/** `2 h 05`, `45 min`: hours of service, which are never days. */
export function serviceText(ms: number | null): string {
  if (ms === null) return '–';
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

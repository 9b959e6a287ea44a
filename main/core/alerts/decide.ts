import type { Notice } from '../../../shared/bridge/core-queries.ts';
import { alertKinds, type Alert, type AlertKind } from '../../../shared/model/alert.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';
import { isQuiet } from '../../../shared/model/quiet.ts';
import type { Known, Sight } from './sight.ts';

export interface Circumstances {
  readonly preferences: Preferences;
  /** Local time, ms. */
  readonly now: number;
  /** Whoever sits there has given what it takes to be shown anything. */
  readonly isShown: boolean;
}

/** Which notices are also told on the desktop. */
const KIND_OF: Partial<Record<Notice['kind'], AlertKind>> = {
  passed: 'assigned',
  'passed-many': 'assigned',
  'passing-asked': 'assigned',
  'passing-asked-many': 'assigned',
  'passing-declined': 'due',
  'passing-expired': 'due',
  added: 'assigned',
  'late-answer': 'due',
  'late-hearing': 'due',
  'late-call': 'due',
  'late-promise': 'due',
};

type Told = Pick<Alert, 'conversationId' | 'number' | 'channel'>;

/** What is told of what is new since the last look: of each kind one alert, or none (NT1, NT2). */
export function decide(known: Known, sight: Sight, { preferences, now, isShown }: Circumstances): readonly Alert[] {
  if (!isShown || isQuiet(preferences, now)) return [];
  const news = newsOf(known, sight);
  return alertKinds.flatMap((kind) => {
    const [first, ...others] = news[kind];
    if (first === undefined || !preferences.notifications[kind]) return [];
    const { conversationId, number, channel } = others.length === 0 ? first : nothing;
    return [{ kind, count: 1 + others.length, conversationId, number, channel }];
  });
}

const nothing: Told = { conversationId: null, number: null, channel: null };

function newsOf(known: Known, { waiting, mine, notices }: Sight): Record<AlertKind, readonly Told[]> {
  const noticed = (kind: AlertKind): Told[] =>
    notices
      .filter((notice) => notice.id > known.noticeId && KIND_OF[notice.kind] === kind)
      .map(({ conversationId, number }) => ({ conversationId, number, channel: null }));
  return {
    arrived: waiting,
    assigned: noticed('assigned'),
    // What became mine just now is not written to just now.
    written: mine.filter(({ conversationId, writtenAt }) => {
      const before = known.writtenAt.get(conversationId);
      return before !== undefined && writtenAt > before;
    }),
    due: noticed('due'),
  };
}

import type { Notice } from '../../../shared/bridge/core-queries.ts';

/** Notices that are read, and dismissed, as one: the last one of a case speaks for those before it. */
export interface NoticeGroup {
  readonly shown: Notice;
  readonly ids: readonly number[];
}

export function noticesByCase(notices: readonly Notice[]): readonly NoticeGroup[] {
  const groupByCase = new Map<string, NoticeGroup>();
  for (const notice of notices) {
    const key = notice.conversationId ?? `notice-${notice.id}`;
    const ids = groupByCase.get(key)?.ids ?? [];
    groupByCase.delete(key);
    groupByCase.set(key, { shown: notice, ids: [...ids, notice.id] });
  }
  return [...groupByCase.values()];
}

import type { Barred, Committed, Entered } from './storage.ts';

/** What a transaction did that others have to be told of after its commit. */
export interface Effects {
  feed: boolean;
  feedSeq?: number;
  mail: boolean;
  /** A key was destroyed: it has to leave the log, too. */
  erased?: boolean;
  entered?: Entered;
  barred?: Barred;
}

export const newEffects = (): Effects => ({ feed: false, mail: false });

/** What this process has to look at after its own commit. */
export function toTell({ feed, feedSeq, mail, barred }: Effects): Committed | null {
  if (!feed && !mail && barred === undefined) return null;
  return {
    feed,
    mail,
    ...(feedSeq === undefined ? {} : { feedSeq }),
    ...(barred === undefined ? {} : { barred }),
  };
}

/** Notes that these have to be disconnected (HS10). */
export function bar(effects: Effects, more: Partial<Barred>): void {
  const { deviceIds = [], userIds = [] } = effects.barred ?? {};
  effects.barred = {
    deviceIds: [...deviceIds, ...(more.deviceIds ?? [])],
    userIds: [...userIds, ...(more.userIds ?? [])],
  };
}

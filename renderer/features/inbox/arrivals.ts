/** What somebody saw of the place where new ones stand. */
export interface Seen {
  /** Of the newest that was there when that place was on screen last; 0: of an empty list. */
  readonly at: number;
  /** Came since. */
  readonly count: number;
  /** An empty list is being filled for the first time: nothing of it is new. */
  readonly isFilling: boolean;
}

export interface Edge {
  /** When those that stand there came, in ms. */
  readonly instants: readonly number[];
  readonly isInSight: boolean;
  readonly isSyncing: boolean;
}

/** The same object where nothing changed. */
export function seenAfter(seen: Seen | null, { instants, isInSight, isSyncing }: Edge): Seen {
  const newest = Math.max(0, ...instants);
  const isFilling = seen === null || seen.at === 0 || (seen.isFilling && isSyncing);
  const after =
    isFilling || isInSight
      ? { at: newest, count: 0, isFilling }
      : { at: seen.at, count: instants.filter((at) => at > seen.at).length, isFilling };
  const isSame =
    seen !== null && after.at === seen.at && after.count === seen.count && after.isFilling === seen.isFilling;
  return isSame ? seen : after;
}

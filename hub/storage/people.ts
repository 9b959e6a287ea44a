export interface PeopleReads {
  /** Cases that each person holds; whoever is not listed holds none. */
  openCases(): Promise<ReadonlyMap<string, number>>;
  /** In order of number. */
  heldBy(userId: string): Promise<readonly string[]>;
  /** When each device was connected last; those of which it is not known are left out. */
  lastSeen(): Promise<ReadonlyMap<string, number>>;
  /** Until when each person's codes can be used; without those who have none. */
  usableCodes(now: number): Promise<ReadonlyMap<string, number>>;
}

export interface PeopleWrites {
  seen(deviceId: string, at: number): Promise<void>;
  /** Those that could have been used can't be from now on (PE2); how many there were. */
  withdrawCodes(userId: string, at: number): Promise<number>;
}

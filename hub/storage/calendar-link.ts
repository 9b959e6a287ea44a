/** A secret address at which calendar programs read appointments; the hub knows only the hash of its secret (CF1). */
export interface CalendarLink {
  readonly id: string;
  readonly secretHash: string;
  /** Who reads it, in the words of whoever made it. */
  readonly name: string;
  /** Null: all groups. */
  readonly groupId: string | null;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** Who could take it, and how things stand with them. */
export interface SuggestionInput {
  /** Those who know most about it, as the rule names them. */
  readonly people: readonly string[];
  readonly availableIds: ReadonlySet<string>;
  /** Cases that each holds now. */
  readonly claimedByUserId: ReadonlyMap<string, number>;
}

export interface Suggestion {
  readonly userId: string;
  readonly claimed: number;
}

/**
 * Of those who are there the one who holds the fewest cases; of several the one that the rule names first. Null: nobody in
 * particular. It takes nothing away: everybody goes on seeing the case, and may take it (RT2).
 */
export function suggestPerson({ people, availableIds, claimedByUserId }: SuggestionInput): Suggestion | null {
  let best: Suggestion | null = null;
  for (const userId of people) {
    const claimed = claimedByUserId.get(userId) ?? 0;
    if (availableIds.has(userId) && (best === null || claimed < best.claimed)) best = { userId, claimed };
  }
  return best;
}

/** Ways past the association, each with what may stand in the same sentence and makes it harmless. */
export interface Way {
  readonly pattern: RegExp;
  /** Of the sentence: the association's own page, a refusal, a course about it. */
  readonly unless?: RegExp;
}

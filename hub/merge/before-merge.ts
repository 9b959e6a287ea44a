/** What two cases were before they became one, as far as they get it back (MG5). */
export interface BeforeMerge {
  /** The one that waited and was claimed with the other; null: both were held. */
  readonly waitedId: string | null;
  /** In which both are since then. */
  readonly groupId: string;
  readonly lead: Apart;
  readonly joined: Apart;
}

/** What a case says of its merges, beside `mergedInto`. */
export interface MergeMarks {
  /** Those that it leads (MG3), at least one. */
  readonly mergedIds?: readonly string[];
  /** Present where `mergedInto` is. */
  readonly beforeMerge?: BeforeMerge;
}

interface Apart {
  readonly groupId: string;
  readonly participantIds: readonly string[];
}

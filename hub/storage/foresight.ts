/** What commands will look at, one by one. */
export interface Foreseen {
  readonly conversationIds: readonly string[];
  readonly messageIds: readonly string[];
  /** Answers to these commands of this device. */
  readonly deviceId: string;
  readonly seqs: readonly number[];
}

export interface Foresight {
  /** Reads it at once. Nothing but speed depends on it. */
  foresee(wanted: Foreseen): Promise<void>;
}

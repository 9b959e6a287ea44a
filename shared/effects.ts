/** What pure and driver code may not make for itself: passed in by the composition roots, stepped by tests. */
export interface Clock {
  /** Ms since 1970. */
  now(): number;
}

export interface Timers {
  /** Calls `run` once after `delayMs`; the returned function cancels. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}

export interface Ids {
  /** A fresh id, sortable by time of making (UUID version 7, RFC 9562). */
  next(): string;
  /** An unguessable token of 256 bits, base64url. */
  secret(): string;
}

/** What is known of the connections of this run, for diagnostics. */
export class LinkFacts {
  #askedAt: number | null = null;
  #latencyMs: number | null = null;
  #protocol: number | null = null;
  #heardAt: number | null = null;
  #offsetMs: number | null = null;

  heard(localNow: number): void {
    this.#heardAt = localNow;
  }

  /** This device said who it is. */
  asked(localNow: number, protocol: number): void {
    this.#askedAt = localNow;
    this.#protocol = protocol;
  }

  welcomed(localNow: number, hubTime: number): void {
    if (this.#askedAt !== null) this.#latencyMs = Math.max(0, localNow - this.#askedAt);
    this.#askedAt = null;
    this.#offsetMs = hubTime - localNow;
  }

  get() {
    return {
      protocol: this.#protocol,
      latencyMs: this.#latencyMs,
      localHeardAt: this.#heardAt,
      clockOffsetMs: this.#offsetMs,
    };
  }
}

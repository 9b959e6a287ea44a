export interface Migration {
  /** 1, 2, 3 … without gaps; never changed once shipped. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

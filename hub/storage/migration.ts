/** What differs between databases in the text of a migration. */
export interface Dialect {
  readonly bytes: 'blob' | 'bytea';
  /** Makes a table one tree with its primary key; null where that is of no use. */
  readonly clustered: 'without rowid' | null;
}

/** Forward only; never edited once released (the checksum would tell). */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (dialect: Dialect) => readonly string[];
}

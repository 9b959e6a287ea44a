import type { SettingsReads, SettingsWrites } from './association-settings.ts';

/** What lets another program hand something in (VM3). */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** Where what arrives is put, by keys and by rules. */
export interface SwitchboardReads extends SettingsReads {
  /** Groups by key of the switchboard (VM2). */
  keyGroups(): Promise<ReadonlyMap<string, string>>;
  /** One that may be used. */
  apiKey(secretHash: string): Promise<ApiKey | null>;
  /** Oldest first, revoked ones too. */
  apiKeys(): Promise<readonly ApiKey[]>;
}

export interface SwitchboardWrites extends SettingsWrites {
  setKeyGroups(groups: ReadonlyMap<string, string>): Promise<void>;
  addApiKey(key: ApiKey, secretHash: string): Promise<void>;
  /** False when there is none that could be used. */
  revokeApiKey(id: string, at: number): Promise<boolean>;
}

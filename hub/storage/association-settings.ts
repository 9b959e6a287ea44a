import type { AssociationSettings } from '../../shared/model/association-settings.ts';

export interface SettingsReads {
  /** As shipped until any are set. */
  associationSettings(): Promise<AssociationSettings>;
  /** Cases that wait, of these groups. */
  waitingByGroup(groupIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface SettingsWrites {
  putAssociationSettings(settings: AssociationSettings): Promise<void>;
}

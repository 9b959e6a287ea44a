import type { AssociationSettings } from '../../shared/model/association-settings.ts';
import type { NeedToKnow } from '../../shared/model/need-to-know.ts';

export interface SettingsReads {
  /** As shipped until any are set. */
  associationSettings(): Promise<AssociationSettings>;
  /** Of the settings, what every page has to know; null: nothing is kept from anybody. */
  needToKnow(): Promise<NeedToKnow | null>;
  /** Cases that wait, of these groups. */
  waitingByGroup(groupIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface SettingsWrites {
  putAssociationSettings(settings: AssociationSettings): Promise<void>;
  /** Everybody is told all cases anew, or this person those in which they take part: what they may know of them has changed (NK3). */
  tellAnew(userId: string | null): Promise<void>;
}

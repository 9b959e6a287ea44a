import type { Group } from '../../shared/model/directory.ts';

export interface GroupReads {
  /** Of each retired group, the one in use where what names it waits (GR4). */
  successors(): Promise<ReadonlyMap<string, string>>;
  /** Cases that wait in the group, or are held in it. */
  casesIn(groupId: string, state: 'waiting' | 'claimed'): Promise<readonly string[]>;
}

export interface GroupWrites {
  /** From now on what would wait in it waits in `intoId`. */
  retireGroup(group: Group, intoId: string): Promise<void>;
}

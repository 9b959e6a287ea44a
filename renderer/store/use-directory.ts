import { useMemo } from 'react';
import { isMember, type Group, type User } from '../../shared/model/directory.ts';
import { useText } from '../i18n/text.tsx';
import { useLive } from './context.tsx';

export interface Directory {
  readonly users: readonly User[];
  /** In use, in their order. */
  readonly groups: readonly Group[];
  /** Those of them that this person is in ([GR2]). */
  readonly myGroups: readonly Group[];
  readonly me: User | null;
  nameOf(userId: string | null | undefined): string;
  groupName(groupId: string): string;
  /** In that language, whatever that of the window is; empty where it is not known. */
  groupIn(groupId: string, lang: 'it' | 'en'): string;
}

export function useDirectory(): Directory {
  const { t, locale } = useText();
  const directory = useLive({ name: 'directory' });
  const me = useLive({ name: 'status' })?.me ?? null;
  return useMemo(() => {
    const users = directory?.users ?? [];
    const known = directory?.groups ?? [];
    const groups = known.filter(({ retired }) => retired !== true).toSorted((a, b) => a.position - b.position);
    const userById = new Map(users.map((user) => [user.id, user]));
    const groupById = new Map(known.map((group) => [group.id, group]));
    return {
      users,
      groups,
      myGroups: me === null ? [] : groups.filter((group) => isMember(group, me.id)),
      me,
      nameOf: (userId) => userById.get(userId ?? '')?.name ?? t('person.unknown'),
      groupIn: (groupId, lang) => groupById.get(groupId)?.name[lang] ?? '',
      groupName: (groupId) => groupById.get(groupId)?.name[locale] ?? t('group.unknown'),
    };
  }, [directory, me, t, locale]);
}

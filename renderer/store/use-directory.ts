import { useMemo } from 'react';
import type { Group, User } from '../../shared/model/directory.ts';
import { useText } from '../i18n/text.tsx';
import { useLive } from './context.tsx';

export interface Directory {
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly me: User | null;
  nameOf(userId: string | null | undefined): string;
  groupName(groupId: string): string;
}

export function useDirectory(): Directory {
  const { t, locale } = useText();
  const directory = useLive({ name: 'directory' });
  const me = useLive({ name: 'status' })?.me ?? null;
  return useMemo(() => {
    const users = directory?.users ?? [];
    const groups = [...(directory?.groups ?? [])].sort((a, b) => a.position - b.position);
    const userById = new Map(users.map((user) => [user.id, user]));
    const groupById = new Map(groups.map((group) => [group.id, group]));
    return {
      users,
      groups,
      me,
      nameOf: (userId) => userById.get(userId ?? '')?.name ?? t('person.unknown'),
      groupName: (groupId) => groupById.get(groupId)?.name[locale] ?? t('group.unknown'),
    };
  }, [directory, me, t, locale]);
}

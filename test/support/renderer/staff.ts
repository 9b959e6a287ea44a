import type { Person } from '../../../shared/model/staff.ts';
import { groups, now, users } from './fixtures.ts';
import type { Script } from './scripted-core.ts';

/** Groups and people as a coordinator of the scripted association finds them. */
export const me = { id: 'u-paola', name: 'Paola Conti', role: 'coordinator', active: true } as const;
const hourMs = 3_600_000;
const device = (id: string, name: string, more: Partial<Person['devices'][number]> = {}) => ({
  id,
  name,
  enrolledAt: now - 400 * hourMs,
  seenAt: now - 5 * hourMs,
  revokedAt: null,
  ...more,
});
export const people: Person[] = [
  { ...me, open: 0, codeUntil: null, devices: [device('d-1', 'Ufficio 1')] },
  ...users
    .filter(({ id }) => id !== me.id)
    .map((user, index) => ({
      ...user,
      open: index * 2,
      codeUntil: index === 1 ? now + 600_000 : null,
      devices: index === 0 ? [device('d-2', 'Ufficio 2'), device('d-3', 'Portatile', { revokedAt: now - hourMs })] : [],
    })),
];
const issued = { userId: 'u-new', code: 'ABCDE-23456', expiresAt: now + 900_000 };
export const staffScript: Script = {
  status: { me },
  staff: { people },
  issued,
  groups: groups.map((group) => (group.id === 'cassa' ? { ...group, memberIds: ['u-maria'], revision: 2 } : group)),
};

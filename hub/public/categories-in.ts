import type { Category } from '../../shared/model/categories.ts';
import type { Storage } from '../storage/storage.ts';

/** Those that coordinators keep (RT6), without any whose group takes nothing any more. */
export const categoriesIn = (storage: Storage) => (): Promise<readonly Category[]> =>
  storage.read(async (tx) => {
    const [{ categories }, groups] = [await tx.associationSettings(), await tx.groups()];
    const isOpen = (groupId: string): boolean => groups.some(({ id, retired }) => id === groupId && retired !== true);
    return categories.list.filter(({ groupId }) => isOpen(groupId));
  });

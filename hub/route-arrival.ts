import type { Routed } from '../shared/model/routed.ts';
import { route } from '../shared/routing/route.ts';
import type { Incoming } from './ports.ts';
import type { ReadTx } from './storage/storage.ts';

/** People who are there now, as far as this hub knows (PR2). */
export type AvailableIds = () => ReadonlySet<string>;

/** By the association's rules, with how things stand at this moment (RT1, RT2). */
export async function routeArrival(
  tx: ReadTx,
  { groupId: choice, key, writtenTo, subject, text }: Incoming,
  availableIds: AvailableIds,
): Promise<Routed> {
  const { rules } = (await tx.associationSettings()).routing;
  const counted = rules.flatMap((rule) => (rule.unlessWaiting === null ? [] : [rule.groupId]));
  const successors = await tx.successors();
  const follow = (id: string): string => successors.get(id) ?? id;
  const situation = {
    rules,
    groupIds: (await tx.groups()).flatMap(({ id, retired }) => (retired === true ? [] : [id])),
    keyGroups: new Map([...(await tx.keyGroups())].map(([of, id]) => [of, follow(id)])),
    availableIds: availableIds(),
    waitingByGroupId: await tx.waitingByGroup([...new Set(counted)]),
  };
  const chosen = choice === null ? null : follow(choice);
  return route({ choice: chosen, key: key ?? null, addresses: writtenTo ?? [], subject, text }, situation);
}

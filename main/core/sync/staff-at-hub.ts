import type * as z from 'zod';
import { ExpectedError } from '../../../shared/errors.ts';
import {
  groupUsesSchema,
  personChangedSchema,
  staffSchema,
  type GroupChange,
  type GroupUses,
  type PersonChange,
  type PersonChanged,
  type Staff,
} from '../../../shared/model/staff.ts';
import { numbersSchema, type Numbers } from '../../../shared/model/numbers.ts';
import type { AttachmentDeps } from './attachments.ts';
import { groupsUrl, numbersUrl, peopleUrl } from './hub-address.ts';
import { refusalOf } from './set-at-hub.ts';

/** Groups and people, at the hub and only while connected; nothing of it is kept on this PC but what the feed brings. */
type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;

export async function changeGroups(deps: Deps, change: GroupChange): Promise<null> {
  await ask(deps, groupsUrl, change);
  return null;
}

export const groupUses = async (deps: Deps, id: string): Promise<GroupUses> =>
  parsed(groupUsesSchema, await ask(deps, (hubUrl) => groupsUrl(hubUrl, id)));

export const numbers = async (deps: Deps, monday: string): Promise<Numbers> =>
  parsed(numbersSchema, await ask(deps, (hubUrl) => numbersUrl(hubUrl, monday)));

export const people = async (deps: Deps): Promise<Staff> => parsed(staffSchema, await ask(deps, peopleUrl));

export const changePeople = async (deps: Deps, change: PersonChange): Promise<PersonChanged> =>
  parsed(personChangedSchema, await ask(deps, peopleUrl, change));

/** With a body it is a change, else a question. */
export async function ask(
  { fetch, access }: Deps,
  urlOf: (hubUrl: string) => string,
  change?: object,
): Promise<unknown> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const authorization = `Bearer ${hub.token}`;
  const init =
    change === undefined
      ? { headers: { authorization } }
      : {
          method: 'PUT' as const,
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(change),
        };
  const response = await fetch(urlOf(hub.hubUrl), init).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (!response.ok) throw await refusalOf(response);
  return response.json().catch(() => null);
}

export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new ExpectedError({ code: 'internal' });
  return result.data;
}

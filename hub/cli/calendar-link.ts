import { makeCalendarLink, revokeCalendarLink } from '../appointments/calendar-links.ts';
import type { CalendarLink } from '../storage/calendar-link.ts';
import type { Storage } from '../storage/storage.ts';
import { parseOptions, publicUrlOption, textOption, UsageError } from './arguments.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

const placeHelp = `--data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}`;

export const calendarLinkMakeHelp = `calendar-link make --data DIR|--database URL --name TEXT [--group ID] [--public-url URL]
  Prints a secret address at which a calendar program can read the appointments: hours and case numbers,
  nothing else. It is printed once; whoever has it can read. May run while a hub serves DIR.
  Crea un link segreto con cui un calendario può leggere gli appuntamenti: si vede una volta sola.

  ${placeHelp}
  --name TEXT         who will read it, for calendar-link list, such as "telefono della segreteria"
  --group ID          appointments of this group; without it, of all groups
  --public-url URL    as serve has it (default http://127.0.0.1:8080)`;

export const calendarLinkListHelp = `calendar-link list --data DIR|--database URL --json
  Lists these addresses, without their secrets, as a JSON array: id, name, group, since when, revoked when.
  Elenca i link del calendario, senza il segreto.

  ${placeHelp}
  --json              the only form so far, and therefore required`;

export const calendarLinkRevokeHelp = `calendar-link revoke --data DIR|--database URL --link ID
  Withdraws an address, for good: who asks there is told from now on that there is nothing.
  Revoca un link del calendario.

  ${placeHelp}
  --link ID           as calendar-link list prints it`;

export async function calendarLinkMake(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, {
    ...placeOptions,
    name: { type: 'string' },
    group: { type: 'string' },
    'public-url': { type: 'string' },
  });
  const name = textOption(values['name'], 'name', 80);
  const groupId = values['group'] === undefined ? null : textOption(values['group'], 'group', 64);
  const publicUrl = publicUrlOption(values['public-url'] ?? 'http://127.0.0.1:8080');
  const { id, secret } = await within(values, (storage) =>
    storage.write(async (tx) => {
      if (groupId !== null && (await tx.groups([groupId])).length === 0)
        throw new UsageError('--group: there is no such group');
      return makeCalendarLink(tx, { name, groupId, now: systemClock.now(), ids: createSystemIds(systemClock) });
    }),
  );
  console.log(`made ${id}\n${publicUrl}/calendar/${secret}.ics`);
}

export async function calendarLinkList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const links = await within(values, (storage) => storage.read((tx) => tx.calendarLinks()));
  console.log(JSON.stringify(links.map(entry), null, 2));
}

export async function calendarLinkRevoke(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, link: { type: 'string' } });
  const id = textOption(values['link'], 'link', 64);
  const isRevoked = await within(values, (storage) =>
    storage.write((tx) => revokeCalendarLink(tx, id, systemClock.now())),
  );
  if (!isRevoked) throw new UsageError('--link: there is no such link, or it is revoked already');
  console.log(`revoked ${id}`);
}

async function within<T>(values: Readonly<Record<string, unknown>>, act: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openKnownPlace(placeOf(values));
  try {
    return await act(storage);
  } finally {
    await storage.close();
  }
}

const entry = ({ id, name, groupId, createdAt, revokedAt }: CalendarLink): object => ({
  id,
  name,
  group: groupId,
  createdAt: new Date(createdAt).toISOString(),
  revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
});

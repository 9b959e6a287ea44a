import type { Device, ReadTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const devicesListHelp = `devices list --data DIR|--database URL --json
  Lists the PCs that are known, as a JSON array: id, name, whose, since when, withdrawn when.
  Elenca le postazioni attivate.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const devicesRevokeHelp = `devices revoke --data DIR|--database URL --device ID
  Withdraws a PC's access, for good: it is refused from now on. May run while a hub serves DIR.
  Toglie l'accesso a una postazione.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --device ID         as devices list prints it`;

export async function devicesList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log(JSON.stringify(await storage.read(listed), null, 2));
  } finally {
    await storage.close();
  }
}

export async function devicesRevoke(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, device: { type: 'string' } });
  const id = textOption(values['device'], 'device', 64);
  const storage = await openKnownPlace(placeOf(values));
  try {
    const word = await storage.write(async (tx) => {
      const device = await tx.device(id);
      if (device === null) throw new UsageError('--device: there is no such device');
      if (device.revokedAt !== null) return `was revoked at ${iso(device.revokedAt)}`;
      await tx.revokeDevice(id, systemClock.now());
      return 'revoked';
    });
    console.log(word);
  } finally {
    await storage.close();
  }
}

async function listed(tx: ReadTx): Promise<readonly object[]> {
  const names = new Map((await tx.users()).map(({ id, name }) => [id, name]));
  return (await tx.devices()).map((device) => entry(device, names.get(device.userId) ?? device.userId));
}

const entry = ({ id, name, appVersion, enrolledAt, revokedAt }: Device, user: string): object => ({
  id,
  name,
  user,
  appVersion,
  enrolledAt: iso(enrolledAt),
  revokedAt: revokedAt === null ? null : iso(revokedAt),
});

const iso = (at: number): string => new Date(at).toISOString();

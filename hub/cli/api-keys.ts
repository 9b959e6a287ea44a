import { hashOfApiKey } from '../api-key.ts';
import { nobody, type AuditRecord } from '../audit/entry.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { createSystemIds, systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const apiKeysCreateHelp = `api-keys create --data DIR|--database URL --name "NAME"
  Prints a key with which another program (the switchboard, the association's own portal) may hand messages in
  over HTTP. It is shown once; the hub keeps its hash only. May run while a hub serves DIR.
  Stampa una chiave con cui il centralino, o il portale, può consegnare messaggi via HTTP; compare una volta sola.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --name NAME         whose it is, to tell it from others`;

export const apiKeysListHelp = `api-keys list --data DIR|--database URL --json
  Lists the keys of other programs, as a JSON array: id, name, since when, withdrawn when.
  Elenca le chiavi degli altri programmi.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const apiKeysRevokeHelp = `api-keys revoke --data DIR|--database URL --key ID
  Withdraws a key, for good and at once. May run while a hub serves DIR.
  Ritira una chiave.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --key ID            as api-keys list prints it`;

export async function apiKeysCreate(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, name: { type: 'string' } });
  const name = textOption(values['name'], 'name', 120);
  const ids = createSystemIds(systemClock);
  const [id, secret, createdAt] = [ids.next(), ids.secret(), systemClock.now()];
  const storage = await openKnownPlace(placeOf(values));
  try {
    await storage.write(async (tx) => {
      await tx.addApiKey({ id, name, createdAt, revokedAt: null }, hashOfApiKey(secret));
      await tx.appendAudit([entry(id, 'made')]);
    });
    console.log(secret);
  } finally {
    await storage.close();
  }
}

export async function apiKeysList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    const keys = await storage.read((tx) => tx.apiKeys());
    const listed = keys.map(({ id, name, createdAt, revokedAt }) => ({
      id,
      name,
      createdAt: iso(createdAt),
      revokedAt: revokedAt === null ? null : iso(revokedAt),
    }));
    console.log(JSON.stringify(listed, null, 2));
  } finally {
    await storage.close();
  }
}

export async function apiKeysRevoke(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, key: { type: 'string' } });
  const id = textOption(values['key'], 'key', 64);
  const storage = await openKnownPlace(placeOf(values));
  try {
    await storage.write(async (tx) => {
      const isRevoked = await tx.revokeApiKey(id, systemClock.now());
      if (!isRevoked) throw new UsageError('--key: there is no such key, or it was withdrawn before');
      await tx.appendAudit([entry(id, 'withdrawn')]);
    });
    console.log('revoked');
  } finally {
    await storage.close();
  }
}

const entry = (keyId: string, step: 'made' | 'withdrawn'): AuditRecord => ({
  at: systemClock.now(),
  kind: 'api-key',
  actor: nobody,
  conversation: null,
  facts: { keyId, step },
});

const iso = (at: number): string => new Date(at).toISOString();

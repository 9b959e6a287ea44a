import type { ConversationRecord, ReadTx, StoredMessage } from '../storage/storage.ts';
import { parseOptions, UsageError } from './arguments.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const conversationsHelp = `conversations --data DIR|--database URL --json [--with-text]
  Lists what the hub holds, as a JSON array in order of number. May run while a hub serves DIR.
  Elenca le pratiche, senza testo se non con --with-text.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required
  --with-text         also subject, contact and messages: confidential`;

export const refusalsHelp = `refusals --data DIR|--database URL --json
  Lists what came in by mail or portal and was refused, and why. No addresses, no text.
  Elenca ciò che è stato rifiutato e perché.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

const PAGE = 500;

export async function listConversations(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, {
    ...placeOptions,
    json: { type: 'boolean' },
    'with-text': { type: 'boolean' },
  });
  await print(values, async (tx) => {
    const names = await namesIn(tx);
    const listed: object[] = [];
    for (let after = ''; ;) {
      const page = await tx.conversations({ after, limit: PAGE });
      const messages = await tx.messages(
        page.map(({ id }) => id),
        -1,
      );
      const withText = values['with-text'] === true;
      for (const record of page) listed.push(entry(record, messages.get(record.id) ?? [], { names, withText }));
      const last = page.at(-1);
      if (last === undefined) return listed;
      after = last.number;
    }
  });
}

export async function listRefusals(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  await print(values, async (tx) => (await tx.refusals()).map((refusal) => ({ ...refusal, at: iso(refusal.at) })));
}

async function print(
  values: Readonly<Record<string, string | boolean>>,
  list: (tx: ReadTx) => Promise<readonly object[]>,
): Promise<void> {
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log(JSON.stringify(await storage.read(list), null, 2));
  } finally {
    await storage.close();
  }
}

interface Names {
  readonly users: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

async function namesIn(tx: ReadTx): Promise<Names> {
  return {
    users: new Map((await tx.users()).map(({ id, name }) => [id, name])),
    groups: new Map((await tx.groups()).map(({ id, name }) => [id, name.it])),
  };
}

function entry(
  record: ConversationRecord,
  messages: readonly StoredMessage[],
  { names, withText }: { readonly names: Names; readonly withText: boolean },
): object {
  const { number, channel, state, fence } = record;
  return {
    number,
    channel,
    group: names.groups.get(record.groupId) ?? record.groupId,
    state,
    assignee: record.assigneeId === null ? null : (names.users.get(record.assigneeId) ?? null),
    fence,
    arrivedAt: iso(record.arrivedAt),
    claimedAt: iso(record.claimedAt),
    resolvedAt: iso(record.resolvedAt),
    messageCount: messages.length,
    deliveries: messages.flatMap(({ delivery }) => delivery ?? []),
    ...(withText ? textOf(record, messages, names) : {}),
  };
}

function textOf(record: ConversationRecord, messages: readonly StoredMessage[], names: Names): object {
  const { subject, contact, linkedNumber, reminders, verified } = record;
  return {
    subject,
    contact,
    verified,
    linkedNumber,
    reminders,
    messages: messages.map(({ kind, authorId, text, at, automatic, delivery, event, attachments }) => ({
      kind,
      author: authorId === null ? null : (names.users.get(authorId) ?? null),
      at: iso(at),
      text,
      automatic,
      delivery,
      event,
      attachments: attachments.map(({ name, type, sizeBytes }) => ({ name, type, sizeBytes })),
    })),
  };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

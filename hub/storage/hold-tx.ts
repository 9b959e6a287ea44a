import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import { knownConversations } from './known-conversations.ts';
import { prepared, preparedList } from './prepared.ts';
import { filledUp, inPieces } from './statement-sizes.ts';
import type { Evicted, HoldSent, HoldsOn } from './hold.ts';
import type { WriteTx } from './storage.ts';

type Methods = 'evictions' | 'holdsOn' | 'recordHolds' | 'recordOpened' | 'recordEvicted' | 'endHolds';

export function holdTx(work: Work): Pick<WriteTx, Methods> {
  return {
    holdsOn: (ids) => holdsOn(work, ids),
    async evictions(ids) {
      return new Map([...(await holdsOn(work, ids))].map(([id, { eviction }]) => [id, eviction]));
    },
    async recordHolds(holds) {
      for (const piece of inPieces(holds)) await record(work, piece, {});
    },
    async recordOpened(deviceId, conversationId, at) {
      return (await openHold(work, { deviceId, conversationId, at })).numAffectedRows === 1n;
    },
    recordEvicted: (hold) => recordEvicted(work, hold),
    endHolds: (deviceId, at) => endHolds(work, deviceId, at),
  };
}

/** A device that gets content again after an eviction begins a new hold, not yet opened. */
const record = preparedList((db, holds: readonly HoldSent[]) =>
  db
    .insertInto('holds')
    .values(
      holds.map(({ deviceId, conversationId, fence, seq }) => ({
        device_id: deviceId,
        conversation_id: conversationId,
        fence,
        opened_at: null,
        evicted_at: null,
        evicted_seq: null,
        sent_seq: seq,
      })),
    )
    .onConflict((on) =>
      on.columns(['conversation_id', 'device_id']).doUpdateSet((eb) => ({
        fence: eb.ref('excluded.fence'),
        sent_seq: eb.ref('excluded.sent_seq'),
        opened_at: eb.case().when('holds.evicted_at', 'is', null).then(eb.ref('holds.opened_at')).else(null).end(),
        evicted_at: null,
        evicted_seq: null,
      })),
    ),
);

interface Hold {
  readonly deviceId: string;
  readonly conversationId: string;
}

const openHold = prepared((db, { deviceId, conversationId, at }: Hold & { readonly at: number }) =>
  db
    .updateTable('holds')
    .set({ opened_at: at })
    .where('conversation_id', '=', conversationId)
    .where('device_id', '=', deviceId)
    .where('opened_at', 'is', null),
);

async function recordEvicted(work: Work, { deviceId, conversationId, fence, expired, at }: Evicted): Promise<boolean> {
  const hold = { deviceId, conversationId };
  const { numAffectedRows } =
    expired === undefined
      ? await endBelowFence(work, { ...hold, at, fence })
      : await endExpired(work, { ...hold, at, expired });
  if (numAffectedRows !== 1n) return false;
  await setEndOfHold(work, { ...hold, seq: await seqOfEnd(work, conversationId) });
  return true;
}

const endBelowFence = prepared((db, hold: Hold & { readonly at: number; readonly fence: number }) =>
  db
    .updateTable('holds')
    .set({ evicted_at: hold.at })
    .where('conversation_id', '=', hold.conversationId)
    .where('device_id', '=', hold.deviceId)
    .where('evicted_at', 'is', null)
    .where('fence', '<', hold.fence),
);

const endExpired = prepared((db, hold: Hold & { readonly at: number; readonly expired: number }) =>
  db
    .updateTable('holds')
    .set({ evicted_at: hold.at })
    .where('conversation_id', '=', hold.conversationId)
    .where('device_id', '=', hold.deviceId)
    .where('evicted_at', 'is', null)
    .where('sent_seq', '<=', hold.expired),
);

const setEndOfHold = prepared((db, hold: Hold & { readonly seq: number }) =>
  db
    .updateTable('holds')
    .set({ evicted_seq: hold.seq })
    .where('conversation_id', '=', hold.conversationId)
    .where('device_id', '=', hold.deviceId),
);

/** Participants are told; while it waits nobody is, and a change would send the text to everybody again. */
async function seqOfEnd(work: Work, id: string): Promise<number> {
  if ((await stateOf(work, { id })).rows[0]?.state === 'waiting') return 0;
  return bump(work, { kind: 'conversation', id, isPublic: false });
}

const stateOf = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('conversations').select('state').where('id', '=', id),
);

/** Participants are told of those that somebody has taken; the others, perhaps a hundred thousand, end in one go. */
async function endHolds(work: Work, deviceId: string, at: number): Promise<void> {
  const { db } = work;
  const taken = await db
    .selectFrom('holds')
    .innerJoin('conversations', 'conversations.id', 'holds.conversation_id')
    .where('holds.device_id', '=', deviceId)
    .where('holds.evicted_at', 'is', null)
    .where('conversations.state', '!=', 'waiting')
    .select('holds.conversation_id as id')
    .execute();
  for (const { id } of taken) {
    await recordEvicted(work, { deviceId, conversationId: id, fence: Number.MAX_SAFE_INTEGER, at });
  }
  const rest = db.updateTable('holds').where('device_id', '=', deviceId).where('evicted_at', 'is', null);
  await rest.set({ evicted_at: at, evicted_seq: 0 }).execute();
}

/** Devices of the participants themselves hold the text rightly and are not counted. */
async function holdsOn(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, HoldsOn>> {
  if (ids.length === 0) return new Map();
  const known = new Map((await knownConversations(work, ids)).map((each) => [each.row.id, each]));
  const all = new Map(
    ids.map((id) => [id, { eviction: { removed: 0, pending: 0, opened: 0 }, deviceIds: new Set<string>() }]),
  );
  for (const { conversation_id, device_id, user_id, opened_at, evicted_seq } of (await holdsOf(work, filledUp(ids), {}))
    .rows) {
    const of = all.get(conversation_id);
    const conversation = known.get(conversation_id);
    if (of === undefined || conversation === undefined) continue;
    const isPending = evicted_seq === null;
    if (isPending) of.deviceIds.add(device_id);
    if (conversation.since.has(user_id)) continue;
    const isRecent = isPending || evicted_seq > conversation.row.private_since_seq;
    if (isPending) of.eviction.pending += 1;
    else if (isRecent) of.eviction.removed += 1;
    if (isRecent && opened_at !== null) of.eviction.opened += 1;
  }
  return all;
}

const holdsOf = preparedList((db, ids: readonly string[]) =>
  db
    .selectFrom('holds')
    .innerJoin('devices', 'devices.id', 'holds.device_id')
    .where('holds.conversation_id', 'in', ids)
    .select(['holds.conversation_id', 'holds.device_id', 'holds.opened_at', 'holds.evicted_seq', 'devices.user_id']),
);

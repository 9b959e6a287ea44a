import { createRender } from '../../hub/feed/render.ts';
import { loadWindow } from '../../hub/feed/window.ts';
import { allSchedules, appointmentsBetween } from '../../main/core/db/appointments.ts';
import { sharedCannedReplies } from '../../main/core/db/canned-replies.ts';
import { allGroups, allUsers } from '../../main/core/db/directory.ts';
import { guardSettings } from '../../main/core/db/guard-settings.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { messagesOf as heldMessages } from '../../main/core/db/messages.ts';
import { conversation as shownConversation } from '../../main/core/queries/conversation.ts';
import type { SimDevice } from './device.ts';
import { commandsOf, conversationRows, holdsContent } from './device-state.ts';
import { differenceOn } from './device-watch.ts';
import { allHolds, mayRead } from './hub-state.ts';
import type { World } from './world.ts';

const PATIENCE_MS = 5 * 60_000;
const LOOK_EVERY_MS = 3_500;

/** Everything is repaired, nobody does anything any more: in the end all hold what they should. */
export async function converge(world: World): Promise<void> {
  await heal(world);
  let waitedMs = 0;
  // Twice in a row: something may have been on its way the first time.
  for (let quiet = 0; quiet < 2 && world.violation === null; quiet = isQuiet(world) ? quiet + 1 : 0) {
    if (waitedMs >= PATIENCE_MS) return world.violate('convergence', `not quiet in time: ${unrest(world)}`);
    waitedMs += LOOK_EVERY_MS;
    await world.advance(LOOK_EVERY_MS);
  }
  if (world.violation === null) await compare(world);
}

async function heal(world: World): Promise<void> {
  world.hub.spare();
  await world.hub.restart();
  world.hub.spare();
  for (const device of world.devices) {
    device.reach = 'up';
    device.spare();
    device.start();
    device.wake();
  }
}

/** A device that can't come in any more is nobody's business at the end; its texts are still its own. */
const belonging = ({ hub, devices }: World): SimDevice[] => devices.filter(({ deviceId }) => hub.isWelcome(deviceId));

function isQuiet(world: World): boolean {
  return belonging(world).every((device) => isUpToDate(world, device)) && holdsDiffer(world) === null;
}

function isUpToDate(world: World, device: SimDevice): boolean {
  if (!device.isOnline || device.cursor === 0 || commandsOf(device).length > 0) return false;
  const { watch } = world;
  if (agendaAt(world, device) !== null || !hasGuardWords(world, device)) return false;
  return conversationRows(device).length === watch.conversations.size && lacking(world, device) === null;
}

/** The first appointment that isn't there in its newest state: it may be all that changed while a wire was dead. */
function agendaAt({ hub }: World, device: SimDevice): string | null {
  const all = hub.all<{ id: string; state: string; sequence: number }>('select id, state, sequence from appointments');
  const held = device.base.read((tx) => appointmentsBetween(tx, { from: 0, to: Number.MAX_SAFE_INTEGER }));
  const has = new Set(held.map(({ id, state, sequence }) => `${id} ${state} ${sequence}`));
  return all.find(({ id, state, sequence }) => !has.has(`${id} ${state} ${sequence}`))?.id ?? null;
}

/** Of the association's own words there is one version for all; that there are none any more has to arrive, too. */
function hasGuardWords({ hub }: World, device: SimDevice): boolean {
  const [row] = hub.all<{ settings: string }>('select settings from guard_settings');
  if (row === undefined) return true;
  if (!device.base.read(hasGuard)) return false;
  const { always, never } = device.base.read(guardSettings);
  const due = JSON.parse(row.settings) as GuardSettings;
  return JSON.stringify([always, never]) === JSON.stringify([due.always, due.never]);
}

/** The first conversation that isn't there in its newest state. */
function lacking(world: World, device: SimDevice): string | null {
  for (const row of conversationRows(device)) {
    const conversation = world.watch.conversations.get(row.id);
    const seq = world.watch.seqs.get(row.id) ?? 0;
    if (conversation === undefined || differenceOn(world, device, { row, conversation }) !== null) return row.id;
    if (mayRead(conversation, device.userId) && seq > device.cursor) return row.id;
  }
  return null;
}

function unrest(world: World): string {
  const told = belonging(world)
    .filter((device) => !isUpToDate(world, device))
    .map((device) => {
      const outbox = commandsOf(device).map(({ seq, command }) => `${seq} ${command.name}`);
      return `${device.name} online ${device.isOnline}, outbox [${outbox.join()}], lacks ${lacking(world, device) ?? agendaAt(world, device)}`;
    });
  return told.length === 0 ? (holdsDiffer(world) ?? 'nothing') : told.join('; ');
}

async function compare(world: World): Promise<void> {
  for (const device of belonging(world)) await compareDevice(world, device);
}

/** Against what the hub renders for this person from the beginning. */
async function compareDevice(world: World, device: SimDevice): Promise<void> {
  const changes = await world.hub.rendered(async (tx) => {
    const reader = { userId: device.userId, deviceId: device.name, hasSpoken: false };
    const window = await loadWindow(tx, { cursor: 0, limit: 10_000, readers: [reader] });
    const render = createRender(window, 10_000_000);
    return window.rows.flatMap((row) => render(row, reader)?.parts.map((part) => JSON.parse(part) as Change) ?? []);
  });
  const rendered = changes.map(essence).sort(byText);
  const held = heldBy(device).map(essence).sort(byText);
  const difference = rendered.find((text, index) => text !== held[index]) ?? held[rendered.length];
  if (difference === undefined) return;
  const instead = held[rendered.indexOf(difference)];
  world.violate('convergence', `${device.name} holds ${instead}, the hub renders ${difference}`);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Key by key in one order, so that equal things are equal texts. What a device is told and does not keep is left out. */
function essence(change: Change | Held): string {
  const plain = change.kind === 'put' ? { ...change, replace: true } : change;
  return JSON.stringify({ ...plain, version: 0 }, (key, value: unknown) => {
    if (key === 'expiredFence') return undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}

/** Versions are compared by digests (section DI). */
type Held = Change extends infer C ? (C extends Change ? Omit<C, 'version'> & Pick<C, 'kind'> : never) : never;

function heldBy({ base, userId }: SimDevice): Held[] {
  return base.read((tx) => {
    const conversations = tx
      .all<{ id: string; key: number }>('select id, key from conversation')
      .flatMap(({ id, key }): Held[] => {
        const shown = shownConversation(tx, id, userId);
        if (shown === null) return [];
        if (shown.content === null) return [{ kind: 'stub', stub: stubOf(tx, id), ...noteOf(shown) }];
        return [{ kind: 'put', replace: true, conversation: shown.content, messages: heldMessages(tx, key) }];
      });
    return [
      ...allUsers(tx).map((user) => ({ kind: 'user' as const, user })),
      ...allGroups(tx).map((group) => ({ kind: 'group' as const, group })),
      ...sharedCannedReplies(tx).map((cannedReply) => ({ kind: 'canned-reply' as const, cannedReply })),
      ...allSchedules(tx).map((schedule) => ({ kind: 'schedule' as const, schedule })),
      ...appointmentsBetween(tx, { from: 0, to: Number.MAX_SAFE_INTEGER }).map((appointment) => ({
        kind: 'appointment' as const,
        appointment,
      })),
      ...(hasGuard(tx) ? [{ kind: 'guard' as const, guard: guardSettings(tx) }] : []),
      ...conversations,
    ];
  });
}

const noteOf = ({ passingNote: note }: { readonly passingNote?: string | undefined }) =>
  note === undefined ? {} : { note };

const hasGuard = (tx: Reader): boolean => tx.get('select 1 from guard_settings') !== undefined;

type Reader = Parameters<Parameters<SimDevice['base']['read']>[0]>[0];

function stubOf(tx: Reader, id: string): Extract<Change, { kind: 'stub' }>['stub'] {
  const shown = shownConversation(tx, id, '');
  const fence = tx.get<{ fence: number }>('select fence from conversation where id = ?', [id])?.fence ?? 0;
  if (shown === null) throw new Error('it was listed');
  const { number, channel, groupId, state, assigneeId, arrivedAt, claimedAt, resolvedAt, late, unheard } = shown.row;
  const { mergedInto, passing } = shown.row;
  return {
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(passing === undefined ? {} : { passing }),
    ...{ id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt },
    ...(Object.keys(late).length === 0 ? {} : { late }),
    ...(unheard === 0 ? {} : { unheard }),
  };
}

/** Holds are open for exactly what is held (EV1, EV4). */
function holdsDiffer(world: World): string | null {
  const open = new Set(
    allHolds(world.hub)
      .filter(({ evicted_at }) => evicted_at === null)
      .map(({ device_id, conversation_id }) => `${device_id} ${conversation_id}`),
  );
  for (const device of belonging(world)) {
    for (const id of world.watch.conversations.keys()) {
      const isHeld = holdsContent(device, id);
      if (isHeld === open.has(`${device.deviceId} ${id}`)) continue;
      const told = isHeld ? 'holds, and the hub knows nothing of it' : 'has evicted, and the hub was not told';
      return `${device.name}: ${id}, which it ${told}`;
    }
  }
  return null;
}

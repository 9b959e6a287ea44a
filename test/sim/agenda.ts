import type { Appointments } from '../../hub/appointments/appointments.ts';
import type { AgendaEntry } from '../../shared/model/appointment.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import type { Moment } from './actions.ts';
import type { SimDevice } from './device.ts';
import type { Dice } from './random.ts';
import { MEETING_GROUP } from './templates.ts';

interface Scene extends Moment {
  readonly device: SimDevice;
  readonly conversationId: string;
  readonly under: Under;
}

type Act = (scene: Scene) => Promise<string>;

/** Somebody books on the telephone, moves, cancels, offers a link; or a contact chooses behind one (section AP). */
export async function agendaActs(moment: Moment): Promise<string> {
  const told: string[] = [];
  for (let acts = 1 + moment.dice.below(3); acts > 0; acts -= 1) told.push(await actOnce(moment));
  return told.join('; ');
}

async function actOnce(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  if (world.offers.length > 0 && dice.chance(0.45)) return contactActs(moment);
  const device = dice.pick(world.devices);
  const ids = [...world.watch.conversations.keys()];
  if (ids.length === 0 || !device.isAlive || device.deviceId === null) return `nobody calls ${device.name}`;
  const scene = { ...moment, device, ...caseOf(device, ids, dice) };
  const act = dice.weighted<Act>([
    [6, book],
    [3, move],
    [3, close],
    [5, offer],
  ]);
  return `${device.name} ${scene.conversationId} ${await act(scene)}`;
}

/** Mostly one of their own, now and then any, under a token that is made up. */
function caseOf(device: SimDevice, ids: readonly string[], dice: Dice): { conversationId: string; under: Under } {
  const own = ids.flatMap((id) => {
    const under = device.conversation(id)?.under ?? null;
    return under === null ? [] : [{ conversationId: id, under }];
  });
  if (own.length === 0 || dice.chance(0.05)) return { conversationId: dice.pick(ids), under: dice.below(4) };
  return dice.pick(own);
}

async function run({ device }: Scene, command: Command): Promise<string> {
  const made = await device.call({ name: 'command', command });
  return `${command.name} ${made === null ? 'not stored' : `as ${made.seq}`}`;
}

/** What this device believes to be free; there are few slots, so that others believe the same. */
const freeOn = ({ device }: Scene) =>
  device.ask({ name: 'free-slots', groupId: MEETING_GROUP, place: 'office', from: null, limit: 2 })?.slots ?? [];

const book: Act = async (scene) => {
  const { world, device, dice, conversationId, under } = scene;
  const slots = freeOn(scene);
  if (slots.length === 0) return 'sees nothing free';
  const appointmentId = world.nextId(`a${device.index}`);
  const where = { groupId: MEETING_GROUP, place: 'office' } as const;
  return run(scene, {
    ...{ name: 'book-appointment', conversationId, under, appointmentId },
    ...where,
    ...dice.pick(slots),
  });
};

function entryOf({ device, conversationId, dice }: Scene): AgendaEntry | null {
  const entries = device.ask({ name: 'appointments', conversationId }) ?? [];
  return entries.length === 0 ? null : dice.pick(entries);
}

const move: Act = async (scene) => {
  const entry = entryOf(scene);
  const slots = freeOn(scene);
  if (entry === null || slots.length === 0) return 'has nothing to move';
  const { conversationId, under, dice } = scene;
  const about = { conversationId, under, appointmentId: entry.id };
  return run(scene, { name: 'move-appointment', ...about, place: 'office', ...dice.pick(slots) });
};

const close: Act = async (scene) => {
  const entry = entryOf(scene);
  if (entry === null) return 'has nothing to close';
  const { conversationId, under, dice } = scene;
  const outcome = dice.pick(['cancelled', 'cancelled', 'kept', 'missed'] as const);
  return run(scene, { name: 'close-appointment', conversationId, under, appointmentId: entry.id, outcome });
};

const offer: Act = async (scene) => {
  const { world, conversationId, under, device } = scene;
  const token = await device.call({ name: 'new-token' });
  if (token === null) return 'is cut off';
  world.offers.push(token);
  const where = { groupId: MEETING_GROUP, place: 'office' } as const;
  return run(scene, { name: 'offer-appointment', conversationId, under, token, ...where });
};

/** With what the page shows, or showed a while ago. */
async function contactActs({ world, dice }: Moment): Promise<string> {
  const token = dice.pick(world.offers);
  const view = await world.hub.behindLink((page) => page.look(token));
  if (view === null || view.slots.length === 0) return 'a contact finds nothing behind the link';
  await world.advance(dice.below(2_000));
  const slot = dice.pick(view.slots);
  const act = dice.pick(['choose', 'choose', 'move', 'cancel'] as const);
  const acts = {
    choose: (page: Appointments) => page.choose(token, slot),
    move: (page: Appointments) => page.move(token, slot),
    cancel: (page: Appointments) => page.cancel(token),
  };
  const done = await world.hub.behindLink(acts[act]);
  return `a contact: ${act} ${done?.result ?? 'not answered'}`;
}

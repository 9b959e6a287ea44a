import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import { draftsOf } from '../../main/core/db/drafts.ts';
import { cutKinds } from './network.ts';
import type { SimDevice } from './device.ts';
import { commandsOf, conversationRows, draftTexts } from './device-state.ts';
import type { Dice } from './random.ts';
import { groupIds, users } from './templates.ts';
import type { World } from './world.ts';

export interface Moment {
  readonly world: World;
  readonly dice: Dice;
}

/** A text with a word of its own, so that it can be found wherever it is. */
export function written({ world, dice }: Moment, conversationId: string, device: SimDevice | null): string {
  const word = `zq${dice.letters(10)}`;
  world.ledger.wrote({ word, conversationId, device: device?.index ?? null });
  return `Testo ${word} fine`;
}

interface Scene extends Moment {
  readonly device: SimDevice;
  readonly id: string;
  readonly view: OpenConversation | null;
}

/** One person does one thing on one device. */
export async function personActs(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  const device = dice.pick(world.devices);
  const ids = [...new Set([...world.watch.conversations.keys(), ...createdHere(device)])];
  if (ids.length === 0 || !device.isAlive || device.deviceId === null) return `${device.name} waits`;
  const id = dice.pick([...ids, ...passedTo(world, device)]);
  const scene = { ...moment, device, id, view: device.conversation(id) };
  const act = dice.weighted(possible(scene));
  return `${device.name} ${id} ${await act(scene)}`;
}

/** Cases that wait for this person's word are looked at first. */
const passedTo = ({ watch }: World, { userId }: SimDevice): readonly string[] => {
  const passed = [...watch.conversations].filter(
    ([, { row }]) => row.passing !== null && (JSON.parse(row.passing) as { toUserId: string }).toUserId === userId,
  );
  return passed.flatMap(([id]) => [id, id, id, id, id, id]);
};

/** Cases that were opened on this device and that the hub does not know yet. */
const createdHere = (device: SimDevice): readonly string[] =>
  conversationRows(device).flatMap(({ id, version }) => (version === 0 ? [id] : []));

type Act = (scene: Scene) => Promise<string>;

/** Mostly what the window offers; now and then what it doesn't. */
function possible({ view, device }: Scene): readonly (readonly [number, Act])[] {
  const mayWrite = view !== null && view.under !== null;
  const state = view?.row.state;
  const isAsked = view?.row.passing !== undefined && view.row.passing.toUserId === device.userId;
  const offered = (isOffered: boolean, weight: number): number => (isOffered ? weight : weight / 25);
  return [
    [offered(state === 'waiting', 3), look],
    [offered(state === 'waiting' && view?.row.claim === 'none', 9), claim],
    [offered(mayWrite, 6), reply],
    [offered(mayWrite, 2), note],
    [offered(mayWrite, 2), release],
    [offered(mayWrite, 3), transfer],
    [offered(isAsked, 6), accept],
    [offered(isAsked, 3), decline],
    [offered(mayWrite && view?.row.passing !== undefined, 2), withdraw],
    [offered(mayWrite, 2), resolve],
    [offered(state === 'resolved' && view?.content !== null, 4), reopen],
    [offered(mayWrite, 2), addSomebody],
    [offered(mayWrite, 1), removeSomebody],
    [offered(mayWrite, 2), merge],
    [offered(view?.row.mergedInto !== undefined && view.content !== null, 3), unmerge],
    [1, draft],
    [0.7, cancel],
  ];
}

const run = async ({ device }: Scene, command: Command): Promise<string> => {
  const made = await device.call({ name: 'command', command });
  return `${command.name} ${made === null ? 'not stored' : `as ${made.seq}`}`;
};

const look: Act = async (scene) => {
  scene.device.look(scene.id);
  return run(scene, { name: 'open', conversationId: scene.id });
};
const claim: Act = (scene) => run(scene, { name: 'claim', conversationId: scene.id });
const reopen: Act = (scene) => run(scene, { name: 'reopen', conversationId: scene.id });
const resolve: Act = (scene) => run(scene, { name: 'resolve', conversationId: scene.id, under: underOf(scene) });

/** With whichever case this device knows. */
const merge: Act = (scene) => {
  const known = conversationRows(scene.device).map(({ id }) => id);
  const otherId = scene.dice.pick([...known, scene.id]);
  return run(scene, { name: 'merge', conversationId: scene.id, under: underOf(scene), otherId });
};

const unmerge: Act = (scene) => {
  const { view, id } = scene;
  const under = view?.content?.state === 'resolved' ? view.content.fence : underOf(scene);
  return run(scene, { name: 'unmerge', conversationId: id, under });
};

const reply: Act = async (scene) => {
  const text = await typed(scene, 'reply');
  if (text === null) return 'types and is cut off';
  const made = { under: underOf(scene), messageId: scene.world.nextId(`m${scene.device.index}`), text };
  return `${await run(scene, { name: 'reply', conversationId: scene.id, ...made })} ${text}`;
};

const note: Act = async (scene) => {
  const text = await typed(scene, 'note');
  if (text === null) return 'types and is cut off';
  const made = { under: underOf(scene), messageId: scene.world.nextId(`m${scene.device.index}`), text };
  return `${await run(scene, { name: 'note', conversationId: scene.id, ...made })} ${text}`;
};

const release: Act = async (scene) => {
  const handover = scene.dice.chance(0.5) ? await typed(scene, 'handover') : '';
  if (handover === null) return 'types and is cut off';
  return run(scene, { name: 'release', conversationId: scene.id, under: underOf(scene), handover });
};

const transfer: Act = async (scene) => {
  const { dice, id } = scene;
  const handover = dice.chance(0.5) ? await typed(scene, 'handover') : '';
  if (handover === null) return 'types and is cut off';
  const shared = { conversationId: id, under: underOf(scene), handover };
  const toUserId = dice.pick(users).id;
  if (dice.chance(0.5)) return run(scene, { name: 'ask-transfer', ...shared, toUserId });
  // To a person only by an older program.
  const to = dice.chance(0.3) ? { userId: toUserId } : { groupId: dice.pick(groupIds) };
  return run(scene, { name: 'transfer', ...shared, to });
};

/** Of what is passed to this person; rarely of another passing than the one that waits. */
const answered = ({ view, dice }: Scene): number => (view?.row.passing?.at ?? 0) + (dice.chance(0.05) ? 1 : 0);
const accept: Act = (scene) => run(scene, { name: 'accept-transfer', conversationId: scene.id, at: answered(scene) });
const decline: Act = (scene) =>
  run(scene, { name: 'decline-transfer', conversationId: scene.id, at: answered(scene), reason: 'no-time' });
const withdraw: Act = (scene) =>
  run(scene, { name: 'withdraw-transfer', conversationId: scene.id, under: underOf(scene) });

const addSomebody: Act = (scene) => {
  const userId = scene.dice.pick(users).id;
  const from = scene.dice.chance(0.5) ? { from: 'now' as const } : {};
  return run(scene, { name: 'add-participant', conversationId: scene.id, under: underOf(scene), userId, ...from });
};

/** Often somebody who takes part, themselves included. */
const removeSomebody: Act = (scene) => {
  const taking = scene.view?.content?.participantIds ?? [];
  const userId = scene.dice.pick([...taking, scene.dice.pick(users).id]);
  return run(scene, { name: 'remove-participant', conversationId: scene.id, under: underOf(scene), userId });
};

const draft: Act = async (scene) =>
  (await typed(scene, scene.dice.pick(['reply', 'note']))) === null ? 'cut off' : 'drafts';

const cancel: Act = async ({ device, dice }) => {
  const waiting = commandsOf(device).filter(({ sent }) => !sent);
  if (waiting.length === 0) return 'has nothing to cancel';
  const { seq, command } = dice.pick(waiting);
  const done = await device.call({ name: 'cancel', seq });
  // One's own words, taken back: no eviction.
  if (command.name === 'create' && done?.cancelled === true) device.shown.delete(command.conversationId);
  return `cancels ${seq}: ${done?.cancelled === true}`;
};

/** The token that the window shows; rarely an older one, or one that is made up. */
function underOf({ view, dice }: Scene): Under {
  if (view !== null && view.under !== null && dice.chance(0.95)) return view.under;
  return dice.below((view?.content?.fence ?? 2) + 2);
}

/** What is in the field, with a sentence more; null when it was not stored. */
async function typed(scene: Scene, kind: 'reply' | 'note' | 'handover'): Promise<string | null> {
  const { device, id, dice } = scene;
  const drafts = device.base.read((tx) => draftsOf(tx, id));
  const before = drafts.find((kept) => kept.kind === kind)?.text ?? '';
  const word = `zq${dice.letters(10)}`;
  const text = `${before}${before === '' ? '' : '\n'}Testo ${word} fine`;
  const saved = await device.call({ name: 'save-draft', conversationId: id, kind, text });
  // The power may have gone right after it was stored.
  if (saved === null && !draftTexts(device).some((kept) => kept.includes(word))) return null;
  scene.world.ledger.wrote({ word, conversationId: id, device: device.index });
  return saved === null ? null : text;
}

/** What happens to machines and wires. */
export async function somethingBreaks({ world, dice }: Moment): Promise<string> {
  const device = dice.pick(world.devices);
  const breakage = dice.weighted<() => string | Promise<string>>([
    [8, () => cutOff(device, dice)],
    [6, () => unplug(device, dice)],
    [8, () => plugIn(world)],
    [4, () => dieSoon(device, dice)],
    [5, () => wakeDevices(world)],
    [2, () => hubDiesSoon(world, dice)],
    [3, () => hubReturns(world)],
    [2, () => backUp(world)],
    [2, () => restore(world)],
  ]);
  return breakage();
}

function cutOff(device: SimDevice, dice: Dice): string {
  const kind = dice.pick(cutKinds);
  device.cut(kind);
  return `${device.name} is cut off, ${kind}`;
}

function unplug(device: SimDevice, dice: Dice): string {
  device.reach = dice.chance(0.7) ? 'refused' : 'hole';
  device.cut(dice.pick(cutKinds));
  return `${device.name} has no network: ${device.reach}`;
}

function plugIn({ devices }: World): string {
  for (const device of devices) device.reach = 'up';
  return 'the network is back';
}

function dieSoon(device: SimDevice, dice: Dice): string {
  const ticks = dice.below(40);
  if (ticks === 0) device.crash();
  else device.crashAfter(ticks);
  return `${device.name} dies after ${ticks}`;
}

function wakeDevices({ devices }: World): string {
  for (const device of devices) {
    device.start();
    device.wake();
  }
  return 'all devices are on';
}

function hubDiesSoon({ hub }: World, dice: Dice): string {
  const ticks = dice.below(60);
  if (ticks === 0) hub.crash();
  else hub.crashAfter(ticks);
  return `the hub dies after ${ticks}`;
}

async function hubReturns({ hub }: World): Promise<string> {
  await hub.restart();
  return 'the hub is there';
}

function backUp({ hub }: World): string {
  hub.backUp();
  return 'the hub is backed up';
}

async function restore({ hub }: World): Promise<string> {
  hub.crash();
  const isRestored = await hub.restore();
  await hub.restart();
  return isRestored ? 'the hub is restored' : 'the hub starts anew';
}

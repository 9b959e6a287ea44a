import { outboxTexts } from './device-state.ts';
import type { Moment } from './actions.ts';
import { groupIds } from './templates.ts';
import type { SimDevice } from './device.ts';

/** More conversations make a run slower, and find nothing more. */
const MAX_CONVERSATIONS = 8;

/** Case numbers as people know them: told at the desk, or given by the hub; for ever, whatever happens to the hub. */
export class CaseNumbers {
  readonly #idByNumber = new Map<string, string>();
  readonly #numberById = new Map<string, string>();

  /** False where the number stands for another case, or the case has another number. */
  standsFor(number: string, id: string): boolean {
    const known = this.#idByNumber.get(number) ?? id;
    const before = this.#numberById.get(id) ?? number;
    this.#idByNumber.set(number, known);
    this.#numberById.set(id, before);
    return known === id && before === number;
  }
}

/** A volunteer opens a case for somebody who stands there, with or without network (section NB). */
export async function deskOpens({ world, dice }: Moment): Promise<string> {
  const device = dice.pick(world.devices);
  const isFull = world.watch.conversations.size >= MAX_CONVERSATIONS;
  if (isFull || !device.isAlive || device.deviceId === null) return `nobody comes to ${device.name}`;
  const taken = await device.call({ name: 'take-number' });
  if (taken === null) return `${device.name} has no number`;
  const { number } = taken;
  const conversationId = world.nextId('desk');
  if (!world.numbers.standsFor(number, conversationId)) {
    world.violate('numbers-final', `${number} is told once more, on ${device.name}`);
  }
  const words = { subject: `zq${dice.letters(10)}`, name: `zq${dice.letters(10)}`, text: `zq${dice.letters(10)}` };
  const made = await device.call({
    name: 'command',
    command: {
      ...{ name: 'create', conversationId, number, channel: 'ticket', groupId: dice.pick(groupIds) },
      ...{ contact: { name: `Anna ${words.name}`, email: null, phone: null }, subject: `Oggetto ${words.subject}` },
      ...{ messageId: world.nextId(`m${device.index}`), text: `Testo ${words.text} fine`, numberTold: true },
    },
  });
  if (made === null && !isStored(device, words.text)) return `${device.name} is cut off while it opens ${number}`;
  world.ledger.wrote({ word: words.text, conversationId, device: device.index });
  for (const word of [words.subject, words.name]) world.ledger.wrote({ word, conversationId, device: null });
  return `${device.name} opens ${number} as ${conversationId}`;
}

/** The power may have gone right after it was stored. */
const isStored = (device: SimDevice, word: string): boolean => outboxTexts(device).some((text) => text.includes(word));

import { createDice, type Dice } from './random.ts';
import { chats, names, topics, type Topic } from './texts.ts';

/** How much a morning brings. */
export const counts = { mail: 18, certified: 2, form: 12, api: 8, chat: 8, voicemail: 6 } as const;
export type TrafficKind = keyof typeof counts;
export const trafficKinds = Object.keys(counts) as readonly TrafficKind[];

const MORNING_MINUTES = 240;

interface Arrival {
  /** Minutes from the beginning of the morning. */
  readonly minute: number;
  /** Tells senders apart: everybody writes once. */
  readonly index: number;
  readonly name: string;
}

export type TrafficItem =
  | (Arrival & { readonly kind: 'mail' | 'certified' | 'form' | 'api'; readonly topic: Topic })
  | (Arrival & {
      readonly kind: 'chat';
      readonly lines: readonly string[];
      readonly group: string;
      readonly isAnonymous: boolean;
    })
  | (Arrival & {
      readonly kind: 'voicemail';
      readonly key: string | null;
      readonly phone: string;
      /** Position among the recordings. */
      readonly recording: number;
    });

/** A believable morning, in order of time; the same for the same seed. */
export function planMorning(seed: number): readonly TrafficItem[] {
  const dice = createDice(seed);
  const items = trafficKinds.flatMap((kind) => Array.from({ length: counts[kind] }, (_, nth) => ({ kind, nth })));
  return items
    .map(({ kind, nth }, index) => itemOf(kind, { nth, index, dice }))
    .toSorted((one, other) => one.minute - other.minute || one.index - other.index);
}

interface Place {
  /** Among those of its kind. */
  readonly nth: number;
  readonly index: number;
  readonly dice: Dice;
}

const groups: readonly [string, ...string[]] = ['segreteria', 'didattica', 'cassa', 'telematici', 'volontari'];

function itemOf(kind: TrafficKind, { nth, index, dice }: Place): TrafficItem {
  const arrival = { minute: dice.next() * MORNING_MINUTES, index, name: dice.pick(names) };
  switch (kind) {
    case 'mail':
    case 'certified':
    case 'form':
    case 'api':
      return { ...arrival, kind, topic: dice.pick(topics) };
    case 'chat':
      return { ...arrival, kind, lines: dice.pick(chats), group: dice.pick(groups), isAnonymous: dice.next() < 0.4 };
    case 'voicemail': {
      const phone = `03500${String(Math.floor(dice.next() * 100_000)).padStart(5, '0')}`;
      return { ...arrival, kind, key: dice.pick(['3', '8', '0', null]), phone, recording: nth };
    }
  }
}

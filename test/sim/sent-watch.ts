import type { Passing } from '../../shared/model/passing.ts';
import type { Change, Down } from '../../shared/protocol/down.ts';
import type { SimDevice } from './device.ts';
import type { HubWatch } from './hub-watch.ts';
import { isVisible, mayRead, seenFrom } from './hub-state.ts';
import type { World } from './world.ts';

/** Ends of a connection that a right device may meet; any other one is a defect of one side. */
const expectedEnds = new Set([
  'replaced',
  'silence',
  'authentication-timeout',
  'revoked-device',
  'used-code',
  'expired-code',
  'wrong-code',
  'unknown-device',
]);

/** Looks at every frame of the hub's before it leaves. */
export class SentWatch {
  readonly #world: World;
  readonly #watch: HubWatch;
  /** Outcome of each command that was answered. */
  readonly #outcomes = new Map<string, string>();

  constructor(world: World, watch: HubWatch) {
    this.#world = world;
    this.#watch = watch;
  }

  restored(): void {
    this.#outcomes.clear();
  }

  sends(device: SimDevice, text: string): void {
    const frame = JSON.parse(text) as Down;
    if (frame.type === 'patch') for (const change of frame.changes) this.#checkChange(device, change);
    if (frame.type === 'answer') this.#checkAnswer(device, frame);
    if (frame.type === 'error' && !expectedEnds.has(frame.failure.code)) {
      this.#world.violate('no-defect', `the hub ended ${device.name}'s connection: ${frame.failure.code}`);
    }
  }

  /** The same number, the same answer (CO2). */
  #checkAnswer(device: SimDevice, { seq, outcome }: Extract<Down, { type: 'answer' }>): void {
    const key = `${device.deviceId} ${seq}`;
    const told = JSON.stringify(outcome);
    const before = this.#outcomes.get(key) ?? told;
    if (before !== told) {
      this.#world.violate('answered-once', `${device.name}, number ${seq}: ${before}, later ${told}`);
    }
    this.#outcomes.set(key, before);
  }

  #checkChange(device: SimDevice, change: Change): void {
    if (change.kind === 'stub' && change.note !== undefined) this.#checkNote(device, change.stub.id);
    if (change.kind !== 'put' && change.kind !== 'more') return;
    const id = change.kind === 'put' ? change.conversation.id : change.conversationId;
    const conversation = this.#watch.conversations.get(id);
    if (conversation === undefined) return this.#world.violate('readable-only', `${id} does not exist`);
    if (!mayRead(conversation, device.userId)) {
      return this.#world.violate('readable-only', `${device.name} is sent ${id}, which it may not read`);
    }
    if (!this.#watch.hasHold(device.deviceId ?? '', id)) {
      this.#world.violate('hold-before-content', `${device.name} is sent ${id} without a hold`);
    }
    for (const { id: messageId } of change.messages) this.#checkMessage(device, id, messageId);
  }

  /** Only whoever a case is passed to is sent what was written to them with it (TR3). */
  #checkNote(device: SimDevice, id: string): void {
    const passing = this.#watch.conversations.get(id)?.row.passing ?? null;
    if (passing !== null && (JSON.parse(passing) as Passing).toUserId === device.userId) return;
    this.#world.violate('readable-only', `${device.name} is sent the note of ${id}, which is not passed to it`);
  }

  #checkMessage(device: SimDevice, id: string, messageId: string): void {
    const conversation = this.#watch.conversations.get(id);
    const [message] = this.#world.hub.all<{ visibility: 'open' | 'private'; at: number }>(
      'select visibility, at from messages where id = ?',
      messageId,
    );
    if (conversation === undefined || message === undefined) return;
    if (message.at < seenFrom(conversation, device.userId))
      return this.#world.violate('readable-only', `${device.name} is sent ${messageId} of ${id}, from before its part`);
    if (isVisible(conversation, message)) return;
    this.#world.violate('readable-only', `${device.name} is sent ${messageId} of ${id} while it waits`);
  }
}

import { generateKeyPairSync, sign } from 'node:crypto';
import type { OpenSocket, Socket } from '../main/core/sync/link.ts';
import type { Command } from '../shared/protocol/commands.ts';
import { downSchema, type Change, type Down, type Outcome } from '../shared/protocol/down.ts';
import { signedHello, type Up } from '../shared/protocol/up.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';

/** Somebody else at the practice's association, at work there. */
export interface Colleague {
  run(command: Command): Promise<Outcome>;
  /** Case numbers to give out at the desk. */
  numbers(): Promise<readonly string[]>;
  looksAt(conversationIds: readonly string[], typing?: string | null): void;
}

/** Resolves when the hub has let the colleague in. */
export const seatColleague = (openSocket: OpenSocket, code: string): Promise<Colleague> =>
  new Promise((resolve) => new ColleagueDevice(openSocket(''), code, resolve));

/** A device of the real protocol that shows nothing to anybody and keeps no text. */
class ColleagueDevice implements Colleague {
  readonly #socket: Socket;
  readonly #code: string;
  readonly #seated: (colleague: Colleague) => void;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #answers = new Map<number, (outcome: Outcome) => void>();
  /** Cases of which the hub believes the text to be here: its removal has to be confirmed. */
  readonly #held = new Set<string>();
  #hubId = '';
  #deviceId = '';
  #seq = 0;
  #leased = (_numbers: readonly string[]): void => undefined;

  constructor(socket: Socket, code: string, seated: (colleague: Colleague) => void) {
    this.#socket = socket;
    this.#code = code;
    this.#seated = seated;
    socket.addEventListener('message', ({ data }) => this.#take(downSchema.parse(JSON.parse(String(data)))));
  }

  run(command: Command): Promise<Outcome> {
    this.#seq += 1;
    const seq = this.#seq;
    return new Promise((resolve) => {
      this.#answers.set(seq, resolve);
      this.#send({ type: 'push', commands: [{ seq, command }] });
    });
  }

  numbers(): Promise<readonly string[]> {
    return new Promise((resolve) => {
      this.#leased = resolve;
      this.#send({ type: 'lease' });
    });
  }

  looksAt(looking: readonly string[], typing: string | null = null): void {
    this.#send({ type: 'presence', state: 'available', looking: [...looking], typing });
  }

  #send(frame: Up): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #take(frame: Down): void {
    switch (frame.type) {
      case 'challenge':
        this.#hubId = frame.hubId;
        return this.#enrol();
      case 'enrolled':
        this.#deviceId = frame.deviceId;
        return this.#greet(frame.nonce);
      case 'welcome':
        this.looksAt([]);
        return this.#seated(this);
      case 'patch':
        return this.#takePage(frame);
      case 'answer':
        this.#answers.get(frame.seq)?.(frame.outcome);
        return void this.#answers.delete(frame.seq);
      case 'numbers':
        return this.#leased(frame.numbers);
      case 'ping':
        return this.#send({ type: 'pong' });
      default:
        return undefined;
    }
  }

  #enrol(): void {
    const publicKey = String(this.#keys.publicKey.export({ format: 'jwk' }).x);
    const about = { publicKey, deviceName: 'Esercitazione', appVersion: 'practice' };
    this.#send({ type: 'enrol', protocol: PROTOCOL_VERSION, code: this.#code, ...about });
  }

  #greet(nonce: string): void {
    const text = Buffer.from(signedHello(this.#hubId, nonce, this.#deviceId));
    const signature = sign(null, text, this.#keys.privateKey).toString('base64url');
    const position = { epoch: null, cursor: 0, answered: 0, appVersion: 'practice' };
    this.#send({ type: 'hello', protocol: PROTOCOL_VERSION, deviceId: this.#deviceId, signature, ...position });
  }

  #takePage({ changes, cursor }: Extract<Down, { type: 'patch' }>): void {
    const items = changes.flatMap((change) => this.#evictedBy(change));
    if (items.length > 0) this.#send({ type: 'evicted', items });
    this.#send({ type: 'ack', cursor, answered: 0 });
  }

  #evictedBy(change: Change): { conversationId: string; fence: number }[] {
    if (change.kind === 'put') this.#held.add(change.conversation.id);
    if (change.kind !== 'stub' || !this.#held.delete(change.stub.id)) return [];
    return [{ conversationId: change.stub.id, fence: change.stub.fence }];
  }
}

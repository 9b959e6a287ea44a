import type { Incoming } from '../../hub/ports.ts';
import type { Beginning } from './databases.ts';
import { CaseNumbers } from './desk.ts';
import type { Fault } from './faults/fault.ts';
import { SimDevice } from './device.ts';
import { HubWatch } from './hub-watch.ts';
import { SimHub } from './hub.ts';
import { LeaseWatch } from './lease-watch.ts';
import { Ledger } from './ledger.ts';
import { Dice } from './random.ts';
import { settled, SimTime } from './time.ts';
import { templateFor, type Template } from './templates.ts';

export interface RunOptions {
  readonly seed: number;
  readonly clients: number;
  readonly steps: number;
  readonly fault: Fault | null;
  /** Keeps what happened, line by line. */
  readonly traces: boolean;
}

/** A rule that did not hold. */
export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** What is checked; docs/simulator.md says how. */
export const invariants = [
  'one-assignee',
  'fence-grows',
  'one-claim-per-fence',
  'no-stale-write',
  'lease',
  'chronology',
  'answered-once',
  'effect-once',
  'gapless-numbers',
  'numbers-final',
  'slots-apart',
  'merged-together',
  'somebody-entitled',
  'feed-grows',
  'hold-before-content',
  'readable-only',
  'receipt-true',
  'no-trace',
  'expired-in-time',
  'window-closed',
  'texts-kept',
  'visible-is-rebased',
  'cursor-honest',
  'no-defect',
  'convergence',
] as const;
export type Invariant = (typeof invariants)[number];

/** Streams of randomness: one for each concern, so that more of one leaves the others alone. */
const STREAMS = { network: 1_000_001, ids: 1_000_002, time: 1_000_003 };

/** A hub, its devices, the network between them, and what is known of all that was typed and done. */
export class World {
  readonly options: RunOptions;
  readonly time: SimTime;
  readonly network: Dice;
  readonly ledger: Ledger;
  readonly numbers = new CaseNumbers();
  readonly hub: SimHub;
  readonly watch: HubWatch;
  readonly leases: LeaseWatch;
  readonly devices: SimDevice[] = [];
  readonly lines: string[] = [];
  readonly template: Template;
  violation: Violation | null = null;
  /** The mail that came last; it may be delivered again. */
  lastMail: Incoming | null = null;
  /** Tokens of the links that were offered. */
  readonly offers: string[] = [];
  readonly #ids: Dice;
  #lastId = 0;

  private constructor(options: RunOptions, template: Template) {
    const { seed } = options;
    const together = new Dice(seed, STREAMS.time);
    this.options = options;
    this.template = template;
    this.time = new SimTime(() => together.next());
    this.network = new Dice(seed, STREAMS.network);
    this.#ids = new Dice(seed, STREAMS.ids);
    this.ledger = new Ledger();
    this.watch = new HubWatch(this);
    this.leases = new LeaseWatch(this);
    this.hub = new SimHub(this, template.hub);
  }

  static async create(options: RunOptions): Promise<World> {
    const template = await templateFor(options.clients);
    const world = new World(options, template);
    await world.hub.start();
    for (const { userId, database } of template.devices) world.addDevice(userId, database);
    return world;
  }

  addDevice(userId: string, database: Beginning, enrolCode: string | null = null): SimDevice {
    const index = this.devices.length;
    const device = new SimDevice(this, { index, userId, database, enrolCode });
    this.devices.push(device);
    device.start();
    return device;
  }

  /** The first one counts: what comes after it may follow from it. */
  violate(invariant: Invariant, detail: string): void {
    this.violation ??= { invariant, detail };
  }

  note(line: () => string): void {
    if (this.options.traces) this.lines.push(`${String(this.time.now() % 100_000_000).padStart(8)} ${line()}`);
  }

  /** A number that grows, so that ids sort by time of making. */
  nextId(prefix: string): string {
    return `${prefix}-${String((this.#lastId += 1)).padStart(6, '0')}`;
  }

  secret(): string {
    return this.#ids.word(43);
  }

  async advance(ms: number): Promise<void> {
    await this.time.advance(ms, () => this.violation !== null);
  }

  /** What was begun ends before another world may use the databases. */
  async close(): Promise<void> {
    this.hub.crash();
    for (const device of this.devices) device.crash();
    await settled();
    for (const device of this.devices) device.close();
    this.hub.close();
  }
}

import type { Call, CallValues } from '../../shared/bridge/core.ts';
import type { OpenConversation, Query, QueryName, Result } from '../../shared/bridge/core-queries.ts';
import type { FromCore } from '../../shared/bridge/host.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { databaseOn, type CoreDb, type WritableDb } from '../../main/core/db/database.ts';
import { getMeta } from '../../main/core/db/meta.ts';
import { LiveQueries } from '../../main/core/live/live-queries.ts';
import type { LogEvent } from '../../main/core/log.ts';
import type { AnyResult } from '../../main/core/queries/evaluate.ts';
import { RunningCore } from '../../main/core/running-core.ts';
import { describe } from './hub.ts';
import { Dice } from './random.ts';
import { Life, PowerLoss, timersOf } from './time.ts';
import { borrow, giveBack, type Beginning, type Sqlite } from './databases.ts';
import { HUB_URL } from './templates.ts';
import { Wire, type CutKind, type Reach } from './network.ts';
import type { World } from './world.ts';

interface DeviceOptions {
  readonly index: number;
  readonly userId: string;
  readonly database: Beginning;
  readonly enrolCode: string | null;
}

/** Streams of randomness of the devices begin here. */
const DEVICE_STREAM = 2_000_000;
/** Clocks of office PCs are wrong by up to a day. */
const MAX_CLOCK_ERROR_MS = 24 * 60 * 60_000;

/** An office PC: the real core over a database in memory that outlives it, and one window. */
export class SimDevice {
  readonly index: number;
  readonly userId: string;
  readonly sqlite: Sqlite;
  /** For looking from outside: outlives the programs, and is no crash point. */
  readonly base: CoreDb;
  reach: Reach = 'up';
  /** How often content has left, and how often anything changed. */
  evictions = 0;
  /** When the hub was last heard as somebody who knows this device. */
  contactAt: number;
  changes = 0;
  readonly touched = new Set<string>();
  readonly #world: World;
  readonly #clockErrorMs: number;
  readonly #enrolCode: string | null;
  readonly #dice: Dice;
  #life: Life | null = null;
  #core: RunningCore | null = null;
  #live: LiveQueries | null = null;
  #wires: Wire[] = [];
  #window = 0;
  /** Conversations whose text the present window was sent. */
  readonly shown = new Set<string>();

  constructor(world: World, { index, userId, database, enrolCode }: DeviceOptions) {
    this.index = index;
    this.userId = userId;
    this.#world = world;
    this.contactAt = world.time.now();
    this.#enrolCode = enrolCode;
    this.#dice = new Dice(world.options.seed, DEVICE_STREAM + index);
    this.#clockErrorMs = Math.round((this.#dice.next() - 0.5) * 2 * MAX_CLOCK_ERROR_MS);
    this.sqlite = borrow(database);
    this.base = databaseOn(this.sqlite);
  }

  get name(): string {
    return `${this.userId}/${this.index + 1}`;
  }

  get isAlive(): boolean {
    return this.#life?.isAlive === true;
  }

  get deviceId(): string | null {
    return this.base.read((tx) => getMeta(tx, 'deviceId'));
  }

  get isOnline(): boolean {
    return this.isAlive && this.#statusIs('online');
  }

  get wires(): readonly Wire[] {
    this.#wires = this.#wires.filter(({ isOver }) => !isOver);
    return this.#wires;
  }

  start(): void {
    if (this.isAlive) return;
    const { time, note } = this.#parts();
    const life = new Life(() => this.#died());
    this.#life = life;
    const clock = { now: () => time.now() + this.#clockErrorMs };
    const timers = timersOf(time, (run) => this.enter(run, life), false);
    const failed = (error: unknown): void => this.#defect(error);
    const live = new LiveQueries({ clock, timers, evaluate: (query) => this.#evaluate(query), failed });
    this.#live = live;
    this.#core = new RunningCore({
      db: this.#database(life),
      start: this.#startMessage(),
      ...{ clock, timers, live, failed },
      soon: (run) => void timers.after(0, run),
      letGo: () => undefined,
      random: this.#dice,
      ids: { next: () => this.#world.nextId(`d${this.index}`), secret: () => this.#world.secret() },
      log: (event) => this.#logged(event),
      openSocket: () => this.#openSocket(life),
      fetch: () => Promise.reject(new TypeError('no attachments here')),
      toMain: (message) => this.#toMain(message),
      removeSetAside: () => true,
      pin: () => 'none',
      isShown: () => true,
      connectionChanged: () => undefined,
      keyChanged: () => undefined,
      revoked: null,
      broken: (failure) => this.#world.violate('no-defect', `${this.name} broke: ${failure.code}`),
    });
    this.#openWindow();
    note(() => `${this.name} starts`);
    this.enter(() => this.#core?.begin(), life);
  }

  crash(): void {
    this.#life?.end();
  }

  crashAfter(ticks: number): void {
    this.#life?.dieAfter(ticks);
  }

  spare(): void {
    this.#life?.spare();
  }

  wake(): void {
    this.enter(() => this.#core?.wake());
  }

  cut(kind: CutKind): void {
    for (const wire of this.wires) wire.cut(kind);
  }

  hubDied(): void {
    this.cut(this.#world.network.chance(0.8) ? 'device-knows' : 'nobody-knows');
  }

  /** What the person does; null when the power went before it was done. */
  async call<N extends Call['name']>(call: Extract<Call, { name: N }>): Promise<CallValues[N] | null> {
    if (!this.isAlive || this.#core === null) return null;
    try {
      return (await this.#core.carryOut(call)) as CallValues[N];
    } catch (error) {
      if (error instanceof PowerLoss || error instanceof ExpectedError) return null;
      this.#defect(error);
      return null;
    }
  }

  conversation(id: string): OpenConversation | null {
    return this.isAlive ? (this.#evaluate({ name: 'conversation', id }) as OpenConversation | null) : null;
  }

  /** What a window would be answered; null while the device is off. */
  ask<N extends QueryName>(query: Extract<Query, { name: N }>): Result<N> | null {
    return this.isAlive ? (this.#evaluate(query) as Result<N>) : null;
  }

  /** The person looks at a conversation: its window gets every new state. */
  look(id: string): void {
    const subscription = { portId: this.#window, id: 1, query: { name: 'conversation', id } as const };
    const post = (): void => {
      if (this.base.read((tx) => hasContent(tx, id))) this.shown.add(id);
    };
    this.enter(() => this.#live?.subscribe({ ...subscription, post }));
  }

  /** Runs something of the device's, unless it is dead. */
  enter(run: () => void, life = this.#life): void {
    if (life?.isAlive !== true) return;
    try {
      run();
    } catch (error) {
      this.#defect(error);
    }
  }

  get cursor(): number {
    return this.base.read((tx) => getMeta(tx, 'cursor')) ?? 0;
  }

  get epoch(): string | null {
    return this.base.read((tx) => getMeta(tx, 'epoch'));
  }

  close(): void {
    this.#life?.end();
    giveBack('device', this.sqlite);
  }

  #parts() {
    const { time } = this.#world;
    return { time, note: (line: () => string): void => this.#world.note(line) };
  }

  #startMessage() {
    const texts = { databaseFile: '', databaseKey: '', deviceName: 'PC', appVersion: 'sim', logFile: null };
    return {
      ...{ type: 'start' as const, protection: 'none' as const, hubUrl: HUB_URL, enrolCode: this.#enrolCode },
      ...texts,
    };
  }

  #statusIs(connection: string): boolean {
    const status = this.#evaluate({ name: 'status' }) as { connection: string };
    return status.connection === connection;
  }

  #evaluate(query: Query): AnyResult {
    if (this.#core === null) throw new Error('not started');
    return this.#core.evaluate(query);
  }

  #openSocket(life: Life): Wire {
    const world = this.#world;
    const { fault } = world.options;
    const wire = new Wire(
      { time: world.time, dice: world.network },
      {
        reach: () => this.reach,
        accept: (transport) =>
          world.hub.connect({
            ...transport,
            send: (text) => {
              if (!world.hub.isAlive) return;
              const sent = fault?.fromHub === undefined ? text : fault.fromHub(text, { device: this, world });
              if (sent === null) return;
              world.watch.sends(this, sent);
              transport.send(sent);
            },
          }),
        enterHub: (run) => world.hub.enter(run),
        enterDevice: (run) => this.enter(run, life),
        toDevice: (text, deliver) => this.#arrives(text, deliver),
        toHub: (text) => {
          world.note(() => `${this.name} -> hub ${shortened(text)}`);
          // Who is revoked while connected stays until the connection ends.
          const isIn = !text.startsWith('{"type":"hello"') || world.hub.isWelcome(this.deviceId);
          if (isIn) world.leases.heard(this.userId);
          return fault?.toHub?.(text, { device: this, world }) ?? text;
        },
        isDoubled: (text) => text.startsWith('{"type":"push"') && world.network.chance(0.03),
      },
    );
    this.#wires.push(wire);
    return wire;
  }

  #arrives(text: string, deliver: (text: string) => void): void {
    const world = this.#world;
    world.note(() => `hub -> ${this.name} ${shortened(text)}`);
    if (!/^\{"type":"(challenge|error)"/.test(text)) this.contactAt = world.time.now();
    const { fault } = world.options;
    if (fault?.toDevice === undefined) deliver(text);
    else fault.toDevice(text, { device: this, world, deliver });
  }

  /** What was committed stays; the hub hears of it, or not. */
  #died(): void {
    const world = this.#world;
    world.note(() => `${this.name} is gone`);
    this.#core = null;
    this.#live = null;
    this.shown.clear();
    this.cut(world.network.chance(0.6) ? 'hub-knows' : 'nobody-knows');
  }

  #database(life: Life): CoreDb {
    const db = databaseOn(this.sqlite);
    db.onCommit((topics) => {
      this.changes += 1;
      for (const topic of topics) this.touched.add(topic);
    });
    const living: CoreDb = {
      ...db,
      read: (query) => {
        if (!life.isAlive) throw new PowerLoss();
        return db.read(query);
      },
      write: (change) => {
        life.tick();
        const value = db.write((tx) => {
          const changed = change(ticking(tx, life));
          life.tick();
          return changed;
        });
        life.tick();
        return value;
      },
      close: () => undefined,
    };
    return this.#world.options.fault?.database?.(living, this.#world) ?? living;
  }

  #logged(event: LogEvent): void {
    if (event.event === 'evicted') this.evictions += 1;
    if (event.event === 'diverged') this.#world.violate('cursor-honest', `${this.name}: its digest is not the hub's`);
    if (event.event === 'offline') this.#world.note(() => `${this.name} offline: ${event.code}`);
  }

  #toMain(message: FromCore): void {
    if (message.type === 'discard' && message.portId === this.#window) this.#openWindow();
  }

  /** The one before, with all that it showed, is destroyed. */
  #openWindow(): void {
    this.#live?.removePort(this.#window);
    this.#window += 1;
    this.shown.clear();
  }

  #defect(error: unknown): void {
    if (error instanceof PowerLoss) return;
    this.#world.violate('no-defect', `${this.name}: ${describe(error)}`);
  }
}

const hasContent = (tx: Parameters<Parameters<CoreDb['read']>[0]>[0], id: string): boolean =>
  tx.get('select 1 from conversation where id = ? and content_slot is not null', [id]) !== undefined;

function ticking(tx: WritableDb, life: Life): WritableDb {
  return {
    ...tx,
    run: (sql, params) => {
      life.tick();
      return tx.run(sql, params);
    },
  };
}

const shortened = (text: string): string => (text.length > 600 ? `${text.slice(0, 600)} …` : text);

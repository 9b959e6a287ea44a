import Database from 'better-sqlite3';
import type { Appointments } from '../../hub/appointments/appointments.ts';
import type { Connection, Transport } from '../../hub/connection.ts';
import { createInnerHub, type InnerHub } from '../../hub/hub.ts';
import { issueCode } from '../../hub/identity.ts';
import type { Log } from '../../hub/log.ts';
import { beginNewLife } from '../../hub/new-life.ts';
import type { Incoming } from '../../hub/ports.ts';
import { sqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { ReadTx, Storage, WriteTx } from '../../hub/storage/storage.ts';
import { Life, PowerLoss, settled, timersOf } from './time.ts';
import { borrow, giveBack, openCopy, type Beginning, type Sqlite } from './databases.ts';
import { noteAnswers } from './hub-state.ts';
import type { World } from './world.ts';

/** The hub: real protocol code over a database in memory that outlives it. */
export class SimHub {
  readonly #world: World;
  sqlite: Sqlite;
  #storage: Storage;
  #life: Life | null = null;
  #inner: InnerHub | null = null;
  #backup: Buffer | null = null;
  epochs = 1;

  constructor(world: World, database: Beginning) {
    this.#world = world;
    this.sqlite = borrow(database);
    noteAnswers(this.sqlite);
    this.#storage = sqliteStorage(this.sqlite, null);
  }

  get isAlive(): boolean {
    return this.#life?.isAlive === true;
  }

  async start(): Promise<void> {
    const world = this.#world;
    const life = new Life(() => this.#died());
    this.#life = life;
    const meta = await this.#storage.read((tx) => tx.meta());
    if (meta === null) throw new Error('the template has a hub');
    const storage = livingStorage(this.#storage, { life, committed: () => world.watch.committed() });
    this.#inner = createInnerHub({
      storage: world.options.fault?.storage?.(storage, world) ?? storage,
      meta,
      clock: world.time,
      timers: timersOf(world.time, (run) => this.enter(run, life), true),
      ids: { next: () => world.nextId('h'), secret: () => world.secret() },
      log: this.#log(life),
      mailDomain: 'sim.example',
    });
    world.note(() => 'hub starts');
    world.leases.disturbed();
  }

  /** Loses everything that was not committed. */
  crash(): void {
    this.#life?.end();
  }

  crashAfter(ticks: number): void {
    this.#life?.dieAfter(ticks);
  }

  spare(): void {
    this.#life?.spare();
  }

  async restart(): Promise<void> {
    if (this.isAlive) return;
    await settled();
    this.#world.options.fault?.hubRestarts?.(this.sqlite);
    // What the earlier process kept in memory is gone.
    this.#storage = sqliteStorage(this.sqlite, null);
    await this.start();
  }

  /** Runs something of the hub's, unless it is dead. */
  enter(run: () => void, life = this.#life): void {
    if (life?.isAlive !== true) return;
    try {
      run();
    } catch (error) {
      if (!(error instanceof PowerLoss)) this.#world.violate('no-defect', `hub: ${describe(error)}`);
    }
  }

  connect(transport: Transport): Connection | null {
    return this.isAlive ? (this.#inner?.connect(transport) ?? null) : null;
  }

  async receive(incoming: Incoming): Promise<string | null> {
    return this.#work(async ({ intake }) => (await intake.receive(incoming)).conversationId);
  }

  /** What a contact does on the page; null where the hub died meanwhile. */
  async behindLink<T>(act: (page: Appointments) => Promise<T>): Promise<T | null> {
    return this.#work(({ appointments }) => act(appointments));
  }

  /** Mails that are due leave. */
  async sendMails(): Promise<void> {
    await this.#work(async ({ outgoingQueue }) => {
      for (let count = 0; count < 3; count += 1) {
        const mail = await outgoingQueue.next(this.#world.time.now());
        if (mail === null) return;
        await outgoingQueue.sending(mail.id);
        await outgoingQueue.sent(mail.id, this.#world.time.now());
      }
    });
  }

  /** As the command line does it, beside the running hub. */
  async issueCode(userId: string): Promise<string> {
    const ids = { next: () => this.#world.nextId('h'), secret: () => this.#world.secret() };
    return this.#storage.write((tx) => issueCode(tx, userId, { now: this.#world.time.now(), ids }));
  }

  async revoke(deviceId: string): Promise<void> {
    await this.#storage.write((tx) => tx.revokeDevice(deviceId, this.#world.time.now()));
  }

  /** As this database knows it: after a restore perhaps not at all. */
  isWelcome(deviceId: string | null): boolean {
    const [device] = this.all<{ revoked_at: number | null }>('select revoked_at from devices where id = ?', deviceId);
    return device !== undefined && device.revoked_at === null;
  }

  /** Reads what is committed. */
  all<R>(sql: string, ...params: unknown[]): R[] {
    return this.sqlite.prepare(sql).all(...params) as R[];
  }

  /** Outside of any life: for comparing. */
  rendered<T>(run: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#storage.read(run);
  }

  backUp(): void {
    this.#backup = this.sqlite.serialize();
  }

  /** A dead hub gets the database of an earlier time, in a new epoch. False when there is no backup. */
  async restore(): Promise<boolean> {
    if (this.#backup === null || this.isAlive) return false;
    const ids = { next: () => this.#world.nextId('e'), secret: () => this.#world.secret() };
    const destroyed = this.all<{ id: string }>('select id from content_keys where key = zeroblob(32)');
    await this.#storage.close();
    this.sqlite = openCopy(this.#backup);
    noteAnswers(this.sqlite);
    // As the keys beside a backup do (RD6).
    const destroy = this.sqlite.prepare('update content_keys set key = zeroblob(32) where id = ?');
    for (const { id } of destroyed) destroy.run(id);
    this.#storage = sqliteStorage(this.sqlite, null);
    this.epochs += 1;
    // A backup that is used twice leaves out more the second time, so that no life repeats the numbers of another.
    await this.#storage.write((tx) =>
      beginNewLife(tx, { now: this.#world.time.now(), ids, skippedNumbers: 1_000 * this.epochs }),
    );
    this.#world.options.fault?.hubRestored?.(this.sqlite);
    this.#world.watch.restored();
    return true;
  }

  close(): void {
    this.#life?.end();
    giveBack('hub', this.sqlite);
  }

  async #work<T>(run: (inner: InnerHub) => Promise<T>): Promise<T | null> {
    if (!this.isAlive || this.#inner === null) return null;
    try {
      return await run(this.#inner);
    } catch (error) {
      if (error instanceof PowerLoss) return null;
      this.#world.violate('no-defect', `hub: ${describe(error)}`);
      return null;
    }
  }

  #died(): void {
    this.#world.note(() => 'hub is gone');
    this.#inner?.close();
    for (const device of this.#world.devices) device.hubDied();
  }

  #log(life: Life): Log {
    return {
      info: () => undefined,
      defect: (where, error) => {
        if (life.isAlive && !(error instanceof PowerLoss)) {
          this.#world.violate('no-defect', `hub, ${where}: ${describe(error)}`);
        }
      },
    };
  }
}

/** Texts in the simulator are made up, so that a message may be shown. */
export function describe(error: unknown): string {
  if (error instanceof Database.SqliteError) return `${error.code} ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The power can go at every call inside a transaction, before its commit, and after it. */
function livingStorage(inner: Storage, { life, committed }: { life: Life; committed: () => void }): Storage {
  return {
    ...inner,
    read: async (run) => {
      life.tick();
      return inner.read(run);
    },
    write: async (run, then) => {
      life.tick();
      return inner.write(
        async (tx) => {
          const value = await run(ticking(tx, life));
          life.tick();
          return value;
        },
        (value) => {
          committed();
          life.tick();
          then?.(value);
        },
      );
    },
    onCommit: (listener) => inner.onCommit((what) => life.isAlive && listener(what)),
    close: async () => undefined,
  };
}

const ticking = (tx: WriteTx, life: Life): WriteTx =>
  new Proxy(tx, {
    get: (inner, name) => {
      const method = Reflect.get(inner, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        life.tick();
        return method(...args);
      };
    },
  });

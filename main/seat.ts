import { join } from 'node:path';
import type { FromCore, ToCore } from '../shared/bridge/host.ts';
import type { Policy } from '../shared/policy/policy.ts';
import { startCore, type CorePrograms, type CoreProcess } from './core-process.ts';
import { formerDatabaseKey, openSecret, removeFormerKey, type DatabaseKey, type Keyring } from './database-key.ts';
import {
  databaseIn,
  keyFileIn,
  newVolunteer,
  note,
  removeVolunteer,
  volunteersIn,
  type Volunteer,
} from './volunteers.ts';

const DAY_MS = 24 * 60 * 60_000;
const OFFLINE_DAYS = 7;

export interface SeatDeps {
  readonly programs: CorePrograms;
  readonly userData: string;
  readonly keyring: Keyring;
  readonly policy: Policy;
  /** Said to each core before anything else. */
  readonly network: ToCore;
  /** What the start says besides keys and files. */
  startFacts(): Pick<Start, 'hubUrl' | 'deviceName' | 'appVersion' | 'enrolCode'>;
  /** A message of whoever sits there now. */
  message(message: FromCore): void;
  stopped(restarting: boolean): void;
  now(): number;
}

type Start = Extract<ToCore, { type: 'start' }>;

/** In place of a core that isn't there: nobody has sat down, or the keys can't be unwrapped. */
const noCore: CoreProcess = {
  send() {},
  connect(_portId, port) {
    port.close();
  },
  async leave() {},
  async stop() {},
};

/** One chair: whose core runs now, and those of who left, until they have sent what waited (ID6). */
export class Seat {
  readonly #deps: SeatDeps;
  readonly #leaving = new Map<string, CoreProcess>();
  #core = noCore;
  #current: Volunteer | null = null;
  #keyProblem = false;

  constructor(deps: SeatDeps) {
    this.#deps = deps;
  }

  get core(): CoreProcess {
    return this.#core;
  }

  get current(): Volunteer | null {
    return this.#current;
  }

  /** The system's part of the keys can't be unwrapped: no core was started. */
  get keyProblem(): boolean {
    return this.#keyProblem;
  }

  /** Null: somebody who is not here yet. */
  async sitDown(id: string | null): Promise<void> {
    this.standUp();
    const { userData } = this.#deps;
    const volunteer = volunteersIn(userData).find((known) => known.id === id) ?? newVolunteer(userData);
    // Two at one database would be one too many.
    await this.#leaving.get(volunteer.id)?.stop();
    await this.#launch(volunteer);
  }

  standUp(): void {
    if (this.#current === null) return;
    const [left, { id }] = [this.#core, this.#current];
    this.#core = noCore;
    this.#current = null;
    this.#leaving.set(id, left);
    void left.leave().then(() => {
      if (this.#leaving.get(id) === left) this.#leaving.delete(id);
    });
  }

  /** Deletes what is here of whoever sits there, who then begins anew. */
  async beginAnew(): Promise<void> {
    const { userData } = this.#deps;
    if (this.#current === null) return;
    await this.#core.stop();
    this.#core = noCore;
    removeVolunteer(userData, this.#current);
    await this.#launch(newVolunteer(userData));
  }

  /** Ends every core. */
  async stop(): Promise<void> {
    await Promise.all([this.#core, ...this.#leaving.values()].map((running) => running.stop()));
  }

  async #launch(volunteer: Volunteer): Promise<void> {
    const { programs, keyring, network, stopped, now } = this.#deps;
    const keys = await keysOf(volunteer, keyring);
    this.#current = volunteer;
    this.#keyProblem = keys === null;
    if (keys === null) return;
    this.#core = startCore(programs, [network, startMessage(this.#deps, volunteer, keys)], {
      message: (message) => this.#follow(volunteer, message),
      stopped: (restarting) => {
        if (this.#current?.id === volunteer.id) stopped(restarting);
      },
      now,
    });
  }

  #follow(volunteer: Volunteer, message: FromCore): void {
    const { userData } = this.#deps;
    if (message.type === 'adopted') removeFormerKey(volunteer.folder);
    if (message.type === 'volunteer') note(volunteer, { name: message.name, waiting: message.waiting });
    if (message.type === 'wiped') removeVolunteer(userData, volunteer);
    if (this.#current?.id === volunteer.id) this.#deps.message(message);
  }
}

interface OpenKeys {
  readonly secret: DatabaseKey;
  /** The database's key of before; null: it has a key file, or there is none. */
  readonly former: string | null;
}

async function keysOf({ folder }: Volunteer, keyring: Keyring): Promise<OpenKeys | null> {
  const former = await formerDatabaseKey(folder, keyring);
  if (former === null) return null;
  const secret = await openSecret(folder, keyring);
  return secret === null ? null : { secret, former: former === 'none' ? null : former.key };
}

function startMessage(deps: SeatDeps, { folder }: Volunteer, { secret, former }: OpenKeys): Start {
  const { SharedPc: shared, Pin: pin, OfflineDays: days } = deps.policy;
  const isShared = shared === 'yes';
  return {
    type: 'start',
    databaseFile: databaseIn(folder),
    databaseKey: former,
    protection: secret.protection,
    keys: {
      file: keyFileIn(folder),
      osSecret: secret.key,
      pin:
        isShared || pin === 'required'
          ? 'required'
          : pin === 'optional' && secret.protection === 'keyring'
            ? 'optional'
            : 'asked',
      offlineWindowMs: isShared ? null : (days === undefined ? OFFLINE_DAYS : Number(days)) * DAY_MS,
    },
    ...deps.startFacts(),
    logFile: join(folder, 'logs', 'core.log'),
  };
}

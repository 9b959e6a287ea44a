import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemIds } from '../../hub/cli/effects.ts';
import { createHub, type Hub } from '../../hub/hub.ts';
import { issueCode } from '../../hub/identity.ts';
import { createLog } from '../../hub/log.ts';
import { registerAppointmentPages } from '../../hub/public/appointment-routes.ts';
import { registerCalendars } from '../../hub/public/calendar-routes.ts';
import { registerChatRoutes } from '../../hub/public/chat-routes.ts';
import { registerFollowPages } from '../../hub/public/follow-routes.ts';
import { registerTicketApi } from '../../hub/public/ticket-api.ts';
import type { Incoming } from '../../hub/ports.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Ids, Timers } from '../../shared/effects.ts';
import type { Role } from '../../shared/model/directory.ts';
import { openHubStorage, rawData } from './hub-database.ts';
import { createStepClock, type StepClock } from './step-clock.ts';

/** A whole hub in this process on a free port, with a clock that the test steps. Its sockets and database are real. */
export interface TestHub {
  readonly clock: StepClock;
  readonly ids: Ids;
  readonly hub: Hub;
  readonly storage: Storage;
  readonly folder: string;
  readonly httpUrl: string;
  readonly syncUrl: string;
  readonly chatUrl: string;
  /** Lines that the hub logged. */
  readonly log: readonly string[];
  code(name: string, role?: Role): Promise<string>;
  /** A mail from outside; returns the conversation's id. */
  receive(incoming?: Partial<Incoming>): Promise<string>;
  /** The same data, as another process opens it. */
  openAgain(): Promise<Storage>;
  /** Everything that the database holds, as it lies there. */
  rawData(): Promise<string>;
  close(): Promise<void>;
}

let lastIncoming = 0;

export const incomingMail = (over: Partial<Incoming> = {}): Incoming => ({
  channel: 'ticket',
  origin: 'mail',
  contact: { name: 'Anna Belotti', email: 'anna@posta.example', phone: null },
  subject: 'Iscrizione alla gita',
  text: 'Buongiorno, come mi iscrivo alla gita di sabato?',
  quoted: null,
  groupId: null,
  attachments: [],
  refusedAttachments: [],
  automatic: false,
  verified: false,
  dedupeKey: `test-${(lastIncoming += 1)}`,
  replyToken: null,
  ...over,
});

export interface TestHubOptions {
  /** Of an earlier hub: the same data. */
  readonly folder?: string;
  readonly startAt?: number;
  /** Of the machine, instead of those that go with the clock. */
  readonly timers?: Timers;
  readonly publicUrl?: string;
  /** Registers further doors, before the hub listens. */
  readonly doors?: (app: Hub['app'], deps: DoorDeps) => Promise<void>;
  readonly chatOrigins?: readonly string[];
  /** The built bubble. */
  readonly script?: string;
}

export interface DoorDeps {
  readonly storage: Storage;
  readonly intake: Hub['intake'];
  readonly clock: StepClock;
}

export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sportello-hub-'));
  const clock = createStepClock(options.startAt);
  const ids = createSystemIds(clock);
  const storage = await openHubStorage({ folder, clock, timers: clock });
  const meta = await storage.write((tx) => ensureSeeded(tx, ids, 'Associazione di prova'));
  const log: string[] = [];
  const publicUrl = options.publicUrl ?? null;
  const hubLog = createLog({ write: (line) => log.push(line) });
  const hub = createHub({
    storage,
    meta,
    clock,
    timers: options.timers ?? clock,
    ids,
    log: hubLog,
    mailDomain: 'prova.example',
    publicUrl: () => publicUrl,
    chatOrigins: options.chatOrigins ?? [],
  });
  const { association } = meta;
  await registerAppointmentPages(hub.app, { ...hub, clock, log: hubLog, association, mailDomain: 'prova.example' });
  await registerFollowPages(hub.app, { ...hub, storage, clock, ids, log: hubLog, association });
  await registerTicketApi(hub.app, { ...hub, storage, clock, mailDomain: 'prova.example' });
  await registerCalendars(hub.app, { storage, clock, mailDomain: 'prova.example' });
  await options.doors?.(hub.app, { storage, intake: hub.intake, clock });
  await registerChatRoutes(hub.app, { ...hub, ...(options.script === undefined ? {} : { script: options.script }) });
  const port = await hub.listen(0, '127.0.0.1');
  return {
    clock,
    ids,
    hub,
    storage,
    folder,
    log,
    httpUrl: `http://127.0.0.1:${port}`,
    syncUrl: `ws://127.0.0.1:${port}/v1/sync`,
    chatUrl: `ws://127.0.0.1:${port}/v1/chat`,
    code: (name, role = 'volunteer') => storage.write((tx) => codeFor(tx, { name, role, clock, ids })),
    receive: async (over) => (await hub.intake.receive(incomingMail(over))).conversationId,
    openAgain: () => openHubStorage({ folder, clock, timers: null }),
    rawData: () => rawData(folder),
    async close() {
      await hub.close();
      await storage.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Asked {
  readonly name: string;
  readonly role: Role;
  readonly clock: StepClock;
  readonly ids: Ids;
}

async function codeFor(tx: Parameters<Parameters<Storage['write']>[0]>[0], { name, role, clock, ids }: Asked) {
  const [known] = await tx.usersByName(name);
  const user = known ?? { id: ids.next(), name, role, active: true };
  if (known === undefined) await tx.putUser(user);
  return issueCode(tx, user.id, { now: clock.now(), ids });
}

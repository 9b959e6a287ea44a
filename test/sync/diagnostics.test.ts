import {
  existsSync,
  readFileSync,
  rmSync,
  mkdtempSync,
  writeFileSync,
  readdirSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import { bundleText } from '../../shared/diagnostics/bundle.ts';
import { coreFactsSchema } from '../../shared/diagnostics/facts.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { desktopFacts } from '../support/renderer/diagnostics.ts';

/** What a PC and the hub tell of themselves after a day's work, and when something is broken. */
const canary = 'zqcanarino';
let hub: TestHub;
let folder: string;
let core: TestCore;
let cable: Cable;
let window: TestRenderer;

const start = async (code: string | null): Promise<TestCore> =>
  openTestCore({
    folder: join(folder, 'pc'),
    start: { hubUrl: hub.syncUrl, enrolCode: code, logFile: join(folder, 'pc', 'logs', 'core.log') },
    deps: { openLog: (file) => openFileLog(file, { now: Date.now() }), openSocket: cable.openSocket },
  });

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-diagnostics-'));
  cable = createCable();
  core = await start(await hub.code(`Maria ${canary}`));
  window = core.renderer();
  await window.watch({ name: 'status' }).until(({ connection, me }) => connection === 'online' && me !== null);
});

afterEach(async () => {
  core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

const opened = (id: string) => window.watch({ name: 'conversation', id });
const run = (command: Parameters<typeof window.call<'command'>>[0]['command']) =>
  window.call({ name: 'command', command });
const settled = () => window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'nothing waits');
const coreLog = (): string => readFileSync(join(folder, 'pc', 'logs', 'core.log'), 'utf8');
const bundle = async (): Promise<string> =>
  bundleText({
    core: coreFactsSchema.parse(await window.call({ name: 'diagnose', checksAll: true })),
    desktop: desktopFacts,
    localNow: Date.now(),
    hubFingerprint: '0123456789ab',
    hubAddress: null,
    logs: { 'core.log': coreLog() },
  });

test('[DG1] [DG4] after a full story no log and no bundle has a name, a text, a subject, an address or a case number', async () => {
  const id = await hub.receive({
    contact: { name: `Rita ${canary}`, email: `${canary}@posta.example`, phone: `035 ${canary}` },
    subject: `Oggetto ${canary}`,
    text: `Buongiorno, vi scrivo di ${canary}.`,
    attachments: [{ name: `${canary}.txt`, type: 'text/plain', bytes: Buffer.from(`allegato ${canary}`) }],
  });
  const open = await opened(id).until((value) => value?.content !== null && value !== null, 'arrived');
  await run({ name: 'claim', conversationId: id });
  const held = await opened(id).until((value) => typeof value?.under === 'number', 'claimed');
  const under = held?.under ?? 0;
  const said = { conversationId: id, under };
  await window.call({ name: 'save-draft', conversationId: id, kind: 'note', text: `Bozza ${canary}` });
  await run({ name: 'note', ...said, messageId: 'n-1', text: `Nota ${canary}` });
  await run({ name: 'reply', ...said, messageId: 'r-1', text: `Risposta ${canary}` });
  await settled();
  // Refused ones, and what no window of ours would send.
  await run({ name: 'reply', ...said, messageId: 'r-2', text: `Mio figlio ha il diabete ${canary}` });
  await settled();
  window.sendRaw({ type: 'call', id: 999, call: { name: canary, text: canary } });
  window.watch({ name: 'search', text: canary, limit: 5 }).now();
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await run({ name: 'resolve', ...said });
  cable.plug();
  await window.call({ name: 'retry-now' });
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  await settled();
  core.core.defect(new TypeError(`cannot read ${canary}`));
  const number = open?.row.number ?? 'none';
  const written = { log: coreLog(), bundle: await bundle(), hub: hub.log.join('\n') };
  for (const [where, text] of Object.entries(written)) {
    expect([where, text.includes(canary), text.includes(number)]).toEqual([where, false, false]);
    expect(text.length).toBeGreaterThan(200);
  }
  expect(written.log).toContain('"event":"defect"');
  const { logs } = JSON.parse(written.bundle) as { logs: Record<string, { droppedFields: number }> };
  expect(logs['core.log']?.droppedFields).toBe(0);
});

test('[DG3] the core says how connection, queues and database are', async () => {
  await hub.receive();
  await window
    .watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 5 })
    .until(({ total }) => total === 1);
  const facts = await window.call({ name: 'diagnose', checksAll: true });
  expect(coreFactsSchema.parse(facts)).toMatchObject({
    state: 'running',
    failure: null,
    connection: { state: 'online', protocol: 2, problem: null, isSyncing: false },
    queues: { commands: 0, drafts: 0, files: 0 },
    database: { health: 'ok', conversations: 1 },
  });
  expect(facts.connection?.latencyMs).toBeGreaterThanOrEqual(0);
  expect(facts.database?.bytes).toBeGreaterThan(4_096);
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await window.call({ name: 'save-draft', conversationId: 'c-1', kind: 'note', text: 'Bozza' });
  const away = await window.call({ name: 'diagnose', checksAll: false });
  expect(away).toMatchObject({
    connection: { state: 'offline', problem: 'hub-unreachable' },
    queues: { drafts: 1 },
    database: { health: 'unchecked' },
  });
});

test('[DG3] a database that cannot be opened is said, and the log stays readable', async () => {
  core.stop();
  const file = readdirSync(join(folder, 'pc')).find((name) => name.endsWith('.db')) ?? '';
  const { size } = statSync(join(folder, 'pc', file));
  writeFileSync(join(folder, 'pc', file), Buffer.alloc(size, 7));
  truncateSync(join(folder, 'pc', file), size);
  core = await start(null);
  window = core.renderer();
  const facts = await window.call({ name: 'diagnose', checksAll: true });
  expect(coreFactsSchema.parse(facts)).toMatchObject({
    state: 'failed',
    failure: 'database-unreadable',
    connection: null,
    queues: null,
    database: null,
  });
  expect(existsSync(join(folder, 'pc', 'logs', 'core.log'))).toBe(true);
  expect(await bundle()).toContain('"state": "failed"');
});

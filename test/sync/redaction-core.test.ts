import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { REDACTED } from '../../shared/redact.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Redaction on two real devices of one person, with real files and sockets. */
const canary = 'zqcanarino4711';
const NOWHERE = 'ws://127.0.0.1:9/';
let hub: TestHub;
let folder: string;
let id: string;

interface Device {
  readonly core: TestCore;
  readonly window: TestRenderer;
  isPlugged: boolean;
}
let desk: Device;
let other: Device;

async function device(name: string): Promise<Device> {
  const place = { isPlugged: true };
  const own = join(folder, name);
  const core = openTestCore({
    folder: own,
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi'), logFile: join(own, 'logs', 'core.log') },
    deps: {
      openLog: (file) => openFileLog(file),
      openSocket: () => new WebSocket(place.isPlugged ? hub.syncUrl : NOWHERE, { perMessageDeflate: false }),
    },
  });
  return Object.assign(place, { core, window: core.renderer() });
}

const opened = ({ window }: Device) => window.watch({ name: 'conversation', id });
const incomingOf = (open: OpenConversation | null) => open?.messages.find(({ kind }) => kind === 'incoming');
const run = ({ window }: Device, command: Command) => window.call({ name: 'command', command });
const textOf = (open: OpenConversation | null): string => incomingOf(open)?.text ?? '';

async function redact(at: Device): Promise<void> {
  const message = incomingOf(await opened(at).until((value) => textOf(value).includes(canary), 'the text'));
  if (message === undefined) throw new Error('no message');
  const start = message.text.indexOf(canary);
  const span = { messageId: message.id, part: 'text' as const, start, end: start + canary.length };
  await run(at, { name: 'redact', conversationId: id, under: 1, ...span, redactions: message.redactions ?? 0 });
}

/** Names of the files of a device in which the words are, raw or with the encryption taken off. */
function holding({ core }: Device): string[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...filesContaining(core.folder, canary), ...filesContaining(copy, canary)];
  rmSync(copy, { recursive: true });
  return found;
}

const found = async ({ window }: Device) => {
  const watch = window.watch({ name: 'search', text: canary, limit: 10 });
  const result = await watch.until((value) => value !== null, 'an answer');
  watch.end();
  return result;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-redaction-'));
  mkdirSync(join(folder, 'hub'));
  hub = await startTestHub({ folder: join(folder, 'hub') });
  [desk, other] = [await device('desk'), await device('other')];
  id = await hub.receive({
    subject: `Tessera di ${canary}`,
    text: `Mi chiamo ${canary}, buongiorno.`,
    quoted: `> ${canary}`,
  });
  await opened(desk).until((value) => value !== null, 'known');
  await run(desk, { name: 'claim', conversationId: id });
  for (const each of [desk, other]) await opened(each).until((value) => typeof value?.under === 'number', 'claimed');
});

afterEach(async () => {
  for (const { core } of [desk, other]) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

test('[RD8] [RD9] the words leave database, index, subject, log, kept commands and drafts of every device', async () => {
  const note = { name: 'note' as const, conversationId: id, under: 1, messageId: 'n1', text: `Chiamare ${canary}` };
  await run(desk, note);
  await desk.window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: `Gentile ${canary}, ecco` });
  for (const each of [desk, other]) {
    await opened(each).until((value) => value?.messages.some((message) => message.id === 'n1') === true, 'the note');
    await each.window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'stored');
    expect(holding(each).length).toBeGreaterThan(0);
  }
  await redact(desk);
  for (const each of [desk, other]) {
    const open = await opened(each).until((value) => incomingOf(value)?.redactions === 1, 'the new text');
    expect(open?.messages.filter(({ kind }) => kind !== 'system').map(({ text, quoted }) => [text, quoted])).toEqual([
      [`Mi chiamo ${REDACTED}, buongiorno.`, `> ${REDACTED}`],
      [`Chiamare ${REDACTED}`, null],
    ]);
    await each.window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'answered');
    await opened(each).until((value) => value?.content?.subject === `Tessera di ${REDACTED}`, 'the new subject');
    expect(holding(each)).toEqual([]);
    expect(JSON.stringify(await found(each))).not.toContain(id);
  }
  const open = await opened(desk).until((value) => value !== null, 'open');
  expect(open?.drafts.map(({ text }) => text)).toEqual([`Gentile ${REDACTED}, ecco`]);
});

test('[RD8] [CO6] made offline it is shown at once, and done when the hub is back', async () => {
  desk.isPlugged = other.isPlugged = false;
  await hub.close();
  await desk.window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await redact(desk);
  const open = await opened(desk).until((value) => textOf(value).includes(REDACTED), 'the overlay');
  expect(open?.row.pending).toBe(1);
  expect(incomingOf(open)?.quoted).toBe(`> ${REDACTED}`);
  hub = await startTestHub({ folder: hub.folder });
  for (const each of [desk, other]) {
    each.isPlugged = true;
    await each.window.call({ name: 'retry-now' });
    const isSettled = each.window.watch({ name: 'status' });
    await isSettled.until(({ connection, outboxCount }) => connection === 'online' && outboxCount === 0, 'answered');
    await opened(each).until((value) => incomingOf(value)?.redactions === 1, 'the new text');
    expect(holding(each)).toEqual([]);
  }
});

import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { OpenSocket } from '../../main/core/sync/link.ts';
import { openTestCore, realCoreDeps, type TestCore, type TestRenderer, type Watch } from '../support/core-fixture.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { isLong } from './faults-shim.ts';
import { textsAtHub } from '../support/texts-at-hub.ts';

/** The connection breaks just where the hub's word on a command would arrive, once for every command. */
const MESSAGES = isLong ? 500 : 100;
let hub: TestHub;
let core: TestCore;
let window: TestRenderer;
let status: Watch<'status'>;
let lost: Set<number>;

const losing: OpenSocket = (url) => {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const passes = (data: unknown): boolean => {
    const { type, seq } = JSON.parse(String(data)) as { type: string; seq?: number };
    if (type !== 'answer' || seq === undefined || lost.has(seq)) return true;
    lost.add(seq);
    socket.terminate();
    return false;
  };
  return {
    addEventListener(type: 'message' | 'close' | 'error', listener: (event: { data: unknown }) => void): void {
      if (type === 'message') socket.addEventListener(type, (event) => passes(event.data) && listener(event));
      else socket.addEventListener(type, () => listener({ data: null }));
    },
    send: (text: string) => socket.send(text),
    close: () => socket.close(),
  };
};

beforeEach(async () => {
  [hub, lost] = [await startTestHub(), new Set()];
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: { ...realCoreDeps(), openSocket: losing },
  });
  window = core.renderer();
  status = window.watch({ name: 'status' });
});
afterEach(async () => {
  core.remove();
  await hub.close();
});

const settled = () =>
  status.until(({ connection, outboxCount }) => connection === 'online' && outboxCount === 0, 'settled');

async function withoutAnswer(command: Command): Promise<void> {
  const { seq } = await window.call({ name: 'command', command });
  await status.until(() => lost.has(seq), 'cut off');
  hub.clock.advance(1_000); // so that nobody takes it for a flood (LIM2)
  await window.call({ name: 'retry-now' });
  await settled();
}

function atHub(): { texts: string[]; mails: number } {
  const sqlite = new Sqlite(join(hub.folder, 'hub.db'), { readonly: true });
  const texts = textsAtHub(sqlite, "kind in ('reply', 'note')");
  const mails = sqlite.prepare("select count(*) from outgoing_mails where kind = 'reply'").pluck().get() as number;
  sqlite.close();
  return { texts, mails };
}

test(`[CO2] [CO4] the answers to ${MESSAGES} commands are lost: ${MESSAGES} messages, and not one more`, async () => {
  await settled();
  const conversationId = await hub.receive();
  const view = window.watch({ name: 'conversation', id: conversationId });
  await view.until((value) => value?.content != null, 'the mail');
  await withoutAnswer({ name: 'claim', conversationId });
  const claimed = await view.until((value) => typeof value?.under === 'number', 'claimed');
  const under = claimed?.under as number;
  for (let n = 1; n <= MESSAGES; n += 1) {
    const message = { conversationId, under, messageId: `m-${n}`, text: `Messaggio ${n}` };
    await withoutAnswer({ name: n % 2 === 0 ? 'reply' : 'note', ...message });
  }
  const { texts, mails } = atHub();
  expect(texts.toSorted()).toEqual(Array.from({ length: MESSAGES }, (_, n) => `Messaggio ${n + 1}`).toSorted());
  expect(mails).toBe(MESSAGES / 2);
  expect(lost.size).toBe(MESSAGES + 1);
}, 240_000);

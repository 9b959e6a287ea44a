import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** The first answer in a chat takes it, on a real device; the clock and the hub's sockets are real. */
let hub: TestHub;
let cable: Cable;
let core: TestCore;
let window: TestRenderer;
let id: string;

const opened = () => window.watch({ name: 'conversation', id });
const repliesAtHub = async (): Promise<readonly string[]> => {
  const messages = (await hub.storage.read((tx) => tx.messages([id], -1))).get(id) ?? [];
  return messages.filter(({ kind }) => kind === 'reply').map(({ text }) => text);
};

/** What the window does when its button is pressed. */
async function answerFirst(text: string): Promise<void> {
  const { seq } = await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  const messageId = await window.call({ name: 'new-id' });
  const command = { name: 'reply' as const, conversationId: id, under: { claim: seq }, messageId, text };
  await window.call({ name: 'command', command });
}

beforeEach(async () => {
  hub = await startTestHub();
  cable = createCable();
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: { openSocket: cable.openSocket },
  });
  window = core.renderer();
  id = await hub.receive({ channel: 'chat', origin: 'chat' });
  await opened().until((open) => open?.content != null, 'it came');
});

afterEach(async () => {
  core.remove();
  await hub.close();
});

test('[CL12] claim and answer go together, and the visitor has the answer', async () => {
  await answerFirst('Eccomi.');
  await opened().until((open) => open?.row.claim === 'mine' && open.messages.at(-1)?.pending === null, 'mine');
  expect(await repliesAtHub()).toEqual(['Eccomi.']);
});

test('[CL12] [CL2] [CO7] where somebody else was faster the text is a draft that says who has the chat', async () => {
  const luca = await enrolDevice(hub, 'Luca Bianchi');
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await answerFirst('Eccomi.');
  await luca.run({ name: 'claim', conversationId: id });
  cable.plug();
  await window.call({ name: 'retry-now' });
  const lost = await opened().until((open) => open?.drafts[0]?.returned != null, 'returned');
  expect(lost?.drafts[0]).toMatchObject({ text: 'Eccomi.', returned: { code: 'stale', userId: luca.userId } });
  expect([lost?.row.claim, lost?.content]).toEqual(['other', null]);
  expect(await repliesAtHub()).toEqual([]);
});

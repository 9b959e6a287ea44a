import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** A core whose clock is a day off, and the real hub, whose clock the test steps: sockets and databases are real. */
const DAY_MS = 24 * 60 * 60_000;
let hub: TestHub;
let cable: Cable;
let maria: TestCore;
let window: TestRenderer;
let luca: TestCore;

async function seat(name: string, clockErrorMs: number): Promise<{ core: TestCore; cable: Cable }> {
  const ownCable = createCable();
  const core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) },
    deps: { openSocket: ownCable.openSocket, clock: { now: () => hub.clock.now() + clockErrorMs } },
  });
  await online(core.renderer());
  return { core, cable: ownCable };
}

const online = (port: TestRenderer) =>
  port.watch({ name: 'status' }).until(({ connection, me }) => connection === 'online' && me !== null, 'online');

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  maria.remove();
  luca.remove();
  await hub.close();
});

async function leaseRunsOut(): Promise<void> {
  for (let step = 0; step < 22; step += 1) {
    hub.clock.advance(5_000);
    for (let turn = 0; turn < 3; turn += 1) await hub.storage.read(async () => undefined);
  }
}

async function chatHeldBy(port: TestRenderer): Promise<string> {
  const id = await hub.receive({ channel: 'chat', origin: 'chat' });
  await port.watch({ name: 'conversation', id }).until((open) => open !== null && open.content !== null, 'it came');
  await port.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await port.watch({ name: 'conversation', id }).until((open) => open?.under === 1, 'claimed');
  return id;
}

test.each([DAY_MS, -DAY_MS])(
  '[LE4] [LE6] [CO7] Its clock is %i ms off: the lease ends by the hub’s, the text comes back with the reason',
  async (clockErrorMs) => {
    ({ core: maria, cable } = await seat('Maria Rossi', clockErrorMs));
    ({ core: luca } = await seat('Luca Bianchi', 0));
    window = maria.renderer();
    const id = await chatHeldBy(window);
    cable.pull();
    await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
    const reply = { name: 'reply', conversationId: id, under: 1, messageId: 'r-1', text: 'Ecco la risposta' } as const;
    await window.call({ name: 'command', command: reply });
    await window.call({ name: 'save-draft', conversationId: id, kind: 'note', text: 'Da ricordare' });
    await leaseRunsOut();
    const his = luca.renderer().watch({ name: 'conversation', id });
    await his.until((open) => open?.row.state === 'waiting', 'it waits again');
    cable.plug();
    await window.call({ name: 'retry-now' });
    await online(window);
    const back = await window
      .watch({ name: 'conversation', id })
      .until((open) => open?.drafts.length === 2 && open.row.pending === 0, 'the text came back');
    expect(back).toMatchObject({ row: { state: 'waiting', claim: 'none' }, under: null });
    const reason = { code: 'stale', why: 'lease-expired' };
    expect(back?.drafts).toMatchObject([
      { kind: 'note', text: 'Da ricordare', returned: null },
      { kind: 'reply', text: 'Ecco la risposta', returned: reason },
    ]);
    expect(window.watch({ name: 'notices' }).now()).toMatchObject([
      { kind: 'lease-expired', conversationId: id, failure: null },
      { kind: 'refused', command: 'reply', conversationId: id, failure: reason },
    ]);
    // Not quietly taken again.
    expect(await hub.storage.read((tx) => tx.conversation(id))).toMatchObject({ state: 'waiting', fence: 2 });
  },
);

test('[LE6] Who comes back when a colleague has it is told so, and holds the stub only', async () => {
  ({ core: maria, cable } = await seat('Maria Rossi', 0));
  ({ core: luca } = await seat('Luca Bianchi', 0));
  window = maria.renderer();
  const id = await chatHeldBy(window);
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await leaseRunsOut();
  const port = luca.renderer();
  await port.watch({ name: 'conversation', id }).until((open) => open?.row.state === 'waiting', 'it waits again');
  await port.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await port.watch({ name: 'conversation', id }).until((open) => open?.under === 3, 'claimed');
  cable.plug();
  await window.call({ name: 'retry-now' });
  const [notice] = await window.watch({ name: 'notices' }).until((notices) => notices.length > 0, 'told');
  const { users } = window.watch({ name: 'directory' }).now();
  const userId = users.find(({ name }) => name === 'Luca Bianchi')?.id;
  expect(notice).toMatchObject({ kind: 'lease-expired', conversationId: id, failure: { code: 'taken', userId } });
  expect(window.watch({ name: 'conversation', id }).now()).toMatchObject({ content: null, row: { claim: 'other' } });
});

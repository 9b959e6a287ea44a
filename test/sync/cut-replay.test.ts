import { expect, test } from 'vitest';
import { createCable } from '../support/core-cable.ts';
import { openTestCore } from '../support/core-fixture.ts';
import { startTestHub } from '../support/hub-fixture.ts';

/** Three frames are on their way, and more wait. */
const NOTES = 420;
/** The line is cut when these are heard to be answered: what left behind them may be at the hub, or not. */
const CUTS = [2, 130, 290];

test('[CO2] [CO3] What was written offline has its effect once and in order, though the line is cut again and again', async () => {
  const hub = await startTestHub();
  const cable = createCable();
  const cuts = CUTS.map((seq) => ({ seq, ...Promise.withResolvers<void>() }));
  let made = 0;
  const core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: {
      openSocket(url) {
        const socket = cable.openSocket(url);
        socket.addEventListener('message', ({ data }) => {
          const cut = cuts[made];
          if (cut === undefined || !String(data).startsWith(`{"type":"answer","seq":${cut.seq},`)) return;
          made += 1;
          cable.pull();
          cut.resolve();
        });
        return socket;
      },
    },
  });
  const window = core.renderer();
  const status = window.watch({ name: 'status' });
  const id = await hub.receive();
  await window.watch({ name: 'conversation', id }).until((value) => value !== null, 'known');
  await status.until(({ connection }) => connection === 'online', 'online');
  cable.pull();
  await status.until(({ connection }) => connection === 'offline', 'offline');
  const { seq: claim } = await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  for (let note = 1; note <= NOTES; note += 1) {
    const messageId = await window.call({ name: 'new-id' });
    const said = { name: 'note', conversationId: id, under: { claim }, messageId, text: `Nota ${note}.` } as const;
    await window.call({ name: 'command', command: said });
  }
  const join = (): Promise<unknown> => {
    cable.plug();
    return window.call({ name: 'retry-now' });
  };
  for (const cut of cuts) {
    await status.until(({ connection }) => connection === 'offline', 'offline');
    await join();
    await cut.promise;
  }
  await status.until(({ connection }) => connection === 'offline', 'cut off');
  await join();
  await status.until(({ outboxCount }) => outboxCount === 0, 'all answered');
  const messages = (await hub.storage.read((tx) => tx.messages([id], -1))).get(id) ?? [];
  expect(messages.filter(({ kind }) => kind === 'note').map(({ text }) => text)).toEqual(
    Array.from({ length: NOTES }, (_, at) => `Nota ${at + 1}.`),
  );
  expect(await window.watch({ name: 'notices' }).until(() => true, 'notices')).toEqual([]);
  core.remove();
  await hub.close();
});

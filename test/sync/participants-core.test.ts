import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Two real devices: a colleague is added to a case and taken out again, and each is told. */
let hub: TestHub;
let maria: TestCore;
let luca: TestCore;

async function seat(name: string): Promise<{ core: TestCore; window: TestRenderer; userId: string }> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });
  const window = core.renderer();
  const status = await window.watch({ name: 'status' }).until(({ me }) => me !== null, 'online');
  return { core, window, userId: status.me?.id ?? '' };
}

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  maria.remove();
  luca.remove();
  await hub.close();
});

test('[CL11] [CL13] who is added is told, who is taken out is told, and their device holds nothing any more', async () => {
  const at = { maria: await seat('Maria Rossi'), luca: await seat('Luca Bianchi') };
  [maria, luca] = [at.maria.core, at.luca.core];
  const id = await hub.receive({ text: 'Un testo riservato' });
  const seen = (window: TestRenderer) => window.watch({ name: 'conversation', id });
  const noticed = (kind: string) =>
    at.luca.window.watch({ name: 'notices' }).until((notices) => notices.some((each) => each.kind === kind), kind);
  await seen(at.maria.window).until((open) => open?.content != null, 'it came');
  await at.maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await seen(at.maria.window).until((open) => open?.under === 1, 'claimed');
  await seen(at.luca.window).until((open) => open?.content === null, 'a stub');
  const about = { conversationId: id, under: 1, userId: at.luca.userId };
  await at.maria.window.call({ name: 'command', command: { name: 'add-participant', ...about } });
  await seen(at.luca.window).until(
    (open) => open?.messages.some(({ text }) => text === 'Un testo riservato') === true,
    'all',
  );
  expect((await noticed('added')).map(({ kind, conversationId }) => [kind, conversationId])).toEqual([['added', id]]);
  await at.maria.window.call({ name: 'command', command: { name: 'remove-participant', ...about } });
  await seen(at.luca.window).until((open) => open !== null && open.content === null, 'evicted');
  expect((await noticed('removed')).map(({ kind }) => kind)).toEqual(['added', 'removed']);
  await seen(at.maria.window).until((open) => open?.under === 2, 'goes on');
});

import { afterEach, beforeEach, test } from 'vitest';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { realTimers } from '../support/real-effects.ts';

/** Two cores and the real hub in one process, as they run in an office: what one does the other sees. */
interface Seat {
  readonly core: TestCore;
  readonly window: TestRenderer;
  readonly userId: string;
}

let hub: TestHub;
let maria: Seat;
let luca: Seat;

async function seat(name: string): Promise<Seat> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });
  const window = core.renderer();
  const status = await window
    .watch({ name: 'status' })
    .until(({ connection, me }) => connection === 'online' && me !== null, 'online');
  return { core, window, userId: status.me?.id ?? '' };
}

beforeEach(async () => {
  hub = await startTestHub({ timers: realTimers });
  [maria, luca] = await Promise.all([seat('Maria Rossi'), seat('Luca Bianchi')]);
});

afterEach(async () => {
  maria.core.remove();
  luca.core.remove();
  await hub.close();
});

test('[PR2] [PR4] Colleagues see each other come, be away, and go', async () => {
  const his = luca.window.watch({ name: 'presence', conversationId: null });
  const state = (value: ReturnType<typeof his.now>) =>
    value.people.find(({ userId }) => userId === maria.userId)?.state;
  await his.until((value) => state(value) === 'available', 'available');
  await maria.window.call({ name: 'set-availability', availability: 'away' });
  await his.until((value) => state(value) === 'away', 'away');
  const hers = maria.window.watch({ name: 'presence', conversationId: null });
  await hers.until(({ own }) => own === 'away', 'her own');
  maria.core.stop();
  await his.until((value) => state(value) === undefined, 'gone');
});

test('[PR3] [PR5] Both look at what waits: each sees the other, and that the other writes, until the claim', async () => {
  const id = await hub.receive();
  const his = luca.window.watch({ name: 'presence', conversationId: id });
  const hers = maria.window.watch({ name: 'presence', conversationId: id });
  await his.until(({ looking }) => looking.join() === maria.userId, 'he sees her');
  await hers.until(({ looking }) => looking.join() === luca.userId, 'she sees him');
  await maria.window.call({ name: 'save-draft', conversationId: id, kind: 'note', text: 'Direi che' });
  await his.until(({ typing }) => typing.join() === maria.userId, 'he sees her write');
  await maria.window.call({ name: 'save-draft', conversationId: id, kind: 'note', text: '' });
  await his.until(({ typing }) => typing.length === 0, 'she stopped');
  await maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await his.until(({ looking }) => looking.length === 0, 'he may not know any more');
  await hers.until(({ looking }) => looking.length === 0, 'nor she, who is alone in it');
});

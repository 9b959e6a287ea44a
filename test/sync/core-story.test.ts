import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Two cores and the real hub in one process: sockets, databases and protocol are real. */
let hub: TestHub;
let maria: TestCore;
let luca: TestCore;

const enrolled = async (name: string): Promise<TestCore> =>
  openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });

const toTake = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 } as const;
const online = (core: TestCore) =>
  core
    .renderer()
    .watch({ name: 'status' })
    .until(({ connection, me }) => connection === 'online' && me !== null);

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = [await enrolled('Maria Rossi'), await enrolled('Luca Bianchi')];
  await Promise.all([online(maria), online(luca)]);
});

afterEach(async () => {
  maria.remove();
  luca.remove();
  await hub.close();
});

describe('first synchronisation and live changes', () => {
  test('[FE3] a mail that arrives is listed on both', async () => {
    const id = await hub.receive();
    for (const core of [maria, luca]) {
      const list = core.renderer().watch(toTake);
      const { rows } = await list.until(({ total }) => total === 1);
      expect(rows[0]).toMatchObject({ id, state: 'waiting', claim: 'none', content: { contactName: 'Anna Belotti' } });
    }
  });
});

test('[CL3] [EV2] a claim makes it private: content is gone on the other device, and the hub has the receipt', async () => {
  const id = await hub.receive();
  const [hers, his] = [maria.renderer(), luca.renderer()];
  const open = his.watch({ name: 'conversation', id });
  await open.until((value) => value?.content?.subject === 'Iscrizione alla gita');
  const mine = hers.watch({ name: 'conversation', id });
  await mine.until((value) => value?.content !== null && value !== null);
  await hers.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await mine.until((value) => value?.row.claim === 'mine' && typeof value.under === 'number');
  const gone = await open.until((value) => value?.content === null);
  expect(gone).toMatchObject({ messages: [], row: { claim: 'other', content: null } });
  expect(luca.toMain).toContainEqual({ type: 'discard', portId: his.portId });
  await mine.until((value) => value?.content?.eviction?.removed === 1);
  const [notice] = luca.renderer().watch({ name: 'notices' }).now();
  expect(notice).toMatchObject({ kind: 'evicted-while-open', failure: { code: 'taken' } });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCommand, commandsAfter } from '../../../../main/core/db/outbox.ts';
import { getMeta } from '../../../../main/core/db/meta.ts';
import { saveDraft } from '../../../../main/core/db/drafts.ts';
import type { SyncClient } from '../../../../main/core/sync/sync-client.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import { challenge, type FakeHub } from '../../../support/core-fake-hub.ts';
import { putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';
import type { StepClock } from '../../../support/step-clock.ts';

const url = benchUrl;
let bench: SyncBench;
let database: TestDatabase;
let hub: FakeHub;
let clock: StepClock;
let client: SyncClient;

beforeEach(() => {
  bench = openSyncBench();
  ({ database, hub, clock, client } = bench);
});
afterEach(() => bench.remove());

const patch = (changes: Change[], cursor: number, done = true): void =>
  hub.last().send({ type: 'patch', changes, cursor, done });
const note = (n: number): void =>
  void database.db.write((tx) =>
    addCommand(tx, { name: 'note', conversationId: 'c-1', under: 1, messageId: `n-${n}`, text: `nota ${n}` }, n),
  );
const online = (): void => {
  client.start(url);
  hub.last().welcome();
};

describe('connecting', () => {
  test('[HS2] answers the challenge with hello, once', () => {
    client.start(url);
    expect(client.status).toMatchObject({ connection: 'connecting', hubUrl: url });
    hub.last().send(challenge);
    expect(hub.last().received).toMatchObject([
      { type: 'hello', deviceId: 'd-1', epoch: null, cursor: 0, answered: 0 },
    ]);
    hub.last().welcome();
    expect(client.status).toMatchObject({ connection: 'online', problem: null, hubOffsetMs: 4_000 });
  });

  test('[HS4] without enrolment it does not even try', () => {
    const fresh = openSyncBench({ enrolled: false });
    fresh.client.start(url);
    expect([fresh.client.status.connection, fresh.hub.connections.length]).toEqual(['not-enrolled', 0]);
    fresh.remove();
  });

  test('[LI2] tries again with growing pauses; a welcome begins anew', () => {
    client.start(url);
    const pauses = [600, 1_200, 2_400, 4_000, 4_000];
    for (const pause of pauses) {
      const { length } = hub.connections;
      hub.last().drop();
      expect(client.status).toMatchObject({ connection: 'offline', problem: { code: 'hub-unreachable' } });
      clock.advance(pause - 1);
      expect(hub.connections).toHaveLength(length);
      clock.advance(1);
      expect(hub.connections).toHaveLength(length + 1);
    }
    hub.last().welcome();
    hub.last().drop();
    clock.advance(600);
    expect(hub.connections).toHaveLength(pauses.length + 2);
  });

  test('offline since the connection was lost, not since the last try', () => {
    online();
    clock.advance(1_000);
    hub.last().drop();
    const { localSinceAt } = client.status;
    clock.advance(600);
    hub.last().drop();
    expect(client.status.localSinceAt).toBe(localSinceAt);
  });

  test.each<ErrorCode>(['unknown-device', 'revoked-device', 'bad-signature', 'unsupported-version'])(
    '[LI2] %s stops it until a person acts',
    (code) => {
      client.start(url);
      hub.last().send(challenge);
      hub.last().send({ type: 'error', failure: { code } });
      clock.advance(3_600_000);
      expect([client.status.problem?.code, hub.connections.length]).toEqual([code, 1]);
      client.retryNow();
      expect(hub.connections).toHaveLength(2);
    },
  );

  test('[HS5] a hub that speaks only newer versions', () => {
    client.start(url);
    hub.last().send({ ...challenge, oldestProtocol: 7, newestProtocol: 9 });
    expect(client.status.problem).toEqual({ code: 'unsupported-version' });
  });

  test('[LI1] answers pings, and gives a silent connection up', () => {
    online();
    hub.last().send({ type: 'ping', hubTime: 9_000 });
    expect(hub.last().of('pong')).toHaveLength(1);
    clock.advance(25_000);
    expect(client.status).toMatchObject({ connection: 'offline', problem: { code: 'silence' } });
    expect(hub.connections[0]?.isClosed()).toBe(true);
  });

  test('frames out of place cost the connection', () => {
    client.start(url);
    patch([], 1);
    expect(client.status.problem).toEqual({ code: 'bad-frame' });
  });
});

describe('pages', () => {
  test('[FE8] stored with their cursor before they are acknowledged', () => {
    online();
    for (let n = 1; n <= 3; n += 1) patch([putOf(n)], n * 10, n === 3);
    expect(
      hub
        .last()
        .of('ack')
        .map(({ cursor }) => cursor),
    ).toEqual([10, 20, 30]);
    expect(database.db.read((tx) => tx.all('select id from conversation'))).toHaveLength(3);
  });

  test('progress while more than one page comes in', () => {
    client.start(url);
    hub.last().welcome({ behind: 3 });
    expect(client.status.syncing).toBeNull();
    patch([putOf(1), putOf(2)], 2, false);
    expect(client.status.syncing).toEqual({ done: 2, total: 3 });
    patch([putOf(3)], 3);
    expect(client.status.syncing).toBeNull();
  });

  test('[FE3] the next connection goes on at the cursor', () => {
    online();
    patch([putOf(1)], 17);
    hub.last().drop();
    clock.advance(600);
    hub.last().send(challenge);
    expect(hub.last().of('hello')[0]).toMatchObject({ cursor: 17, epoch: 'e-1' });
  });

  test('[FE8] a page that cannot be stored is neither kept nor acknowledged', () => {
    online();
    database.db.write((tx) => tx.get('pragma max_page_count = 1'));
    const { page_count } = database.db.read((tx) => tx.get<{ page_count: number }>('pragma page_count')) ?? {
      page_count: 0,
    };
    database.db.read((tx) => tx.get(`pragma max_page_count = ${page_count}`));
    patch(
      Array.from({ length: 200 }, (_, index) => putOf(index + 1)),
      5,
    );
    expect(client.status).toMatchObject({ connection: 'offline', problem: { code: 'disk-full' } });
    expect(hub.last().of('ack')).toEqual([]);
    expect(database.db.read((tx) => tx.all('select id from conversation'))).toEqual([]);
    database.db.read((tx) => tx.get('pragma max_page_count = 1000000'));
    clock.advance(600);
    hub.last().send(challenge);
    expect(hub.last().of('hello')[0]).toMatchObject({ cursor: 0 });
  });
});

describe('[FE10] resynchronisation', () => {
  const before = (): void => {
    online();
    patch([putOf(1)], 5);
    note(1);
    database.db.write((tx) => saveDraft(tx, { conversationId: 'c-1', kind: 'reply' }, { text: 'Bozza', at: 1 }));
    hub.last().drop();
    clock.advance(600);
  };
  const held = () =>
    database.db.read((tx) =>
      ['conversation', 'draft', 'outbox'].map((table) => tx.all(`select 1 from ${table}`).length),
    );

  test('when the hub says so: confirmed state goes, outbox and drafts stay', () => {
    before();
    hub.last().welcome({ resync: true, epoch: 'e-2' });
    expect(held()).toEqual([0, 1, 1]);
    patch([putOf(1)], 3);
    expect(database.db.read((tx) => tx.get('select has_draft from conversation'))).toEqual({ has_draft: 1 });
    hub.last().drop();
    clock.advance(600);
    hub.last().send(challenge);
    expect(hub.last().of('hello')[0]).toMatchObject({ epoch: 'e-2', cursor: 3 });
  });

  test('[EV6] windows that showed what was thrown away are told of', () => {
    before();
    bench.happened.length = 0;
    hub.last().welcome({ resync: true, epoch: 'e-2' });
    expect(bench.happened).toContain('left c-1');
  });

  test('[EV4] a receipt that was owed to the earlier life is not given to the new one', () => {
    online();
    patch([putOf(1)], 2);
    patch([takenOf(1, { fence: 4 })], 3);
    hub.last().drop();
    clock.advance(600);
    hub.last().welcome({ resync: true, epoch: 'e-2' });
    expect(hub.last().of('evicted')).toEqual([]);
  });

  test('[RE4] a device that is cut off in the middle of it has heard of nothing', () => {
    before();
    const { db } = database;
    db.write((tx) => {
      tx.run(`create temp trigger cut before update on meta when new.name = 'association'
        begin select raise(abort, 'cut off'); end`);
    });
    expect(() => hub.last().welcome({ resync: true, epoch: 'e-2' })).toThrow('cut off');
    expect(held()).toEqual([1, 1, 1]);
    expect(db.read((tx) => getMeta(tx, 'epoch'))).not.toBe('e-2');
  });

  test('also when another epoch comes without being announced', () => {
    before();
    hub.last().welcome({ epoch: 'e-9' });
    expect(held()).toEqual([0, 1, 1]);
  });
});

describe('eviction', () => {
  test('[EV2] windows, then the log, and only then the word to the hub', () => {
    online();
    patch([putOf(1), putOf(2)], 2);
    bench.happened.length = 0;
    patch([takenOf(1)], 3);
    expect(bench.happened).toEqual(['left c-1', 'truncated']);
    expect(hub.last().of('evicted')).toEqual([{ type: 'evicted', items: [{ conversationId: 'c-1', fence: 1 }] }]);
  });

  test('[EV2] [EV4] a receipt is sent again on a new connection until the hub must have got it', () => {
    online();
    patch([putOf(1)], 2);
    patch([takenOf(1, { fence: 4 })], 3);
    hub.last().drop();
    clock.advance(600);
    hub.last().welcome();
    expect(hub.last().of('evicted')).toEqual([{ type: 'evicted', items: [{ conversationId: 'c-1', fence: 4 }] }]);
    // What a hub may still send that hears nothing: three pings, and one that was on its way.
    const pingsAndReconnects = (pings: number): void => {
      for (let n = 0; n < pings; n += 1) hub.last().send({ type: 'ping', hubTime: 9_000 });
      hub.last().drop();
      clock.advance(600);
      hub.last().welcome();
    };
    pingsAndReconnects(4);
    expect(hub.last().of('evicted')).toHaveLength(1);
    pingsAndReconnects(5);
    expect(hub.last().of('evicted')).toEqual([]);
  });

  test('[EV4] content that came again takes the word back', () => {
    online();
    patch([putOf(1)], 2);
    patch([takenOf(1)], 3);
    hub.last().drop();
    clock.advance(600);
    hub.last().welcome();
    patch([putOf(1)], 4);
    hub.last().drop();
    clock.advance(600);
    hub.last().welcome();
    expect(hub.last().of('evicted')).toEqual([]);
  });

  test('[EV2] many at once: at most 500 in a frame', () => {
    online();
    const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
    for (const part of [numbers.slice(0, 300), numbers.slice(300)]) {
      patch(
        part.map((n) => putOf(n)),
        2,
      );
    }
    patch(
      numbers.map((n) => takenOf(n)),
      3,
    );
    expect(
      hub
        .last()
        .of('evicted')
        .map(({ items }) => items.length),
    ).toEqual([500, 100]);
  });
});

test('[GU2] [EX4] text that nobody may read is not asked for; what expired is', () => {
  online();
  const waits = { state: 'waiting', assigneeId: null, fence: 0, claimedAt: null } as const;
  patch([takenOf(1, { ...waits, flags: ['health'] }), takenOf(2, waits)], 2);
  expect(hub.last().of('fetch')).toEqual([{ type: 'fetch', conversationIds: ['c-2'] }]);
});

describe('commands', () => {
  const pushed = (): number[] =>
    hub
      .last()
      .of('push')
      .flatMap(({ commands }) => commands.map(({ seq }) => seq));
  const answer = (seq: number): void => hub.last().send({ type: 'answer', seq, outcome: { ok: true } });

  test('[CO2] in order, a window at a time, the next when answers come', () => {
    for (let n = 1; n <= 350; n += 1) note(n);
    online();
    expect(pushed()).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    for (let seq = 1; seq <= 30; seq += 1) answer(seq);
    expect(pushed()).toEqual(Array.from({ length: 330 }, (_, index) => index + 1));
  });

  test('[CO2] what has no answer is pushed again on the next connection', () => {
    for (let n = 1; n <= 3; n += 1) note(n);
    online();
    answer(1);
    hub.last().drop();
    clock.advance(600);
    hub.last().welcome({ lastCommand: 2 });
    expect(pushed()).toEqual([2, 3]);
  });

  test('[CO5] says which answers are stored', () => {
    note(1);
    note(2);
    online();
    answer(1);
    clock.advance(200);
    expect(hub.last().of('ack')).toEqual([{ type: 'ack', cursor: 0, answered: 1 }]);
  });

  test('[CO8] stored as sent before the first byte leaves', () => {
    note(1);
    expect(database.db.read((tx) => commandsAfter(tx, 0, 1))[0]?.sent).toBe(false);
    online();
    expect(database.db.read((tx) => commandsAfter(tx, 0, 1))[0]?.sent).toBe(true);
  });

  test('one that this program does not know is passed on as it was written', () => {
    note(1);
    database.db.write((tx) =>
      tx.run('update outbox set command = cast(zeroblob(4096) || ? as blob)', [
        Buffer.from('{"name":"sing","conversationId":"c-1"}'),
      ]),
    );
    online();
    expect(hub.last().of('push')[0]?.commands).toEqual([{ seq: 1, command: { name: 'sing', conversationId: 'c-1' } }]);
    answer(1);
    expect(database.db.read((tx) => commandsAfter(tx, 0, 1))).toEqual([]);
  });

  test('texts of the greatest length are pushed in frames that the hub accepts', () => {
    database.db.write((tx) => {
      for (let n = 0; n < 12; n += 1) {
        addCommand(
          tx,
          { name: 'note', conversationId: 'c-1', under: 1, messageId: `n-${n}`, text: '\u0001'.repeat(20_000) },
          1,
        );
      }
    });
    online();
    expect(pushed()).toHaveLength(12);
    for (const frame of hub.last().of('push')) expect(JSON.stringify(frame).length).toBeLessThan(256 * 1024);
  });
});

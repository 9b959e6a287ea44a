import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowById } from '../../../../main/core/db/conversation-row.ts';
import { saveDraft, draftsOf } from '../../../../main/core/db/drafts.ts';
import { setMeta } from '../../../../main/core/db/meta.ts';
import { allNotices } from '../../../../main/core/db/notices.ts';
import { addCommand, commandsAfter } from '../../../../main/core/db/outbox.ts';
import { indexSlice, unindexedCount } from '../../../../main/core/db/search-index.ts';
import { unsentReceipts } from '../../../../main/core/db/receipts.ts';
import { Expiry } from '../../../../main/core/sync/expiry.ts';
import { me, messageOf, openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';
import { createStepClock, type StepClock } from '../../../support/step-clock.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Time is counted this often. */
const TICK = 5 * 60_000;

let database: TestDatabase;
/** What really passes, and what makes timers fire. */
let time: StepClock;
/** What somebody set the PC's clock to, beyond the real time. */
let shifted = 0;
let isOnline: boolean;
let expired: string[];
let expiry: Expiry;

beforeEach(() => {
  database = openTestDatabase();
  database.apply([putOf(1), putOf(2), putOf(3, { state: 'claimed', assigneeId: me, fence: 1, participantIds: [me] })]);
  time = createStepClock();
  [shifted, isOnline, expired] = [0, true, []];
  expiry = start();
});
afterEach(() => {
  expiry.stop();
  database.remove();
});

function start(): Expiry {
  const made = new Expiry({
    db: database.db,
    clock: { now: () => time.now() + shifted },
    timers: time,
    isOnline: () => isOnline,
    away: () => undefined,
    expired: (ids) => void expired.push(...ids),
    failed: (error) => {
      throw error;
    },
  });
  made.look();
  return made;
}

const cut = (): void => {
  isOnline = false;
  expiry.look();
};
const holds = (n: number): boolean => database.db.read((tx) => rowById(tx, `c-${n}`)?.content_slot != null);
const heldOf = () => [holds(1), holds(2), holds(3)];

describe('[EX1] text that nobody claimed', () => {
  test('goes after 48 hours without contact, not earlier; what is held here stays, the person is told once', () => {
    cut();
    time.advance(48 * HOUR - 1);
    expect(heldOf()).toEqual([true, true, true]);
    time.advance(1);
    expect(heldOf()).toEqual([false, false, true]);
    expect(expired).toEqual(['c-1', 'c-2']);
    time.advance(3 * DAY);
    expect(expired).toHaveLength(2);
    expect(database.db.read(allNotices)).toMatchObject([{ kind: 'expired', conversationId: null, failure: null }]);
    expect(database.db.read((tx) => rowById(tx, 'c-1'))).toMatchObject({ state: 'waiting', v_list: 'to-take' });
  });

  test('stays while there is contact, and the time counts from the last one', () => {
    time.advance(3 * DAY);
    cut();
    time.advance(47 * HOUR);
    isOnline = true;
    expiry.look();
    cut();
    time.advance(47 * HOUR);
    expect(heldOf()).toEqual([true, true, true]);
    time.advance(HOUR);
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('goes when the hub says so: another time is kept', () => {
    database.db.write((tx) => setMeta(tx, 'textExpiresAfterMs', 2 * HOUR));
    cut();
    time.advance(2 * HOUR);
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('is gone before anything is shown by a program that was not running meanwhile', () => {
    cut();
    time.advance(HOUR);
    expiry.stop();
    time.advance(47 * HOUR);
    expect(heldOf()).toEqual([true, true, true]);
    expiry = start();
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('is in no index afterwards where it was a lot, and what stays is found again', () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      putOf(n + 10, {}, [messageOf(`m-${n + 10}`, { text: 'comune' })]),
    );
    database.apply(many);
    database.apply([{ kind: 'more', conversationId: 'c-3', messages: [messageOf('x-3', { text: 'comune' })] }]);
    const found = () => database.db.read((tx) => tx.all("select rowid from search where search match 'comune'"));
    while (database.db.write(indexSlice));
    expect(found()).toHaveLength(251);
    cut();
    time.advance(48 * HOUR);
    expect(expired).toHaveLength(252);
    expect(found()).toEqual([]);
    while (database.db.write(indexSlice));
    expect(found()).toEqual([{ rowid: 2_026_000_003 }]);
    expect(database.db.read(unindexedCount)).toBe(0);
  });

  test('goes also where it was asked for offline; outbox and drafts stay', () => {
    database.db.write((tx) => {
      const claim = addCommand(tx, { name: 'claim', conversationId: 'c-1' }, 1);
      const reply = { name: 'reply', conversationId: 'c-1', under: { claim }, messageId: 'r', text: 'Mia' } as const;
      addCommand(tx, reply, 2);
      saveDraft(tx, { conversationId: 'c-2', kind: 'note' }, { text: 'Bozza', at: 1 });
    });
    cut();
    time.advance(2 * DAY);
    expect(heldOf()).toEqual([false, false, true]);
    expect(database.db.read((tx) => commandsAfter(tx, 0, 9)).map(({ command }) => command?.name)).toEqual([
      'claim',
      'reply',
    ]);
    expect(database.db.read((tx) => draftsOf(tx, 'c-2'))).toMatchObject([{ text: 'Bozza' }]);
  });
});

describe('[EX2] the clock of the PC', () => {
  test('set back by a day gives five minutes at most', () => {
    cut();
    time.advance(20 * HOUR);
    shifted = -DAY;
    time.advance(28 * HOUR + TICK);
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('set back again and again gives no more than five minutes each time', () => {
    cut();
    for (let times = 0; times < 10; times += 1) {
      time.advance(5 * HOUR);
      shifted -= 5 * HOUR;
    }
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('set forward by a day makes it go a day earlier', () => {
    cut();
    shifted = DAY;
    time.advance(DAY - 1);
    expect(heldOf()).toEqual([true, true, true]);
    time.advance(TICK);
    expect(heldOf()).toEqual([false, false, true]);
  });

  test('set back while the program does not run takes nothing off what was counted', () => {
    cut();
    time.advance(40 * HOUR);
    expiry.stop();
    shifted = -3 * DAY;
    expiry = start();
    time.advance(8 * HOUR - TICK);
    expect(heldOf()).toEqual([true, true, true]);
    time.advance(TICK);
    expect(heldOf()).toEqual([false, false, true]);
  });
});

test('[EX3] the hub is owed a word: that it expired, and where this device stood', () => {
  database.db.write((tx) => setMeta(tx, 'cursor', 77));
  cut();
  time.advance(2 * DAY);
  expect(database.db.read((tx) => unsentReceipts(tx, 9))).toEqual([
    { conversationId: 'c-1', fence: 0, expired: 77 },
    { conversationId: 'c-2', fence: 0, expired: 77 },
  ]);
  database.apply([putOf(1)]);
  expect(database.db.read((tx) => unsentReceipts(tx, 9))).toHaveLength(1);
});

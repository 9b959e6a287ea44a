import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertText, isSeen } from '../../../../main/alert-texts.ts';
import { Alerts } from '../../../../main/core/alerts/alerts.ts';
import { addNotice } from '../../../../main/core/db/notices.ts';
import { changePreferences } from '../../../../main/core/db/preferences.ts';
import { badge } from '../../../../main/core/queries/list.ts';
import type { Notice } from '../../../../shared/bridge/core-queries.ts';
import { fromCoreSchema, type FromCore } from '../../../../shared/bridge/host.ts';
import { alertKinds, type Alert } from '../../../../shared/model/alert.ts';
import { defaultPreferences } from '../../../../shared/model/preferences.ts';
import { isQuiet, quietUntil } from '../../../../shared/model/quiet.ts';
import { me, messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';
import { createStepClock, type StepClock } from '../../../support/step-clock.ts';

let database: TestDatabase;
let clock: StepClock;
let told: FromCore[];
let isShown: boolean;
let isCurrent: boolean;
let alerts: Alerts;

beforeEach(() => {
  database = openTestDatabase();
  clock = createStepClock();
  told = [];
  [isShown, isCurrent] = [true, true];
  alerts = new Alerts({
    ...{ db: database.db, clock, timers: clock, toMain: (message) => told.push(message) },
    ...{ isCurrent: () => isCurrent, isShown: () => isShown },
    failed(error) {
      throw error;
    },
  });
});
afterEach(() => {
  alerts.stop();
  database.remove();
});

const mine = { state: 'claimed' as const, assigneeId: me, fence: 1, participantIds: [me] };
const wrote = (n: number, at: number) => putOf(n, mine, [messageOf(`m-${n}`), messageOf(`m-${n}-${at}`, { at })]);
const look = (): void => clock.advance(10_000);
/** What was there before. */
function begin(...changes: Parameters<TestDatabase['apply']>[0]): void {
  database.apply(changes);
  alerts.wake();
  look();
}
const notice = (kind: Notice['kind'], conversationId: string | null): void =>
  database.db.write((tx) => addNotice(tx, { localAt: 1, conversationId, kind, command: null, failure: null }));
const heard = () =>
  told.map((message) => (message.type === 'alert' ? [message.kind, message.count, message.number] : []));

describe('[NT1] what is told', () => {
  test('what arrives, of one with its number, of several the count; not what was there, and of what others hold nothing', () => {
    begin(putOf(1), putOf(2));
    expect(told).toEqual([]);
    database.apply([putOf(3)]);
    look();
    expect(told).toEqual([
      { type: 'alert', kind: 'arrived', count: 1, conversationId: 'c-3', number: '2026-000003', channel: 'ticket' },
    ]);
    database.apply([putOf(4), putOf(5), takenOf(6)]);
    look();
    expect(told.slice(1)).toEqual([
      { type: 'alert', kind: 'arrived', count: 2, conversationId: null, number: null, channel: null },
    ]);
  });

  test('at most once in ten seconds, with all that came meanwhile', () => {
    begin(putOf(1));
    database.apply([putOf(2)]);
    clock.advance(1_000);
    expect(heard()).toEqual([['arrived', 1, '2026-000002']]);
    for (const n of [3, 4, 5]) {
      database.apply([putOf(n)]);
      clock.advance(2_000);
    }
    expect(told).toHaveLength(1);
    clock.advance(4_000);
    expect(heard().slice(1)).toEqual([['arrived', 3, null]]);
  });

  test('not what waits in groups that are not this person’s; the badge counts neither', () => {
    const group = (id: string, memberIds: string[]) => ({
      id,
      name: { it: id, en: id },
      position: 1,
      revision: 1,
      memberIds,
    });
    const groups = [group('segreteria', ['luca']), group('cassa', [me])];
    begin(...groups.map((each, index) => ({ kind: 'group' as const, version: index + 1, group: each })), putOf(1));
    database.apply([putOf(2), putOf(3, { groupId: 'cassa' })]);
    look();
    expect(heard()).toEqual([['arrived', 1, '2026-000003']]);
    expect(database.db.read(badge)).toEqual({ waiting: 1, mine: 0 });
    database.apply([
      putOf(4, mine),
      putOf(5, mine, [messageOf('m-5'), messageOf('r-5', { kind: 'reply', at: 20_000 })]),
    ]);
    expect(database.db.read(badge)).toEqual({ waiting: 1, mine: 1 });
  });

  test('what the contact writes in a case of theirs, but not what has just become theirs', () => {
    begin(putOf(1, mine), putOf(2));
    database.apply([putOf(2, mine)]);
    look();
    expect(told).toEqual([]);
    database.apply([wrote(2, 30_000)]);
    look();
    expect(heard()).toEqual([['written', 1, '2026-000002']]);
    database.apply([wrote(1, 31_000), wrote(2, 32_000)]);
    look();
    expect(heard().slice(1)).toEqual([['written', 2, null]]);
  });

  test('what was passed to them, and what is due; of other notices nothing', () => {
    begin(putOf(1, mine));
    for (const kind of ['passed', 'late-promise', 'refused', 'inspected'] as const) notice(kind, 'c-1');
    notice('late-call', 'c-1');
    look();
    expect(heard()).toEqual([
      ['assigned', 1, '2026-000001'],
      ['due', 2, null],
    ]);
  });

  test('nothing before all has come in that was there when the connection began', () => {
    isCurrent = false;
    begin(putOf(1));
    isCurrent = true;
    alerts.wake();
    look();
    expect(told).toEqual([]);
    database.apply([putOf(2)]);
    look();
    expect(heard()).toEqual([['arrived', 1, '2026-000002']]);
  });
});

describe('[NT2] nothing is told, nor later,', () => {
  const hushed = (hush: () => void, end: () => void): void => {
    begin(putOf(1));
    hush();
    database.apply([putOf(2)]);
    look();
    end();
    alerts.wake();
    look();
    expect(told).toEqual([]);
    database.apply([putOf(3)]);
    look();
    expect(heard()).toEqual([['arrived', 1, '2026-000003']]);
  };
  const prefer = (change: Parameters<typeof changePreferences>[1]): unknown =>
    database.db.write((tx) => changePreferences(tx, change));

  test('while it is locked', () =>
    hushed(
      () => (isShown = false),
      () => (isShown = true),
    ));
  test('while the person wants to be left alone', () =>
    hushed(
      () => prefer({ quietUntilAt: clock.now() + 60_000 }),
      () => prefer({ quietUntilAt: null }),
    ));
  test('of a kind that is switched off', () => {
    const { notifications } = defaultPreferences;
    hushed(
      () => prefer({ notifications: { ...notifications, arrived: false } }),
      () => prefer({ notifications }),
    );
  });

  test.each([
    ['22:30', { from: 22 * 60, to: 8 * 60 }, true],
    ['07:59', { from: 22 * 60, to: 8 * 60 }, true],
    ['08:00', { from: 22 * 60, to: 8 * 60 }, false],
    ['13:00', { from: 12 * 60, to: 14 * 60 }, true],
    ['14:00', { from: 12 * 60, to: 14 * 60 }, false],
    ['14:00', { from: 14 * 60, to: 14 * 60 }, false],
  ])('at %s in the association’s hours between %o: %s', (time, quietHours, expected) => {
    for (const [day, zone] of [
      ['2026-01-15', '+01:00'],
      ['2026-07-15', '+02:00'],
    ]) {
      expect(isQuiet({ quietUntilAt: null, quietHours }, Date.parse(`${day}T${time}:00${zone}`))).toBe(expected);
    }
  });

  test('until tomorrow is until the next day begins, on days of 23 and 25 hours, too', () => {
    const until = (at: string) => new Date(quietUntil('tomorrow', Date.parse(at))).toISOString();
    expect(until('2026-03-28T23:30:00+01:00')).toBe('2026-03-28T23:00:00.000Z');
    expect(until('2026-03-29T12:00:00+02:00')).toBe('2026-03-29T22:00:00.000Z');
    expect(until('2026-10-25T00:10:00+02:00')).toBe('2026-10-25T23:00:00.000Z');
    expect(quietUntil('hour', 5)).toBe(3_600_005);
  });

  test('of what is on a screen that somebody looks at', () => {
    const seen = (kind: Alert['kind'], id: string | null): boolean =>
      isSeen({ kind, count: 1, conversationId: id, number: null, channel: null }, 'c-1');
    expect([seen('arrived', 'c-2'), seen('written', 'c-1'), seen('written', 'c-2')]).toEqual([true, true, false]);
  });
});

test('[NT3] neither what the core tells nor what is shown has a word that anybody wrote; on a shared PC it is a count', () => {
  const canary = 'Girandola';
  const people = { contact: { name: canary, email: `${canary}@posta.example`, phone: null }, subject: canary };
  const text = messageOf('m-x', { text: canary, at: 50_000 });
  begin(putOf(1, { ...mine, ...people }, [messageOf('m-1', { text: canary })]));
  database.apply([
    putOf(2, people, [text]),
    putOf(3, people, [text]),
    putOf(1, { ...mine, ...people }, [messageOf('m-1'), text]),
  ]);
  notice('passed', 'c-1');
  notice('late-promise', 'c-1');
  look();
  expect(heard().map(([kind]) => kind)).toEqual([...alertKinds]);
  expect(JSON.stringify(told)).not.toContain(canary);
  for (const message of told) {
    expect(fromCoreSchema.parse({ ...message, subject: canary, text: canary })).toEqual(message);
    if (message.type !== 'alert') continue;
    for (const language of ['it', 'en'] as const) {
      expect(alertText(message, { language, isShared: false })).not.toContain(canary);
      expect(alertText(message, { language, isShared: true })).toMatch(/^\d+ \D+$/);
    }
  }
});

test('[NT3] the words in both languages', () => {
  const one = { count: 1, conversationId: 'c-1', number: '2026-000001', channel: 'chat' } as const;
  const many = { count: 3, conversationId: null, number: null, channel: null } as const;
  const said = (language: 'it' | 'en') =>
    alertKinds.flatMap((kind) =>
      [one, many].map((facts) => alertText({ kind, ...facts }, { language, isShared: false })),
    );
  expect(said('it')).toEqual([
    'Aspetta nei tuoi gruppi: chat 2026-000001',
    '3 novità aspettano nei tuoi gruppi',
    'Adesso segui anche tu la pratica 2026-000001',
    'Hai 3 pratiche nuove da seguire',
    'Nuovo messaggio nella tua chat 2026-000001',
    'Nuovi messaggi in 3 delle tue pratiche',
    'C’è una scadenza per la pratica 2026-000001',
    'Ci sono 3 scadenze',
  ]);
  for (const text of said('en')) expect(text).not.toBe('');
});

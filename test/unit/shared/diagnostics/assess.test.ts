import { describe, expect, test } from 'vitest';
import { it as italian } from '../../../../renderer/i18n/it/index.ts';
import { assess, overall, type Facts, type Light } from '../../../../shared/diagnostics/assess.ts';
import type { CoreFacts, DesktopFacts } from '../../../../shared/diagnostics/facts.ts';
import { now } from '../../../support/renderer/fixtures.ts';
import { coreFacts, desktopFacts } from '../../../support/renderer/diagnostics.ts';

const HOUR_MS = 60 * 60_000;

interface Change {
  readonly core?: Partial<CoreFacts> | null;
  readonly connection?: Partial<NonNullable<CoreFacts['connection']>>;
  readonly queues?: Partial<NonNullable<CoreFacts['queues']>>;
  readonly database?: Partial<NonNullable<CoreFacts['database']>>;
  readonly desktop?: Partial<DesktopFacts>;
}

function factsWith({ core, connection, queues, database, desktop }: Change): Facts {
  const { connection: link, queues: waiting, database: file } = coreFacts;
  if (link === null || waiting === null || file === null) throw new Error('the fixture is whole');
  const whole = {
    ...coreFacts,
    connection: { ...link, ...connection },
    queues: { ...waiting, ...queues },
    database: { ...file, ...database },
  };
  return {
    core: core === null ? null : { ...whole, ...core },
    desktop: { ...desktopFacts, ...desktop },
    localNow: now,
  };
}

/** What it is, what is different from a PC on which all is well, and: part, light, state. */
const cases: readonly (readonly [string, Change, readonly [string, Light, string]])[] = [
  ['a development runtime', { desktop: { isDevelopmentRuntime: true } }, ['program', 'watch', 'development']],
  ['safe mode', { desktop: { isSafeMode: true } }, ['program', 'watch', 'safe-mode']],
  ['a core that is silent', { core: null }, ['core', 'bad', 'silent']],
  ['a core that has failed', { core: { state: 'failed', failure: 'disk-full' } }, ['core', 'bad', 'failed']],
  ['a wiped PC', { core: { state: 'wiped' } }, ['core', 'bad', 'wiped']],
  ['a core that starts', { core: { state: 'starting' } }, ['core', 'watch', 'starting']],
  ['a lock', { core: { state: 'locked' } }, ['core', 'note', 'closed']],
  ['a core that came back', { desktop: { coreRestarts: 1 } }, ['core', 'watch', 'restarted']],
  ['a keyring that is shut', { desktop: { keyProblem: true } }, ['core', 'bad', 'key']],
  ['a keyring that is shut', { desktop: { keyProblem: true } }, ['keys', 'bad', 'problem']],
  ['no keyring', { core: { protection: 'none' } }, ['keys', 'watch', 'none']],
  ['no activation', { connection: { state: 'not-enrolled' } }, ['connection', 'note', 'not-enrolled']],
  ['a try', { connection: { state: 'connecting' } }, ['connection', 'watch', 'connecting']],
  [
    'an hour offline',
    { connection: { state: 'offline', localSinceAt: now - HOUR_MS } },
    ['connection', 'watch', 'offline'],
  ],
  [
    'days offline',
    { connection: { state: 'offline', localSinceAt: now - 30 * HOUR_MS } },
    ['connection', 'bad', 'long'],
  ],
  ['a refusal', { connection: { state: 'offline', problem: 'revoked-device' } }, ['connection', 'bad', 'final']],
  ['a slow hub', { connection: { latencyMs: 900 } }, ['latency', 'watch', 'slow']],
  ['a very slow hub', { connection: { latencyMs: 9_000 } }, ['latency', 'bad', 'slow']],
  ['a clock behind', { connection: { clockOffsetMs: 120_000 } }, ['clock', 'watch', 'behind']],
  ['a clock an hour ahead', { connection: { clockOffsetMs: -HOUR_MS } }, ['clock', 'bad', 'ahead']],
  ['what just waits', { queues: { commands: 2, commandsOldestLocalAt: now - 1_000 } }, ['outbox', 'ok', 'waiting']],
  [
    'what waits an hour',
    { queues: { commands: 1, commandsOldestLocalAt: now - HOUR_MS } },
    ['outbox', 'watch', 'waiting'],
  ],
  [
    'what waits for days',
    { queues: { commands: 1, commandsOldestLocalAt: now - 40 * HOUR_MS } },
    ['outbox', 'bad', 'long'],
  ],
  ['a damaged archive', { database: { health: 'damaged' } }, ['database', 'bad', 'damaged']],
  ['a checked archive', { database: { health: 'ok' } }, ['database', 'ok', 'checked']],
  ['an index behind', { queues: { unindexed: 12 } }, ['search', 'note', 'behind']],
  ['little room', { desktop: { disk: { totalBytes: 9e9, freeBytes: 9e8 } } }, ['disk', 'watch', 'low']],
  ['no room', { desktop: { disk: { totalBytes: 9e9, freeBytes: 9e7 } } }, ['disk', 'bad', 'full']],
  ['settings lost', { desktop: { settingsProblem: true } }, ['settings', 'watch', 'reset']],
  ['no notifications', { desktop: { notifications: false } }, ['notifications', 'watch', 'none']],
  ['spelling', { desktop: { spelling: { isOn: true, languages: ['it'] } } }, ['spelling', 'ok', 'fine']],
  [
    'spelling that somebody turned off',
    { desktop: { spelling: { isOn: false, languages: ['it'] } } },
    ['spelling', 'note', 'off'],
  ],
  ['no dictionary', { desktop: { spelling: { isOn: true, languages: [] } } }, ['spelling', 'note', 'none']],
  [
    'policy that is not obeyed',
    { desktop: { policy: { ...desktopFacts.policy, problems: [{ key: null, reason: 'unknown-key' }] } } },
    ['policy', 'watch', 'problems'],
  ],
  [
    'an authority that is not there',
    { desktop: { policy: { ...desktopFacts.policy, isAuthorityMissing: true } } },
    ['policy', 'bad', 'authority'],
  ],
];

describe('[DG3] what is said of each part', () => {
  test.each(cases)('%s', (_what, change, [id, light, state]) => {
    expect(assess(factsWith(change)).find((finding) => finding.id === id)).toMatchObject({ light, state });
  });

  test('a PC on which all is well says so, and what is off is no fault', () => {
    const findings = assess(factsWith({}));
    expect(overall(findings)).toBe('ok');
    expect(findings.filter(({ light }) => light !== 'ok').map(({ id, state }) => `${id} ${state}`)).toEqual([
      'spelling none',
    ]);
  });

  test('each has a title and a sentence', () => {
    const said = [factsWith({}), ...cases.map(([, change]) => factsWith(change))].flatMap(assess);
    const wanted = said.flatMap(({ id, state }) => [`diag.${id}`, `diag.${id}.${state}`]);
    expect([...new Set(wanted)].filter((id) => !(id in italian))).toEqual([]);
  });
});

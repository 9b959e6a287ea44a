import { describe, expect, test } from 'vitest';
import { bundleText, type BundleParts } from '../../../../shared/diagnostics/bundle.ts';
import { now } from '../../../support/renderer/fixtures.ts';
import { coreFacts, desktopFacts } from '../../../support/renderer/diagnostics.ts';

const parts: BundleParts = {
  core: coreFacts,
  desktop: desktopFacts,
  localNow: now,
  hubFingerprint: '0123456789ab',
  hubAddress: null,
  logs: {},
};
const canary = 'Rita CANARINO';

describe('[DG4] the bundle', () => {
  test('says how things are, and which log lines there were', () => {
    const text = bundleText({
      ...parts,
      logs: { 'core.log': '{"time":"2026-03-10T09:00:00.000Z","event":"evicted","count":3}\n' },
    });
    expect(JSON.parse(text)).toMatchObject({
      bundle: 'sportello-diagnostics',
      version: 1,
      findings: expect.arrayContaining([{ id: 'connection', light: 'ok', state: 'fine' }]) as unknown,
      hub: { fingerprint: '0123456789ab' },
      core: { deviceId: coreFacts.deviceId },
      logs: { 'core.log': { lines: [{ event: 'evicted', count: 3 }], olderLines: 0, droppedFields: 0 } },
    });
    expect(text).not.toContain('address');
  });

  test('has the address of the hub only when the person said so', () => {
    expect(bundleText({ ...parts, hubAddress: 'wss://centro.example.org' })).toContain(
      '"address": "wss://centro.example.org"',
    );
  });

  test('leaves out of a log whatever does not belong there, and counts it', () => {
    const lines = [
      { time: '2026-03-10T09:00:00.000Z', event: 'evicted', text: canary },
      { event: canary, count: 1 },
      { event: 'defect', name: canary, at: `at open (${canary}:1:2)` },
      { event: 'defect', name: 'TypeError', at: 'at C:\\Users\\Rita\\core.js:1:2' },
      { event: 'offline', code: canary, retryInMs: canary },
      { event: 'started', appVersion: canary, node: canary, sqlite: 'via Roma 1' },
      [canary],
    ].map((line) => JSON.stringify(line));
    const text = bundleText({ ...parts, logs: { 'core.log': [...lines, canary, 'null'].join('\n') } });
    expect(text).not.toMatch(/CANARINO|Roma|Rita|Users/);
    const { logs } = JSON.parse(text) as { logs: { 'core.log': { droppedFields: number; lines: unknown[] } } };
    expect(logs['core.log'].droppedFields).toBe(13);
    expect(logs['core.log'].lines).toHaveLength(9);
  });

  test('takes the last lines of a long log, and says how many it left out', () => {
    const log = Array.from({ length: 620 }, (_, count) => JSON.stringify({ event: 'evicted', count })).join('\n');
    const { logs } = JSON.parse(bundleText({ ...parts, logs: { 'core.log': log } })) as {
      logs: { 'core.log': { olderLines: number; lines: { count: number }[] } };
    };
    expect(logs['core.log'].olderLines).toBe(120);
    expect(logs['core.log'].lines.at(-1)).toEqual({ event: 'evicted', count: 619 });
  });

  test.each([
    ['a field more', { ...parts, core: { ...coreFacts, subject: canary } }],
    ['a sentence for a version', { ...parts, desktop: { ...desktopFacts, systemVersion: canary } }],
    [
      'a name among the keys of the policy',
      { ...parts, desktop: { ...desktopFacts, policy: { ...desktopFacts.policy, userKeys: [canary] } } },
    ],
    [
      'a path among the logs',
      { ...parts, desktop: { ...desktopFacts, logs: [{ name: '/home/rita/main.log', bytes: 1 }] } },
    ],
  ])('is not made of facts with %s', (_what, wrong) => {
    expect(() => bundleText(wrong)).toThrow(/unrecognized_keys|invalid_format/);
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counts, planMorning } from '../../hub/demo/traffic/plan.ts';
import { type HubProcess, listConversations, startHub } from '../support/processes.ts';

/** `npm run demo:traffic` against a hub as people start it: all that it says it sent is a case of its own, of the right kind. */
let data: string;
let hub: HubProcess;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sportello-traffic-'));
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  rmSync(data, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

const traffic = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const ports = ['--http-port', String(hub.httpPort), '--smtp-port', String(hub.smtpPort)];
    const all = ['scripts/demo-traffic.mjs', ...ports, '--data', data, ...args];
    execFile(process.execPath, all, { timeout: 90_000 }, (error, output, errors) => {
      resolve({ code: error === null ? 0 : Number(error.code), output, errors });
    });
  });

test('[IN1] [CH4] [VM1] 40 tickets, 8 chats and 6 voicemails arrive, and the hub lists as many', async () => {
  const { code, output, errors } = await traffic('--speed', '1000000', '--seed', '7', '--json');
  expect({ errors, ...(JSON.parse(output) as object) }).toMatchObject({
    errors: '',
    kinds: counts,
    channels: [
      { channel: 'ticket', sent: 40, arrived: 40 },
      { channel: 'chat', sent: 8, arrived: 8 },
      { channel: 'voicemail', sent: 6, arrived: 6 },
    ],
    failures: [],
    isWhole: true,
  });
  expect(code).toBe(0);
  const listed = await listConversations(data);
  expect(listed).toHaveLength(54);
}, 120_000);

test('the same number is the same morning, another one another', () => {
  expect(planMorning(3)).toEqual(planMorning(3));
  expect(planMorning(3)).not.toEqual(planMorning(4));
  const minutes = planMorning(3).map(({ minute }) => minute);
  expect(minutes).toEqual(minutes.toSorted((one, other) => one - other));
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...minutes)).toBeLessThan(240);
});

test('a door that is shut is said, and the exit code tells', async () => {
  const { code, output } = await traffic('--smtp-port', '1', '--speed', '1000000', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ isWhole: false, kinds: { mail: 0, voicemail: 0, chat: 8 } });
}, 120_000);

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolDevice } from '../support/device.ts';
import { enrolCode, startHub, type HubProcess } from '../support/processes.ts';
import { runHub } from '../support/hub-command.ts';

/** Backup and restore as an operator types them, with the hub as a process of its own. */
let folder: string;
let data: string;
let hub: HubProcess;

const copy = () => join(folder, 'copy.db');
const served = () => ({
  syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
  code: (name: string) => enrolCode(data, name),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-backup-'));
  data = join(folder, 'data');
  hub = await startHub({ data });
}, 30_000);

afterAll(async () => {
  await hub.kill();
  rmSync(folder, { recursive: true });
});

test('[RE7] [RE1] a copy made while the hub serves brings back that moment, with another epoch', async () => {
  const first = await enrolDevice(served(), 'Maria Rossi');
  const { epoch } = first.welcome;
  expect(await runHub('backup', '--data', data, '--to', copy())).toMatchObject({ code: 0, errors: '' });
  expect(await runHub('backup', '--data', data, '--to', copy())).toMatchObject({ code: 2 });
  const nowhere = join(folder, 'nowhere');
  expect(await runHub('backup', '--data', data, '--to', join(nowhere, 'copy.db'))).toMatchObject({
    code: 2,
    errors: expect.stringContaining(`--to: ${nowhere} is no folder`),
  });
  await enrolDevice(served(), 'Luca Bianchi');
  expect(await runHub('restore', '--data', data, '--from', copy())).toMatchObject({
    code: 2,
    errors: expect.stringContaining('another hub serves'),
  });
  await hub.stop();
  const restored = await runHub('restore', '--data', data, '--from', copy());
  expect(restored).toMatchObject({ code: 0, errors: '' });
  expect(restored.output).toContain('1000 case numbers left out');
  expect(readdirSync(data).filter((name) => /^hub\.db\.before-\d+$/.test(name))).toHaveLength(1);
  expect(readdirSync(data).filter((name) => /incoming|part/.test(name))).toEqual([]);
  expect((await runHub('audit', 'verify', '--data', data)).output).toMatch(/^ok /);
  expect((await runHub('audit', 'list', '--data', data)).output).toMatch(/ restored /);
  hub = await startHub({ data });
  const again = await enrolDevice(served(), 'Maria Rossi');
  expect(again.userId).toBe(first.userId);
  expect(again.welcome.epoch).not.toBe(epoch);
}, 60_000);

test('[RE7] what is no hub’s data, or damaged, is refused and changes nothing', async () => {
  await hub.stop();
  const before = readdirSync(data).sort();
  const [noise, damaged] = [join(folder, 'noise.db'), join(folder, 'damaged.db')];
  writeFileSync(noise, 'not a database at all, '.repeat(400));
  const bytes = readFileSync(copy());
  bytes.fill(0x5a, 8_192, 8_192 + 4_096);
  writeFileSync(damaged, bytes);
  for (const file of [noise, damaged]) {
    const refused = await runHub('restore', '--data', data, '--from', file);
    expect(refused).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('cannot be read') });
  }
  expect(await runHub('restore', '--data', data, '--from', join(folder, 'none'))).toMatchObject({ code: 2 });
  expect(await runHub('restore', '--data', data, '--from', copy(), '--skip-numbers', '-1')).toMatchObject({ code: 2 });
  expect(readdirSync(data).sort()).toEqual(before);
  hub = await startHub({ data });
}, 60_000);

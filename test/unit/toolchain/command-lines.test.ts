// Every command explains itself and refuses what it does not know.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const scripts = [
  'start',
  'test',
  'build',
  'check',
  'screenshots',
  'sim',
  'ensure-electron',
  'system-libraries',
  'package-deb',
];

function runScript(name: string, ...args: string[]) {
  return spawnSync(process.execPath, [`scripts/${name}.mjs`, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 10_000,
  });
}

describe('command lines', () => {
  test.each(scripts)('%s --help explains it', (name) => {
    const { status, stdout } = runScript(name, '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^(npm|node) /);
  });

  test.each(scripts)('%s refuses an unknown option', (name) => {
    const { status, stderr } = runScript(name, '--no-such-option');
    expect(status).toBe(2);
    expect(stderr).toContain('--no-such-option');
  });

  test.each([
    ['start', ['--volunteers', '0']],
    ['start', ['--volunteers', 'many']],
    ['start', ['--volunteers', '99']],
    ['start', ['surplus']],
    ['test', ['--project', 'no-such-project']],
    ['check', ['no-such-check']],
  ])('%s refuses %j', (name, args) => {
    expect(runScript(name, ...args).status).toBe(2);
  });
});

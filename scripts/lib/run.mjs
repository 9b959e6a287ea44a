// Child processes: run one to its end, or keep one and end it by its own id.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { inRoot, root } from './project.mjs';

/** A command of a package that is installed here. @param {string} name */
export const bin = (name) => inRoot('node_modules', '.bin', name);

/** Commands find the project's own Node and tools first, also when a script was not started by npm. */
const projectPath = [inRoot('node_modules', '.bin'), process.env.PATH].join(path.delimiter);

const running = /** @type {Set<import('node:child_process').ChildProcess>} */ (new Set());

/** What still runs when this program ends, ends with it. Needs `exitOnSignals`: a plain signal would leave no time for it. */
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/** @param {import('node:child_process').ChildProcess} child */
export function endWithUs(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Ctrl+C and SIGTERM become an ordinary end of the program. */
export function exitOnSignals() {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

/**
 * Runs a command to its end and keeps what it printed.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions & { echo?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string, stderr: string }>}
 */
export function run(command, args, { echo = false, env, ...options } = {}) {
  return new Promise((resolve) => {
    const environment = { ...process.env, PATH: projectPath, ...env };
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: environment, ...options });
    endWithUs(child);
    const result = { code: 1, output: '', stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        result[name] += text;
        result.output += text;
        if (echo) process[name].write(text);
      });
    }
    child.once('error', (error) => resolve({ ...result, output: `${result.output}${command}: ${error.message}` }));
    child.once('close', (code) => resolve({ ...result, code: code ?? 1 }));
  });
}

/** As `run`, but a failure throws with the end of what was printed. @param {Parameters<typeof run>} call */
export async function mustRun(...call) {
  const result = await run(...call);
  if (result.code !== 0)
    throw new Error(`${call[0]} ${call[1].join(' ')} failed\n${result.output.trim().slice(-2000)}`);
  return result;
}

/** Asks a child to end, waits, and insists after `graceMs`. @param {import('node:child_process').ChildProcess} child */
export async function end(child, graceMs = 6000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

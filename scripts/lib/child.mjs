// A program that is started, listened to and ended: its lines can be waited for, all it prints goes to a log file.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './project.mjs';
import { end, endWithUs } from './run.mjs';

const keptLines = 20;

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {(pattern: RegExp, withinMs: number) => Promise<RegExpMatchArray>} line the first line, past or future, that matches
 * @property {Promise<number>} exited its exit code; 1 for a signal
 * @property {() => string} lastLines
 * @property {() => Promise<void>} end
 *
 * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, logFile: string }} program
 * @returns {Child}
 */
export function startChild({ name, command, args, env = {}, logFile }) {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  // A process group of its own: Ctrl+C in the terminal reaches only us, and we end the rest in order.
  const options = { cwd: root, env: { ...process.env, ...env }, detached: process.platform !== 'win32' };
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  const lines = /** @type {string[]} */ ([]);
  const listeners = /** @type {Set<(line: string) => void>} */ (new Set());
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      log.write(`${line}\n`);
      lines.push(line);
      listeners.forEach((listener) => listener(line));
    });
  }
  const exited = /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      child.once('error', (error) => {
        lines.push(error.message);
        resolve(1);
      });
      child.once('close', (code) => resolve(code ?? 1));
    })
  );
  return {
    name,
    exited,
    line: (pattern, withinMs) => waitForLine({ name, pattern, withinMs, lines, listeners, exited }),
    lastLines: () => lines.slice(-keptLines).join('\n'),
    end: () => end(child),
  };
}

/** @param {{ name: string, pattern: RegExp, withinMs: number, lines: string[], listeners: Set<(line: string) => void>, exited: Promise<number> }} wait */
function waitForLine({ name, pattern, withinMs, lines, listeners, exited }) {
  const past = lines.map((line) => line.match(pattern)).find(Boolean);
  if (past) return Promise.resolve(past);
  return new Promise((resolve, reject) => {
    const listener = (/** @type {string} */ line) => {
      const match = line.match(pattern);
      if (match) settle(() => resolve(match));
    };
    const settle = (/** @type {() => void} */ act) => {
      clearTimeout(timer);
      listeners.delete(listener);
      act();
    };
    const fail = (/** @type {string} */ why) =>
      settle(() => reject(new Error(`${name} ${why}. Its last lines:\n${lines.slice(-keptLines).join('\n')}`)));
    const timer = setTimeout(() => fail(`did not get ready within ${withinMs / 1000} s`), withinMs);
    listeners.add(listener);
    void exited.then((code) => fail(`ended (${code}) before it was ready`));
  });
}

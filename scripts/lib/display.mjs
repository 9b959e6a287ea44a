// A screen for windows. On a machine without one, a virtual one (Xvfb) is started, and ended with the script that asked for it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { end, endWithUs } from './run.mjs';

// Larger than any window: on a screen of the window's own size, the window comes out a pixel smaller.
const screen = '1600x1000x24';
const startWithinMs = 15_000;

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Environment additions for programs with windows, and what ends the virtual screen if one was started.
 * @param {{ virtual?: boolean }} [options] virtual: a virtual screen even where there is a real one
 * @returns {Promise<{ env: Record<string, string>, isVirtual: boolean, close: () => Promise<void> }>}
 */
export async function openDisplay({ virtual = false } = {}) {
  if (hasDisplay() && !virtual) return { env: {}, isVirtual: false, close: async () => {} };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-screen-'));
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, authorityFile(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  endWithUs(server);
  const close = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const number = await displayNumber(server);
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, isVirtual: true, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Xvfb picks a free number by itself and writes it to the descriptor that it was given. @param {import('node:child_process').ChildProcess} server */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`the virtual screen did not start: ${why}`));
    const timer = setTimeout(() => fail('no answer from Xvfb'), startWithinMs);
    server.stderr?.on('data', (text) => (complaint += text));
    server.once('error', (error) => fail(error.message));
    server.once('exit', () => fail(complaint.trim() || 'Xvfb ended'));
    server.stdio[3]?.once('data', (text) => {
      clearTimeout(timer);
      resolve(String(text).trim());
    });
  });
}

/**
 * An X authority file with one cookie that is valid for every display number, as the number is not known beforehand.
 * Without a cookie, every local user could look at the screen. @param {Buffer} cookie
 */
function authorityFile(cookie) {
  const familyWild = Buffer.from([0xff, 0xff]);
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  const counted = fields.flatMap((field) => [Buffer.from([field.length >> 8, field.length & 0xff]), field]);
  return Buffer.concat([familyWild, ...counted]);
}

// A hub of one's own with the demonstration association, and codes that let people in.
import path from 'node:path';
import { startChild } from './child.mjs';
import { inRoot } from './project.mjs';
import { mustRun } from './run.mjs';

const listenWithinMs = 30_000;
const demoWithinMs = 120_000;
const hubProgram = inRoot('hub', 'index.ts');

/** In the demonstration association. */
export const volunteers = ['Maria Rossi', 'Luca Bianchi', 'Giulia Ferri'];

/** @param {string} dataDir @param {string} logFile */
export async function startDemoHub(dataDir, logFile) {
  const args = [hubProgram, '--data', dataDir, '--http-port', '0', '--smtp-port', '0', '--demo'];
  const child = startChild({ name: 'the hub', command: process.execPath, args, logFile });
  try {
    const [, httpPort, smtpPort] = await child.line(/^listening http=(\d+) smtp=(\d+)/, listenWithinMs);
    await child.line(/^demo ready/, demoWithinMs);
    return { child, dataDir, httpPort: Number(httpPort), smtpPort: Number(smtpPort) };
  } catch (error) {
    await child.end();
    throw error;
  }
}

/** @param {string} dataDir @param {string} name @returns {Promise<string>} a code that enrols one installation */
export async function enrol(dataDir, name) {
  const args = [hubProgram, 'enrol', '--data', dataDir, '--name', name, '--role', 'volunteer'];
  const { stdout } = await mustRun(process.execPath, args);
  return stdout.trim();
}

/** @param {string} dataDir @returns {Promise<Record<string, unknown>[]>} */
export async function conversations(dataDir) {
  const { stdout } = await mustRun(process.execPath, [hubProgram, 'conversations', '--data', dataDir, '--json']);
  return JSON.parse(stdout);
}

/** @param {number} httpPort */
export const syncUrl = (httpPort) => `ws://127.0.0.1:${httpPort}/v1/sync`;

/** @param {string} folder */
export const hubDataDir = (folder) => path.join(folder, 'hub');

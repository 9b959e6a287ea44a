import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A word of the hub's command line, as an operator types it; ended when it takes longer than a busy machine may. */
const WITHIN_MS = 60_000;

export const runHub = (...args: string[]): Promise<Ended> => runHubWith({}, ...args);

export const runHubWith = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { timeout: WITHIN_MS, env: { ...process.env, ...env } };
    execFile(process.execPath, ['hub/index.ts', ...args], options, (error, output, errors) => {
      resolve({ code: error === null ? 0 : Number(error.code), output, errors });
    });
  });

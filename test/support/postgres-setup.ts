import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for a PostgreSQL server and find its URL: see postgres.ts. */
    readonly postgresFolder: string;
  }
}

const LOOK_EVERY_MS = 25;

/** One server for a run of tests, started when the first of them asks for it, ended with the run. */
export function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-postgres-run-'));
  project.provide('postgresFolder', folder);
  let server: ReturnType<typeof startServer> | null = null;
  const timer = setInterval(() => {
    if (server === null && existsSync(join(folder, 'wanted'))) server = startServer(folder);
  }, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** In a process of its own, which ends it also when this one is killed. */
function startServer(folder: string) {
  const child = spawn(process.execPath, ['scripts/postgres-server.mjs'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const answer = (text: string): void => {
    writeFileSync(join(folder, 'answer.part'), text);
    renameSync(join(folder, 'answer.part'), join(folder, 'answer'));
  };
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.setEncoding('utf8').once('data', (text: string) => answer(text.trim()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      if (!existsSync(join(folder, 'answer')) && existsSync(folder)) answer(`failed ${errors}`);
      resolve();
    });
  });
  return {
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

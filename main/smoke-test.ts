import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, net, type BrowserWindow, type Session } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { json } from './command-line-texts.ts';
import { runDesktop } from './desktop.ts';
import type { DesktopDeps, Ready } from './desktop-state.ts';

/** After it the program counts as not working. */
const LIMIT_MS = 20_000;

export const TRIAL_PREFIX = 'sportello-smoke-';

type Checks = Readonly<Record<string, boolean>>;

/**
 * What a packager wants to know of an installed program: it opens its database and its interface, behind its own walls,
 * and speaks to nobody. Prints a report in JSON, and writes it to `output` where there is no terminal.
 *
 * @returns the exit status: 0 when all is well.
 */
export async function smokeTest(deps: DesktopDeps, output: string | null): Promise<number> {
  const checks = await Promise.race([tryAll(deps), outOfTime()]);
  const ok = Object.values(checks).every(Boolean);
  const report = json({ ok, checks, version: app.getVersion(), electron: process.versions['electron'] });
  process.stdout.write(report);
  if (output !== null) writeFileSync(output, report);
  return ok ? 0 : 1;
}

async function tryAll(deps: DesktopDeps): Promise<Checks> {
  const foreign = countForeignRequests(deps.session);
  const ready = await new Promise<Ready>((resolve, reject) => {
    runDesktop({ ...deps, ready: resolve }).catch(reject);
  });
  return {
    database: ready.sqlite !== null,
    interface: ready.window !== null,
    isolation: await isIsolated(ready.window),
    contentPolicy: isStrict(await contentPolicyInForce()),
    noForeignRequest: foreign() === 0,
  };
}

function outOfTime(): Promise<Checks> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ inTime: false }), LIMIT_MS);
  });
}

/** Requests that were refused because they led away from the program. */
function countForeignRequests(session: Session): () => number {
  let count = 0;
  session.webRequest.onErrorOccurred(({ url }) => {
    if (!url.startsWith(`${APP_ORIGIN}/`)) count += 1;
  });
  return () => count;
}

/** The page has our bridge and nothing of Node's. */
async function isIsolated(window: BrowserWindow | null): Promise<boolean> {
  const found: unknown = await window?.webContents.executeJavaScript(
    "['sportello', 'process', 'require', 'module'].filter((name) => name in globalThis).join()",
  );
  return found === 'sportello';
}

async function contentPolicyInForce(): Promise<string> {
  const response = await net.fetch(`${APP_ORIGIN}/index.html`);
  return response.headers.get('content-security-policy') ?? '';
}

const isStrict = (policy: string): boolean =>
  policy.includes("default-src 'none'") && policy.includes("require-trusted-types-for 'script'");

/** Folders of trials that are over; those of other accounts can't be removed, and stay. */
export function removeOldTrials(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(TRIAL_PREFIX))) {
    try {
      const path = join(folder, name);
      if (statSync(path).mtimeMs < now - 2 * LIMIT_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // somebody else's
    }
  }
}

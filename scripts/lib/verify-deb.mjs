// Tries a deb as an association would: installs it, starts it as an ordinary user, claims a conversation, removes it.
import { chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { startChild } from './child.mjs';
import { conversations, enrol, hubDataDir, startDemoHub, syncUrl, volunteers } from './demo-hub.mjs';
import { openDisplay } from './display.mjs';
import { inRoot, isRoot } from './project.mjs';
import { mustRun, run } from './run.mjs';

const packageName = 'sportello';
const program = '/opt/Sportello/sportello';
const nobody = 65534;
const readyWithinMs = 60_000;
const claimWithinMs = 30_000;

const say = (/** @type {string} */ message) => console.log(`[verify] ${message}`);

/** @param {string} deb */
export async function verifyDeb(deb) {
  if (!isRoot) throw new Error('--verify installs a package: it needs to run as root');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-verify-'));
  const cleanUp = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    await apt(['install', '-y', '--no-install-recommends', deb]);
    cleanUp.push(removePackage);
    say(`installed ${path.basename(deb)}`);
    const screen = await openDisplay({ virtual: true });
    cleanUp.push(screen.close);
    const hub = await startDemoHub(hubDataDir(folder), inRoot('out', 'verify', 'hub.log'));
    cleanUp.push(hub.child.end);
    const app = await startAsNobody(folder, screen.env, hub);
    cleanUp.push(app.end);
    await claimOne(app, hub.dataDir);
  } finally {
    for (const step of cleanUp.toReversed()) await step();
  }
}

/** @param {string} folder @param {Record<string, string>} screen @param {Awaited<ReturnType<typeof startDemoHub>>} hub */
async function startAsNobody(folder, screen, hub) {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  // Somebody who may not look into root's folders needs copies of the screen's cookie and of Node.
  const authority = path.join(home, 'authority');
  const node = path.join(home, 'node');
  copyFileSync(screen.XAUTHORITY, authority);
  copyFileSync(process.execPath, node);
  for (const file of [home, authority]) chownSync(file, nobody, nobody);
  await mustRun('chmod', ['711', folder]);
  const code = await enrol(hub.dataDir, volunteers[0]);
  return startChild({
    name: 'the installed application',
    command: 'setpriv',
    args: [
      '--reuid',
      `${nobody}`,
      '--regid',
      `${nobody}`,
      '--clear-groups',
      program,
      '--remote-debugging-port=0',
      '--log-level=3',
    ],
    logFile: inRoot('out', 'verify', 'application.log'),
    env: {
      HOME: home,
      TMPDIR: home,
      XDG_CONFIG_HOME: path.join(home, 'config'),
      DISPLAY: screen.DISPLAY,
      XAUTHORITY: authority,
      SPORTELLO_NODE: node,
      SPORTELLO_USER_DATA: path.join(home, 'profile'),
      SPORTELLO_HUB_URL: syncUrl(hub.httpPort),
      SPORTELLO_ENROL_CODE: code,
    },
  });
}

/** @param {import('./child.mjs').Child} app @param {string} dataDir */
async function claimOne(app, dataDir) {
  const [, address] = await app.line(/DevTools listening on (ws:\S+)/, readyWithinMs);
  await app.line(/^ready\b/, readyWithinMs);
  const before = (await conversations(dataDir)).filter(isClaimed).length;
  const browser = await chromium.connectOverCDP(address);
  try {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    await page.screenshot({ path: inRoot('out', 'verify', 'first-screen.png') });
    await claimFirstConversation(page);
    await page.screenshot({ path: inRoot('out', 'verify', 'claimed.png') });
  } finally {
    await browser.close();
  }
  const after = (await conversations(dataDir)).filter(isClaimed).length;
  if (after !== before + 1) throw new Error(`the hub holds ${after} claimed conversations, not ${before + 1}`);
  say(`claimed a conversation from the installed application; the hub confirms it (${before} -> ${after})`);
}

const isClaimed = (/** @type {Record<string, unknown>} */ conversation) => conversation.state === 'claimed';

/** @param {import('playwright').Page} page */
async function claimFirstConversation(page) {
  await page.getByRole('option').first().click({ timeout: claimWithinMs });
  await page
    .getByRole('button', { name: /^Prendi in carico/ })
    .first()
    .click({ timeout: claimWithinMs });
  await page
    .getByText(/Privata/)
    .first()
    .waitFor({ timeout: claimWithinMs });
}

async function removePackage() {
  await apt(['remove', '--purge', '-y', packageName]);
  if (existsSync(program)) throw new Error(`${program} is still there after the removal`);
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Status}', packageName]);
  if (stdout.includes('installed')) throw new Error('the package is still registered after its removal');
  say('removed again');
}

/** @param {string[]} args */
const apt = (args) => mustRun('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });

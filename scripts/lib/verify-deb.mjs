// Tries a deb as an association would: installs an older one, starts it as an ordinary user, claims a conversation, upgrades,
// looks for what was there, lets it try itself out, deletes one person's data, removes and purges it.
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { startChild } from './child.mjs';
import { conversations, enrol, hubDataDir, startDemoHub, syncUrl, volunteers } from './demo-hub.mjs';
import { openDisplay } from './display.mjs';
import { checkDesktopFiles } from './verify-desktop.mjs';
import { olderTwin } from './packaging/older-twin.mjs';
import { inRoot, isRoot, readJson, readText } from './project.mjs';
import { mustRun, run } from './run.mjs';
import {
  checkContentPolicy,
  checkPage,
  checkSwitches,
  checkTampering,
  foreignConnections,
  foreignRequests,
} from './verify-hardening.mjs';

const packageName = 'sportello';
const program = '/opt/Sportello/sportello';
const policyFile = '/etc/sportello/policy.json';
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
    const older = await olderTwin({ deb, folder, program: 'opt/Sportello/resources' });
    await apt(['install', '-y', '--no-install-recommends', older]);
    cleanUp.push(removePackage);
    say(`installed ${path.basename(older)}`);
    say(await checkDesktopFiles(folder));
    const screen = await openDisplay({ virtual: true });
    cleanUp.push(screen.close);
    const hub = await startDemoHub(hubDataDir(folder), inRoot('out', 'verify', 'hub.log'));
    cleanUp.push(hub.child.end);
    const person = await prepareNobody(folder, screen.env, hub);
    makePinOptional();
    await checkVersion(person, '0.0.9');
    const code = await enrol(hub.dataDir, volunteers[0]);
    await whileRunning(startAsNobody(person, { SPORTELLO_ENROL_CODE: code }), (app) => claimOne(app, hub.dataDir));
    await apt(['install', '-y', '--no-install-recommends', deb]);
    say(`upgraded to ${path.basename(deb)}`);
    await checkVersion(person, readJson(inRoot('package.json')).version);
    await checkTerminal(person);
    await checkFuses();
    say(await checkSwitches({ as: asNobody, env: person.env, home: person.env.HOME }));
    say(await checkTampering({ packageName, program, as: asNobody, env: person.env, uid: nobody }));
    const netLog = path.join(person.env.HOME, 'net-log.json');
    await whileRunning(startAsNobody(person, {}, [`--log-net-log=${netLog}`]), findClaimed);
    checkSilence(netLog);
    await smokeTest(person);
    await apt(['remove', '-y', packageName]);
    if (existsSync(program)) throw new Error(`${program} is still there after the removal`);
    if (!existsSync(path.join(person.profile, 'sportello.db'))) throw new Error('removing the package took data along');
    if (!existsSync('/etc/sportello')) throw new Error('removing the package took the policy along');
    say('removed: data and policy are kept');
    await apt(['install', '-y', '--no-install-recommends', deb]);
    await mustRun('setpriv', asNobody(['--purge-local-data']), { env: person.env });
    if (existsSync(path.join(person.profile, 'keys.json'))) throw new Error('the data was not deleted');
    say("deleted one person's data when asked to");
  } finally {
    for (const step of cleanUp.toReversed()) await step();
  }
}

/** @typedef {{ profile: string, env: Record<string, string> }} Person */

/** @param {Person} person @param {string} version */
async function checkVersion({ env }, version) {
  const { stdout } = await mustRun('setpriv', asNobody(['--version']), { env });
  if (stdout !== `Sportello ${version}\n`) throw new Error(`it is not version ${version}: ${stdout}`);
  say(`--version says ${version}`);
}

/** What administrators ask an installed program, answered without a window. @param {Person} person */
async function checkTerminal({ env, profile }) {
  const ask = async (/** @type {string[]} */ args) => (await mustRun('setpriv', asNobody(args), { env })).stdout;
  const paths = JSON.parse(await ask(['--print-paths']));
  const policy = JSON.parse(await ask(['--print-policy']));
  const help = await Promise.all(['it', 'en'].map((language) => ask(['--help', `--lang=${language}`])));
  const isRight =
    paths.data === profile &&
    paths.policy === path.dirname(policyFile) &&
    policy.values.Pin?.origin === 'machine' &&
    policy.problems.length === 0 &&
    help[0].startsWith('Uso: ') &&
    help[1].startsWith('Usage: ');
  if (!isRight) throw new Error(`the terminal says ${JSON.stringify({ paths, policy, help })}`);
  say('paths, policy and help are said in the terminal, in both languages');
}

/** Without this word of the administrator's a package takes no code from its environment (ID9). */
function makePinOptional() {
  writeFileSync(policyFile, JSON.stringify({ Pin: 'optional' }), { mode: 0o644 });
  say('the policy makes the PIN optional');
}

/**
 * @param {string} folder @param {Record<string, string>} screen @param {Awaited<ReturnType<typeof startDemoHub>>} hub
 * @returns {Promise<Person>}
 */
async function prepareNobody(folder, screen, hub) {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  // Somebody who may not look into root's folders needs copies of the screen's cookie and of Node.
  const authority = path.join(home, 'authority');
  const node = path.join(home, 'node');
  copyFileSync(screen.XAUTHORITY, authority);
  copyFileSync(process.execPath, node);
  for (const file of [home, authority]) chownSync(file, nobody, nobody);
  await mustRun('chmod', ['711', folder]);
  const profile = path.join(home, 'profile');
  return {
    profile,
    env: {
      HOME: home,
      TMPDIR: home,
      XDG_CONFIG_HOME: path.join(home, 'config'),
      DISPLAY: screen.DISPLAY,
      XAUTHORITY: authority,
      SPORTELLO_NODE: node,
      SPORTELLO_USER_DATA: profile,
      SPORTELLO_HUB_URL: syncUrl(hub.httpPort),
    },
  };
}

/** @param {string[]} args */
const asNobody = (args) => ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups', program, ...args];

/** @param {Person} person @param {Record<string, string>} more @param {string[]} options */
const startAsNobody = (person, more, options = []) =>
  startChild({
    name: 'the installed application',
    command: 'setpriv',
    args: asNobody(['--remote-debugging-port=0', '--log-level=3', ...options]),
    logFile: inRoot('out', 'verify', 'application.log'),
    env: { ...person.env, ...more },
  });

/** @param {import('./child.mjs').Child} app @param {(app: import('./child.mjs').Child) => Promise<void>} act */
async function whileRunning(app, act) {
  try {
    await act(app);
  } finally {
    await app.end();
  }
}

/** What was switched off in the program's own file stays off whatever it is started with. */
async function checkFuses() {
  const { getCurrentFuseWire, FuseV1Options, FuseState } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(program);
  const wanted = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
  };
  for (const [name, isOn] of Object.entries(wanted)) {
    const state = wire[FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)]];
    if (state !== (isOn ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Error(`the fuse ${name} is not as it should be`);
  }
  say(`${Object.keys(wanted).length} fuses are as they should be`);
}

/** Every renderer of the ordinary user runs behind the system-call filter, without privileges to gain. */
function checkSandbox() {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const renderers = processes.filter((pid) => {
    const command = readText(`/proc/${pid}/cmdline`);
    return command.startsWith(program) && command.includes('--type=renderer');
  });
  if (renderers.length === 0) throw new Error('no renderer is running');
  for (const pid of renderers) {
    const status = readText(`/proc/${pid}/status`);
    if (!/^Seccomp:\s*2$/m.test(status) || !/^NoNewPrivs:\s*1$/m.test(status)) {
      throw new Error(`a renderer is not sandboxed:\n${status}`);
    }
  }
  say(`${renderers.length} renderer behind the system-call filter (Seccomp: 2)`);
}

/** @param {string} netLog */
function checkSilence(netLog) {
  const urls = foreignRequests(netLog);
  if (urls.length > 0) throw new Error(`it asked for ${urls.slice(0, 5).join()}`);
  say('no request and no connection to a foreign host in a whole session');
}

/** @param {Person} person */
async function smokeTest(person) {
  const { stdout } = await mustRun('setpriv', asNobody(['--smoke-test', '--log-level=3']), { env: person.env });
  const report = JSON.parse(stdout);
  if (report.ok !== true) throw new Error(`the trial failed: ${stdout}`);
  say(`tried itself out: ${Object.keys(report.checks).join(', ')}`);
}

/** @param {import('./child.mjs').Child} app @param {string} dataDir */
async function claimOne(app, dataDir) {
  await app.line(/^ready\b/, readyWithinMs);
  const before = (await conversations(dataDir)).filter(isClaimed).length;
  await onPage(app, async (page) => {
    await page.screenshot({ path: inRoot('out', 'verify', 'first-screen.png') });
    await claimFirstConversation(page);
    await page.screenshot({ path: inRoot('out', 'verify', 'claimed.png') });
  });
  const after = (await conversations(dataDir)).filter(isClaimed).length;
  if (after !== before + 1) throw new Error(`the hub holds ${after} claimed conversations, not ${before + 1}`);
  say(`claimed a conversation from the installed application; the hub confirms it (${before} -> ${after})`);
}

/** What was claimed before the upgrade is this person's still. @param {import('./child.mjs').Child} app */
async function findClaimed(app) {
  await app.line(/^ready\b/, readyWithinMs);
  checkSandbox();
  await onPage(app, async (page) => {
    await page.getByRole('navigation').getByText('In carico a me').first().click({ timeout: claimWithinMs });
    await page.getByRole('option').first().waitFor({ timeout: claimWithinMs });
    await page.screenshot({ path: inRoot('out', 'verify', 'upgraded.png') });
    say(await checkPage(page));
    say(await checkContentPolicy(page));
    const foreign = foreignConnections(nobody);
    if (foreign.length > 0) throw new Error(`it is connected with ${foreign.join()}`);
  });
  say('the claimed conversation is still there after the upgrade');
}

/** @param {import('./child.mjs').Child} app @param {(page: import('playwright').Page) => Promise<void>} act */
async function onPage(app, act) {
  const [, address] = await app.line(/DevTools listening on (ws:\S+)/, readyWithinMs);
  const browser = await chromium.connectOverCDP(address);
  try {
    await act(browser.contexts().flatMap((context) => context.pages())[0]);
  } finally {
    await browser.close();
  }
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
  if (existsSync('/etc/sportello')) throw new Error('purging left the policy behind');
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Status}', packageName]);
  if (stdout.includes('installed')) throw new Error('the package is still registered after its removal');
  say('purged: nothing is left');
}

/** @param {string[]} args */
const apt = (args) => mustRun('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });

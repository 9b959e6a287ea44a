// What an installed client must refuse, whoever asks: looked at from outside, on the packaged program, as an ordinary user runs it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readText } from './project.mjs';
import { mustRun, run } from './run.mjs';

/** Each is tried by the page itself, on a stack of its own (the driver lifts some bans for what it calls itself). */
const attempts = {
  fetch: "() => fetch('https://example.org/')",
  socket:
    "() => new Promise((yes, no) => { const s = new WebSocket('wss://example.org/'); s.onopen = yes; s.onerror = no; })",
  markup: "() => { document.createElement('div').innerHTML = '<b>x</b>'; }",
  script: "() => { document.createElement('script').text = 'window.pwned = 1'; }",
  trustedPolicy: "() => { trustedTypes.createPolicy('own', { createHTML: (text) => text }); }",
  evaluate: "() => Reflect.apply(globalThis.eval, null, ['1 + 1'])",
  open: "() => { if (window.open('https://example.org/') === null) throw new Error('refused'); }",
  clipboard: '() => navigator.clipboard.readText()',
  location: '() => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))',
  camera: '() => navigator.mediaDevices.getUserMedia({ video: true })',
  unknownCall: "() => window.sportello.call('read-database', null)",
  wrongArguments: "() => window.sportello.call('change-settings', { theme: 7 })",
};

/** @param {import('playwright').Page} page @returns {Promise<string>} what was found to be as it should */
export async function checkPage(page) {
  const world = await page.evaluate(() => ({
    node: ['process', 'require', 'module', 'Buffer'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'sportello')).toSorted().join(),
  }));
  if (world.node.length > 0) throw new Error(`the page sees ${world.node.join()}`);
  if (world.bridge !== 'call,connectCore,on') throw new Error(`the bridge has ${world.bridge}`);
  const allowed = [];
  for (const [name, source] of Object.entries(attempts)) if (!(await isRefused(page, source))) allowed.push(name);
  if (allowed.length > 0) throw new Error(`the page may ${allowed.join()}`);
  await checkNavigation(page);
  return `${Object.keys(attempts).length + 1} attempts of the page refused`;
}

/** @param {import('playwright').Page} page @param {string} source */
const isRefused = (page, source) =>
  page.evaluate(`new Promise((done) => setTimeout(async () => {
    try { await (${source})(); done(false); } catch { done(true); }
  }))`);

/** @param {import('playwright').Page} page */
async function checkNavigation(page) {
  const before = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const pages = page.context().pages().length;
  if (page.url() !== before || pages !== 1) throw new Error('the page could leave, or open another');
}

/** The policy with which the page is served. @param {import('playwright').Page} page */
export async function checkContentPolicy(page) {
  const response = await page.reload();
  const policy = response?.headers()['content-security-policy'] ?? '';
  for (const part of ["default-src 'none'", "connect-src 'none'", "require-trusted-types-for 'script'"]) {
    if (!policy.includes(part)) throw new Error(`the content policy lacks ${part}: ${policy}`);
  }
  if (/unsafe|https?:/.test(policy)) throw new Error(`the content policy is too wide: ${policy}`);
  return 'content policy and Trusted Types in force';
}

/**
 * The switches that turn Electron into Node or open a debugger are fused off: neither the environment nor an option helps.
 *
 * @param {{ program: string, as: (args: string[]) => string[], env: Record<string, string>, home: string }} how
 */
export async function checkSwitches({ as, env, home }) {
  const trap = path.join(home, 'trap.cjs');
  const sprung = path.join(home, 'sprung');
  writeFileSync(trap, `require('node:fs').writeFileSync(${JSON.stringify(sprung)}, '')`, { mode: 0o644 });
  const asNode = await run('setpriv', as(['--version']), { env: { ...env, ELECTRON_RUN_AS_NODE: '1' } });
  if (!/^Sportello /m.test(asNode.stdout)) throw new Error(`it can be run as Node: ${asNode.stdout}`);
  await run('setpriv', as(['--version']), { env: { ...env, NODE_OPTIONS: `--require=${trap}` } });
  const inspected = await run('setpriv', as(['--version', '--inspect=0']), { env });
  if (existsSync(sprung)) throw new Error('NODE_OPTIONS is obeyed');
  if (/Debugger listening/.test(inspected.stderr)) throw new Error('--inspect is obeyed');
  return 'neither Node, nor NODE_OPTIONS, nor a debugger';
}

/** Connections of this account to anything but this machine, now. @param {number} uid @returns {string[]} */
export function foreignConnections(uid) {
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readText(`/proc/net/${kind}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[7] === `${uid}`)
      .map((fields) => fields[2])
      .filter((remote) => !isLocal(remote)),
  );
}

/** Hexadecimal, as the kernel writes it: nothing, 127.0.0.1, ::1, or 127.0.0.1 inside IPv6. @param {string} remote */
const isLocal = (remote) => /^(?:0+|[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F):/.test(remote);

/** Every address that Chromium asked for in a whole session. @param {string} netLog */
export function foreignRequests(netLog) {
  const urls = [...readFileSync(netLog, 'utf8').matchAll(/"url":"((?:https?|wss?|ftp):[^"]*)"/g)].map(([, url]) => url);
  return urls.filter((url) => !/^(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url));
}

/**
 * On Linux Electron does not look at its archive; the program itself does, and does not start. What protects both is that nobody but the
 * administrator can write there; and the package manager finds a changed file.
 *
 * @param {{ packageName: string, program: string, uid: number, as: (args: string[]) => string[], env: Record<string, string> }} what
 */
export async function checkTampering({ packageName, program, uid, as, env }) {
  const folder = path.dirname(program);
  const foreign = ['(', '-perm', '/022', '-o', '!', '-user', 'root', ')'];
  const { stdout: writable } = await mustRun('find', [folder, '!', '-type', 'l', ...foreign]);
  if (writable.trim() !== '') throw new Error(`others than root may change ${writable}`);
  const archive = path.join(folder, 'resources', 'app.asar');
  const asUser = await run('setpriv', ['--reuid', `${uid}`, '--clear-groups', 'sh', '-c', `: >> ${archive}`], {});
  if (asUser.code === 0) throw new Error('an ordinary user may change the archive');
  const { stdout: untouched } = await run('dpkg', ['--verify', packageName]);
  if (untouched.includes('app.asar')) throw new Error(`the package is not as it was built: ${untouched}`);
  const addon = mustFind(path.join(folder, 'resources', 'app.asar.unpacked'), /\.node$/);
  for (const file of [archive, addon]) await whileChanged(file, () => refusesToStart(file));
  return 'only root may change the program; with a changed archive or addon it does not start, and dpkg --verify names the file';

  async function refusesToStart(/** @type {string} */ file) {
    const { stdout } = await run('dpkg', ['--verify', packageName]);
    if (!stdout.includes(file)) throw new Error(`a change of ${file} is not noticed by dpkg`);
    for (const args of [['--version'], ['--smoke-test']]) {
      const { code, stderr } = await run('setpriv', as(args), { env });
      if (code !== 70 || !stderr.includes(path.basename(file)))
        throw new Error(`it starts with a changed ${file} (${code})`);
    }
  }
}

/** The last byte becomes another one. @param {string} file @param {() => Promise<void>} act */
async function whileChanged(file, act) {
  const whole = readFileSync(file);
  const other = Buffer.from(whole);
  other.writeUInt8(whole.readUInt8(whole.length - 1) ^ 1, whole.length - 1);
  try {
    writeFileSync(file, other);
    await act();
  } finally {
    writeFileSync(file, whole);
  }
}

/** @param {string} folder @param {RegExp} pattern */
function mustFind(folder, pattern) {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => pattern.test(name));
  if (found === undefined) throw new Error(`${folder} has no ${pattern}`);
  return path.join(folder, found);
}

// Tries the hub's deb as an administrator would: installs it, serves, takes a ticket, backs up, installs anew, purges.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startChild } from './child.mjs';
import { olderTwin } from './packaging/older-twin.mjs';
import { inRoot, isRoot } from './project.mjs';
import { mustRun, run } from './run.mjs';

const name = 'sportello-hub';
const program = '/usr/bin/sportello-hub';
const data = '/var/lib/sportello-hub';
const compiled = '/usr/lib/sportello-hub/compiled';
const library = 'usr/lib/sportello-hub';
const settings = '/etc/sportello-hub/hub.json';
const say = (/** @type {string} */ message) => console.log(`[verify] ${message}`);

/** @param {string} deb */
export async function verifyHub(deb) {
  if (!isRoot) throw new Error('--verify installs a package: it needs to run as root');
  if (existsSync(data)) throw new Error(`${data} exists: this machine has a hub already`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-verify-hub-'));
  try {
    const older = await olderTwin({ deb, folder, program: library });
    await apt(['install', '-y', '--no-install-recommends', older]);
    say(`installed ${path.basename(older)}`);
    say(`${checkCompiled()} files were compiled, which only root may change`);
    await tryService();
    await tryHub();
    await tryCommands();
    await apt(['install', '-y', '--no-install-recommends', deb]);
    await mustRun(program, ['migrate', '--dry-run']);
    if ((await listed()).length !== 1) throw new Error('the ticket is gone after the upgrade');
    checkCompiled();
    say(`upgraded to ${path.basename(deb)}: the ticket is still there`);
    await apt(['remove', '-y', name]);
    if (!existsSync(path.join(data, 'hub.db'))) throw new Error('removing the package took the data along');
    if (existsSync(compiled)) throw new Error('removing the package left what was compiled');
    say('removed: the data is kept');
  } finally {
    await apt(['purge', '-y', name]);
    rmSync(folder, { recursive: true, force: true });
  }
  if (existsSync(data) || existsSync('/etc/sportello-hub')) throw new Error('purging left something behind');
  say('purged: nothing is left');
}

function checkCompiled() {
  const files = readdirSync(compiled, { recursive: true, withFileTypes: true });
  for (const { parentPath, name: file } of files) {
    const { uid, mode } = statSync(path.join(parentPath, file));
    if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${file} can be changed by others than root`);
  }
  const count = files.filter((file) => file.isFile()).length;
  if (count === 0) throw new Error('nothing was compiled beforehand');
  return count;
}

/** The unit is well-formed and shut in; whoever has systemd running sees the service itself. */
async function tryService() {
  const unit = '/usr/lib/systemd/system/sportello-hub.service';
  if ((await run('systemd-analyze', ['--version'])).code !== 0)
    return say('no systemd here: the unit was not looked at');
  await mustRun('systemd-analyze', ['verify', '--man=no', unit]);
  const { stdout } = await run('systemd-analyze', ['security', '--offline=yes', '--no-pager', '--threshold=30', unit]);
  const [, exposure] = /exposure level[^:]*: ([\d.]+)/i.exec(stdout) ?? [];
  if (exposure === undefined || Number(exposure) > 3)
    throw new Error(`the service is too open: ${exposure}\n${stdout}`);
  say(`unit well-formed, exposure ${exposure} of 10`);
}

async function tryHub() {
  await mustRun(program, ['check-config']);
  const hub = startChild({
    name: 'the installed hub',
    command: program,
    args: ['serve', '--http-port', '0', '--smtp-port', '0', '--admin-port', '0'],
    logFile: inRoot('out', 'verify', 'installed-hub.log'),
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  try {
    const [, httpPort, smtpPort] = await hub.line(/^listening http=(\d+) smtp=(\d+)$/, 30_000);
    const [, adminPort] = await hub.line(/^admin=(\d+)$/, 30_000);
    const ready = await fetch(`http://127.0.0.1:${adminPort}/readyz`);
    if (ready.status !== 204) throw new Error(`/readyz answered ${ready.status}`);
    const bubble = await fetch(`http://127.0.0.1:${httpPort}/chat.js`);
    if (bubble.status !== 200) throw new Error(`/chat.js answered ${bubble.status}`);
    const owner = statSync(path.join(data, 'hub.db')).uid;
    if (owner === 0) throw new Error('the hub runs as root');
    say(`serves and is ready, as account ${owner}`);
    await sendTicket(Number(smtpPort));
    if ((await listed()).length !== 1) throw new Error('the ticket did not arrive');
    await mustRun(program, ['backup', '--to', path.join(data, 'copy.db')]);
    say('took a ticket by mail, and made a backup');
    say(await backupByItself(Number(adminPort)));
  } finally {
    await hub.end();
  }
}

/** As the delivered settings have it, without a word of the administrator's: one at once, restored and found good. @param {number} adminPort */
async function backupByItself(adminPort) {
  const until = Date.now() + 60_000;
  for (;;) {
    const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
    if (Number(/^sportello_hub_backup_verified_seconds (\d+)/m.exec(metrics)?.[1]) > 0) break;
    if (Date.now() > until) throw new Error(`no backup was made and tried by itself:\n${metrics}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { 'backup-dir': folder, ...rest } = JSON.parse(readFileSync(settings, 'utf8'));
  const copies = readdirSync(folder).filter((file) => file.endsWith('.db'));
  if (copies.length === 0 || 'backup-every' in rest) throw new Error(`${folder} holds ${copies.join()}`);
  await mustRun(program, ['backup', 'verify', '--from', path.join(folder, copies[0])]);
  return 'made a backup by itself, as delivered, restored it and found it good';
}

/** What docs/it-guide.md asks an administrator to type, on a hub that does not serve. */
async function tryCommands() {
  const help = await mustRun(program, ['--help']);
  if (help.stdout.includes('npm run') || !help.stdout.includes(`${name} check-config`)) throw new Error(help.stdout);
  const { stdout: code } = await mustRun(program, ['enrol', '--name', 'Maria Rossi', '--role', 'coordinator']);
  if (!/^[A-Z0-9]{5}-[A-Z0-9]{5}$/.test(code.trim())) throw new Error(`enrol printed ${code}`);
  const ask = async (/** @type {string[]} */ ...args) =>
    JSON.parse((await mustRun(program, [...args, '--json'])).stdout);
  if ((await ask('users', 'list'))[0]?.name !== 'Maria Rossi')
    throw new Error('users list does not name who was enrolled');
  await ask('devices', 'list');
  await ask('refusals');
  await mustRun(program, ['enrol', '--name', 'Luca Bianchi', '--role', 'volunteer']);
  await mustRun(program, ['users', 'deactivate', '--user', 'Luca Bianchi']);
  await mustRun(program, ['users', 'activate', '--user', 'Luca Bianchi']);
  await mustRun(program, ['audit', 'verify']);
  await mustRun(program, ['audit', 'list']);
  await mustRun(program, ['migrate', '--dry-run']);
  await mustRun(program, ['restore', '--from', path.join(data, 'copy.db')]);
  if ((await listed()).length !== 1) throw new Error('the restored hub lacks the ticket');
  say('codes, people, PCs, record, trial migration and restore: as the guide says');
}

const listed = async () => JSON.parse((await mustRun(program, ['conversations', '--json'])).stdout);

/** A mail by hand, line by line. @param {number} port @returns {Promise<void>} */
function sendTicket(port) {
  const message =
    'From: Anna <anna@posta.example>\r\nTo: assistenza@example.org\r\nSubject: Gita\r\n\r\nCi sono posti?\r\n.';
  const lines = [
    'EHLO prova',
    'MAIL FROM:<anna@posta.example>',
    'RCPT TO:<assistenza@example.org>',
    'DATA',
    message,
    'QUIT',
  ];
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(20_000, () => socket.destroy(new Error('the hub did not answer')));
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      answer += bytes.toString();
      if (!/^\d{3} [^\n]*\n$/m.test(answer.slice(answer.lastIndexOf('\n', answer.length - 2) + 1))) return;
      if (/^[45]\d\d/m.test(answer)) return void socket.destroy(new Error(`the hub answered ${answer}`));
      answer = '';
      const next = lines.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
    socket.on('close', () => (lines.length === 0 ? resolve() : reject(new Error('the hub hung up'))));
  });
}

/** @param {string[]} args */
const apt = (args) =>
  mustRun('apt-get', ['-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

// Tries rpm and tar.gz: what is inside, what their scripts do to a machine, and that a signature is one.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signFile, signRpm } from './packaging/sign.mjs';
import { inRoot, isRoot, readJson } from './project.mjs';
import { mustRun, run } from './run.mjs';

const name = 'sportello';
const program = '/opt/Sportello/sportello';
const link = '/usr/bin/sportello';
const nobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups'];
const say = (/** @type {string} */ message) => console.log(`[verify] ${message}`);

/** @param {{ archive: string, rpm: string, folder: string }} made `folder`: what both were made of */
export async function verifyLinux({ archive, rpm, folder }) {
  if (!isRoot) throw new Error('--verify installs a package: it needs to run as root');
  if (existsSync(program)) throw new Error(`${program} exists: this machine has the application already`);
  const work = mkdtempSync(path.join(os.tmpdir(), 'sportello-verify-linux-'));
  try {
    say(await lookIntoArchive(archive, { folder, work }));
    say(await lookIntoRpm(rpm));
    say(await installRpm(rpm, { folder, work }));
    say(await signBoth({ archive, rpm, work }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} archive @param {{ folder: string, work: string }} around */
async function lookIntoArchive(archive, { folder, work }) {
  const { version } = readJson(inRoot('package.json'));
  const top = `Sportello-${version}-x64`;
  const { stdout } = await mustRun('tar', ['-tvzf', archive]);
  const lines = stdout.trim().split('\n');
  const foreign = lines.filter((line) => !line.includes(' 0/0 ') || !line.includes(` ${top}/`));
  if (foreign.length > 0) throw new Error(`the archive holds ${foreign.slice(0, 3).join('; ')}`);
  await mustRun('tar', ['-C', work, '-xzf', archive]);
  await mustRun('diff', ['-r', path.join(work, top), folder]);
  await mustRun('chmod', ['755', work]);
  await sayVersion(path.join(work, top, name), work);
  return `tar.gz: ${lines.length} places in ${top}, as they were packed; it says its version`;
}

/** @param {string} rpm */
async function lookIntoRpm(rpm) {
  const ask = async (/** @type {string[]} */ ...args) => (await mustRun('rpm', ['-qp', ...args, rpm])).stdout;
  const { version, license, homepage } = readJson(inRoot('package.json'));
  const said = await ask('--qf', '%{NAME} %{VERSION} %{ARCH} %{LICENSE} %{URL} %{BUILDHOST}');
  if (said !== `${name} ${version} x86_64 ${license} ${homepage} sportello`) throw new Error(`the rpm says ${said}`);
  const requires = await ask('--requires');
  for (const each of ['gtk3', 'nss', 'mesa-libgbm', 'libsecret', 'xdg-utils']) {
    if (!requires.split('\n').includes(each)) throw new Error(`the rpm does not require ${each}`);
  }
  const files = (await ask('--qf', '[%{FILEUSERNAME} %{FILEGROUPNAME} %{FILENAMES}\n]')).trim().split('\n');
  const places = new Set(files.map((line) => line.replace(/^root root /, '')));
  const icons = [16, 24, 32, 48, 64, 128, 256, 512].map(
    (size) => `/usr/share/icons/hicolor/${size}x${size}/apps/sportello.png`,
  );
  const wanted = [
    program,
    '/opt/Sportello/resources/app.asar',
    '/opt/Sportello/resources/policy/policy.schema.json',
    '/usr/share/applications/sportello.desktop',
    '/usr/share/metainfo/org.sportello.app.metainfo.xml',
    ...icons,
  ];
  const missing = wanted.filter((file) => !places.has(file));
  const strange = [...places].filter(
    (file) => !/^\/(opt\/Sportello(\/|$)|usr\/share\/(applications|icons|metainfo)\/)/.test(file),
  );
  if (missing.length + strange.length > 0)
    throw new Error(`the rpm lacks ${missing.join()} or holds ${strange.join()}`);
  if ((await ask('--scripts')).includes('${')) throw new Error('the scripts of the rpm were not filled in');
  return `rpm: ${places.size} places, all root's; ${requires.trim().split('\n').length} requirements, two scripts`;
}

/**
 * With its scripts, into a database of packages that is thrown away: what it needs is there under Debian's names.
 * @param {string} rpm @param {{ folder: string, work: string }} around
 */
async function installRpm(rpm, { folder, work }) {
  const own = ['--dbpath', path.join(work, 'packages')];
  const anywhere = ['--nodeps', '--force-debian'];
  const rpmDo = (/** @type {string[]} */ ...args) => mustRun('rpm', [...own, ...args]);
  mkdirSync(path.join(work, 'packages'));
  await rpmDo('--initdb');
  await rpmDo('-i', ...anywhere, rpm);
  try {
    await rpmDo('-V', '--nodeps', '--nomode', name); // the script decides about the sandbox's helper
    await mustRun('diff', ['-r', '/opt/Sportello', folder]);
    if (readlinkSync(link) !== program || !existsSync('/etc/sportello/policies.d'))
      throw new Error('the script did not run');
    await sayVersion(link, work);
    await rpmDo('-U', '--replacepkgs', ...anywhere, rpm);
    if (!existsSync(link)) throw new Error('an upgrade took the command along');
    writeFileSync('/etc/sportello/policy.json', '{}');
  } finally {
    await rpmDo('-e', '--nodeps', name);
  }
  if (existsSync(program) || existsSync(link)) throw new Error('removing the rpm left the program');
  if (!existsSync('/etc/sportello/policy.json')) throw new Error('removing the rpm took the policy along');
  rmSync('/etc/sportello', { recursive: true });
  return 'rpm: installed with its scripts, says its version, installed over itself, removed; the policy stays';
}

/** A signature is accepted, and not of anything else. @param {{ archive: string, rpm: string, work: string }} made */
async function signBoth({ archive, rpm, work }) {
  const home = path.join(work, 'gnupg');
  mkdirSync(home, { mode: 0o700 });
  const env = { GNUPGHOME: home };
  const key = 'Sportello trial <trial@sportello.example.org>';
  const made = ['--batch', '--passphrase', '', '--quick-generate-key', key, 'rsa3072', 'sign', '1d'];
  try {
    await mustRun('gpg', made, { env });
    const sums = path.join(work, 'SHA256SUMS');
    writeFileSync(sums, (await mustRun('sha256sum', [archive, rpm])).stdout);
    const signature = await signFile(sums, key, env);
    await mustRun('gpg', ['--batch', '--verify', signature, sums], { env });
    writeFileSync(sums, `${readFileSync(sums, 'utf8')}x`);
    if ((await run('gpg', ['--batch', '--verify', signature, sums], { env })).code === 0)
      throw new Error('the signature of the checksums holds for anything');
    return await signAndAsk({ rpm, work, key, env });
  } finally {
    await run('gpgconf', ['--kill', 'all'], { env });
  }
}

/** @param {{ rpm: string, work: string, key: string, env: NodeJS.ProcessEnv }} by */
async function signAndAsk({ rpm, work, key, env }) {
  const signed = path.join(work, path.basename(rpm));
  await mustRun('cp', [rpm, signed]);
  await signRpm(signed, key, env);
  const publicKey = path.join(work, 'key.asc');
  writeFileSync(publicKey, (await mustRun('gpg', ['--batch', '--armor', '--export', key], { env })).stdout);
  const known = ['--dbpath', path.join(work, 'keys')];
  mkdirSync(path.join(work, 'keys'));
  const asked = (/** @type {string} */ file) => run('rpm', [...known, '-Kv', file], { env: { LC_ALL: 'C' } });
  if ((await asked(signed)).code === 0) throw new Error('rpm takes a key for good that it does not know');
  await mustRun('rpm', [...known, '--import', publicKey]);
  const { code, output } = await asked(signed);
  if (code !== 0 || !/Signature, key ID \w+: OK/.test(output)) throw new Error(`rpm refuses the signature: ${output}`);
  const bytes = readFileSync(signed);
  bytes[bytes.length - 100] ^= 1;
  writeFileSync(signed, bytes);
  if ((await asked(signed)).code === 0) throw new Error('rpm takes a changed package for good');
  return 'signed with a key that is thrown away: checksums and rpm are accepted, and changed ones are not';
}

/** @param {string} command @param {string} home */
async function sayVersion(command, home) {
  const { version } = readJson(inRoot('package.json'));
  const env = { HOME: home, TMPDIR: os.tmpdir(), SPORTELLO_NODE: process.execPath };
  const { stdout } = await mustRun('setpriv', [...nobody, command, '--version'], { env });
  if (stdout !== `Sportello ${version}\n`) throw new Error(`it says ${stdout}`);
}

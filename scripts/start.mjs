// A first look: a hub with the demonstration association, and one window per volunteer. Ends all that it started.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './lib/child.mjs';
import { enrol, hubDataDir, startDemoHub, syncUrl, volunteers } from './lib/demo-hub.mjs';
import { hasDisplay } from './lib/display.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { prepareElectron, prepareScreen, sandboxArguments } from './lib/prepare.mjs';
import { inRoot, root } from './lib/project.mjs';

const usage = `
npm start [-- --volunteers N] [--fresh] [--exit-after-ready]

Builds what is stale, finds Electron, starts a hub with demonstration data and opens the client, signed in.
  --volunteers N       opens N windows, each another volunteer (1 to ${volunteers.length}; default 1)
  --fresh              forgets the demonstration data of earlier starts (out/demo)
  --exit-after-ready   ends by itself when every window has shown its first data; writes out/first-screen.png

Data is kept in out/demo. Ctrl+C ends everything.`;

const demoFolder = inRoot('out', 'demo');
const picture = inRoot('out', 'first-screen.png');
const readyWithinMs = 90_000;

const say = (/** @type {string} */ text) => console.log(text);
const shown = (/** @type {string} */ file) => path.relative(process.cwd(), file);

/** What has to be ended, the first started last. @type {(() => Promise<void>)[]} */
const started = [];
let ending = /** @type {Promise<void> | undefined} */ (undefined);

const { volunteerCount, fresh, exitAfterReady } = readCommandLine();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => void finish(0, '\nCiao!'));
try {
  await main();
} catch (error) {
  await finish(1, `\n${error.message}`);
}

function readCommandLine() {
  const options = /** @type {const} */ ({
    volunteers: { type: 'string' },
    fresh: { type: 'boolean' },
    'exit-after-ready': { type: 'boolean' },
  });
  const { values } = readOptions({ usage, options });
  const count = Number(values.volunteers ?? '1');
  if (!Number.isInteger(count) || count < 1 || count > volunteers.length) {
    refuse(`--volunteers takes a number from 1 to ${volunteers.length}, not "${values.volunteers}".\n${usage}`);
  }
  return { volunteerCount: count, fresh: values.fresh === true, exitAfterReady: values['exit-after-ready'] === true };
}

async function main() {
  if (fresh) rmSync(demoFolder, { recursive: true, force: true });
  rmSync(picture, { force: true });
  mkdirSync(demoFolder, { recursive: true });
  const { binary } = await prepareElectron();
  if (!hasDisplay())
    say(`No display here: the windows open on a virtual one, and the first goes to ${shown(picture)}.`);
  if (sandboxArguments().length > 0) say('Running as root: Chromium needs --no-sandbox for that. Not for real data.');
  const screen = await prepareScreen();
  started.push(screen.close);
  say('Starting the hub with the demonstration association ...');
  const hub = await startDemoHub(hubDataDir(demoFolder), path.join(demoFolder, 'hub.log'));
  started.push(hub.child.end);
  void hub.child.exited.then((code) => finish(1, `The hub ended by itself (${code}):\n${hub.child.lastLines()}`));
  const clients = [];
  for (const index of Array.from({ length: volunteerCount }).keys()) {
    clients.push(await openClient(index, { binary, hub, env: screen.env, isVirtual: screen.isVirtual }));
  }
  await Promise.all(clients.map((client) => client.ready));
  if (screen.isVirtual || exitAfterReady) sayPicture();
  introduce(hub);
  await Promise.all(clients.map((client) => client.closed));
  await finish(0, exitAfterReady ? 'Ready, and closed again.' : 'All windows are closed. Ciao!');
}

/**
 * @param {number} index
 * @param {{ binary: string, hub: Awaited<ReturnType<typeof startDemoHub>>, env: Record<string, string>, isVirtual: boolean }} around
 */
async function openClient(index, { binary, hub, env, isVirtual }) {
  const profile = path.join(demoFolder, `client-${index + 1}`);
  const enrolledNote = `${profile}.enrolled`;
  const name = volunteers[index];
  const child = startChild({
    name: `the window of ${name}`,
    command: binary,
    args: [root, ...sandboxArguments(), '--log-level=3', ...(exitAfterReady ? ['--exit-after-ready'] : [])],
    logFile: `${profile}.log`,
    env: {
      ...env,
      SPORTELLO_USER_DATA: profile,
      SPORTELLO_HUB_URL: syncUrl(hub.httpPort),
      ...(existsSync(enrolledNote) ? {} : { SPORTELLO_ENROL_CODE: await enrol(hub.dataDir, name) }),
      ...(index === 0 && (isVirtual || exitAfterReady) ? { SPORTELLO_SCREENSHOT: picture } : {}),
    },
  });
  started.push(child.end);
  const ready = child.line(/^ready\b/, readyWithinMs).then(() => writeFileSync(enrolledNote, ''));
  ready.catch(() => {}); // looked at later, when every window has been opened
  const closed = child.exited.then((code) => {
    if (code !== 0) return finish(1, `${child.name} ended by itself (${code}):\n${child.lastLines()}`);
  });
  return { ready, closed };
}

function sayPicture() {
  const isThere = (statSync(picture, { throwIfNoEntry: false })?.size ?? 0) > 0;
  say(isThere ? `The first screen is in ${shown(picture)}` : 'The client did not write its first screen.');
}

/** @param {{ httpPort: number, smtpPort: number }} hub */
function introduce({ httpPort, smtpPort }) {
  if (exitAfterReady) return;
  const windows = volunteers.slice(0, volunteerCount).join(', ');
  say(`
Sportello è pronto · Sportello is ready
  Volontari / volunteers   ${windows}
  Hub                      http://127.0.0.1:${httpPort}/
  Posta / mail             SMTP 127.0.0.1:${smtpPort}
  Dati / data              ${shown(demoFolder)}

Scrivete una mail / send a mail:
  printf 'From: Anna <anna@example.org>\\nTo: segreteria@dbo.example\\nSubject: Iscrizione\\n\\nBuongiorno, come mi iscrivo?\\n' |
    curl -sS smtp://127.0.0.1:${smtpPort} --mail-from anna@example.org --mail-rcpt segreteria@dbo.example -T -

Ctrl+C chiude tutto · Ctrl+C ends everything`);
}

/** Ends what was started, the last first, and then this program. @param {number} code @param {string} message */
function finish(code, message) {
  ending ??= (async () => {
    (code === 0 ? console.log : console.error)(message);
    for (const endOne of started.toReversed()) await endOne();
    process.exit(code);
  })();
  return ending;
}

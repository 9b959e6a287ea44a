// A believable morning, sent through the doors of a hub that is running, and what became of it.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { counts, planMorning, trafficKinds } from '../hub/demo/traffic/plan.ts';
import { sendMorning } from '../hub/demo/traffic/send.ts';
import { conversations } from './lib/demo-hub.mjs';
import { readOptions, refuse } from './lib/options.mjs';
import { inRoot } from './lib/project.mjs';
import { mustRun } from './lib/run.mjs';

const usage = `
npm run demo:traffic -- --http-port PORT --smtp-port PORT [--data DIR] [--domain NAME] [--speed N] [--seed N] [--json]

Sends a morning of the association (40 tickets: mail with attachments, certified mail, the form, the API; 8 chats;
6 voicemails) to a hub on this machine, through the same doors as everybody, and compares what was sent with what the
hub lists. \`npm start\` prints the ports. Exit code 1 when something is missing. On Linux, where every sender has a
loopback address of their own, as people have.

  --data DIR       the hub's folder (default out/demo/hub): to compare, to make a key for the API, and to allow a web site
  --domain NAME    the association's mail domain (default dbo.example)
  --speed N        minutes of the morning in a minute: 60 (the default) takes four minutes, 100000 no time at all
  --seed N         another number, another morning; the same number, the same one (default 1)
  --json           the summary as JSON`;

const text = /** @type {const} */ ({ type: 'string' });
const options = {
  'http-port': text,
  'smtp-port': text,
  data: text,
  domain: text,
  speed: text,
  seed: text,
  json: /** @type {const} */ ({ type: 'boolean' }),
};
const { values } = readOptions({ usage, options });
const httpPort = number('http-port', undefined, 65_535);
const smtpPort = number('smtp-port', undefined, 65_535);
const speed = number('speed', 60, 1_000_000);
const seed = number('seed', 1, 2 ** 31);
const data = String(values.data ?? inRoot('out', 'demo', 'hub'));
const domain = String(values.domain ?? 'dbo.example');
const origin = 'https://www.dbo.example';

if (!existsSync(path.join(data, 'hub.db'))) refuse(`--data: no hub's data in ${data}\n${usage}`);
const hub = (/** @type {string[]} */ ...args) => mustRun(process.execPath, [inRoot('hub', 'index.ts'), ...args]);

await hub('chat', 'origins', 'add', '--data', data, '--origin', origin);
const { stdout: key } = await hub('api-keys', 'create', '--data', data, '--name', 'demo:traffic');
const before = new Set((await conversations(data)).map(({ number: each }) => each));
const mail = createTransport({
  pool: true,
  maxConnections: 2,
  host: '127.0.0.1',
  port: smtpPort,
  secure: false,
  ignoreTLS: true,
});
const sent = await sendMorning(planMorning(seed), {
  mail,
  domain,
  origin,
  apiKey: key.trim(),
  recordings: recordings(),
  httpUrl: `http://127.0.0.1:${httpPort}`,
  run: randomBytes(9).toString('hex'),
  wait: (minutes) => sleep((Math.max(0, minutes) * 60_000) / speed),
});
mail.close();
const arrived = (await conversations(data)).filter(({ number: each }) => !before.has(each));
report();

/** @param {string} name @param {number | undefined} fallback @param {number} most */
function number(name, fallback, most) {
  const value = /** @type {Record<string, unknown>} */ (values)[name];
  const given = value === undefined ? fallback : Number(value);
  if (given === undefined || !(given > 0 && given <= most)) refuse(`--${name} takes a number\n${usage}`);
  return given;
}

/** Real recordings of one sentence, in the formats of switchboards that play everywhere. */
function recordings() {
  const folder = inRoot('test', 'fixtures', 'audio');
  const types = /** @type {Record<string, string>} */ ({
    '.wav': 'audio/x-wav',
    '.mp3': 'audio/mpeg',
    '.ogg': 'audio/ogg',
    '.m4a': 'audio/mp4',
  });
  return readdirSync(folder)
    .toSorted()
    .filter((filename) => path.extname(filename) in types && !filename.includes('gsm'))
    .map((filename) => ({
      filename,
      contentType: types[path.extname(filename)] ?? '',
      content: readFileSync(path.join(folder, filename)),
    }));
}

function report() {
  const isTicket = (/** @type {string} */ kind) => kind !== 'chat' && kind !== 'voicemail';
  const sum = (/** @type {(kind: string) => boolean} */ fits) =>
    trafficKinds.reduce((all, kind) => all + (fits(kind) ? sent.counts[kind] : 0), 0);
  const channels = ['ticket', 'chat', 'voicemail'].map((channel) => ({
    channel,
    sent: sum((kind) => (channel === 'ticket' ? isTicket(kind) : kind === channel)),
    arrived: arrived.filter((each) => each['channel'] === channel).length,
  }));
  const isWhole = sent.failures.length === 0 && channels.every((each) => each.sent === each.arrived);
  const wanted = Object.values(counts).reduce((all, count) => all + count, 0);
  if (values.json) {
    console.log(JSON.stringify({ seed, wanted, kinds: sent.counts, channels, failures: sent.failures, isWhole }));
  } else {
    console.log(trafficKinds.map((kind) => `${kind} ${sent.counts[kind]}`).join(', '));
    for (const each of channels) console.log(`${each.channel}: ${each.sent} sent, ${each.arrived} arrived`);
    for (const failure of sent.failures) console.log(`refused: ${failure}`);
    console.log(isWhole ? `everything arrived (${wanted})` : 'something is missing');
  }
  process.exitCode = isWhole ? 0 : 1;
}

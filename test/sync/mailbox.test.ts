import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../hub/log.ts';
import { createMailbox, type Mailbox, type MailboxDeps } from '../../hub/intake/mailbox.ts';
import { createParserPool, type ParserPool } from '../../hub/intake/parser-pool.ts';
import type { Intake } from '../../hub/ports.ts';
import { type CuttingProxy, openCuttingProxy } from '../support/cutting-proxy.ts';
import { type Dovecot, openDovecot } from '../support/dovecot.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { readMailFixture } from '../support/mail-fixtures.ts';
import { eventually, listConversations, startHub } from '../support/processes.ts';
import { realTimers } from '../support/real-effects.ts';

let imap: Dovecot;
let proxy: CuttingProxy;
let parser: ParserPool;
let hub: TestHub;
let user: string;
let count = 0;
const open: Mailbox[] = [];
const lines: string[] = [];

beforeAll(async () => {
  imap = await openDovecot();
  proxy = await openCuttingProxy(imap.port);
  parser = createParserPool({ timers: realTimers, size: 1 });
}, 120_000);
afterAll(async () => {
  parser.close();
  await proxy.close();
  await imap.close();
});
beforeEach(async () => {
  hub = await startTestHub();
  user = `casella-${(count += 1)}`;
});
afterEach(async () => {
  for (const mailbox of open.splice(0)) await mailbox.stop();
  await hub.close();
});

function openMailbox(over: Partial<MailboxDeps> & { port?: number; password?: string; isCertified?: boolean } = {}) {
  const { port = imap.port, password = imap.password, isCertified = false, ...deps } = over;
  const account = { host: '127.0.0.1', port, secure: false, user, password, folder: 'INBOX', isCertified };
  const mailbox = createMailbox({
    account,
    parser,
    collectGarbage: () => {},
    intake: hub.hub.intake,
    marks: {
      read: (name) => hub.storage.read((tx) => tx.mailboxMark(name)),
      remember: (name, mark) => hub.storage.write((tx) => tx.setMailboxMark(name, mark)),
    },
    domain: 'prova.example',
    trustedServer: null,
    timers: realTimers,
    random: { next: () => 0 },
    log: createLog({ write: (line) => lines.push(line) }),
    limits: { firstRetryMs: 20, longestRetryMs: 100, lookEveryMs: 60_000 },
    ...deps,
  });
  open.push(mailbox);
  mailbox.start();
  return mailbox;
}

const mail = (subject: string, text = `Testo: ${subject}`): string =>
  [
    'From: Anna Belotti <anna@posta.example>',
    'To: segreteria@prova.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W/g, '')}@posta.example>`,
    'Date: Mon, 2 Mar 2026 10:00:00 +0100',
    'Return-Path: <anna@posta.example>',
    '',
    text,
    '',
  ].join('\r\n');
/** No text, no subject: refused and recorded. */
const emptyMail =
  'From: Anna <anna@posta.example>\r\nReturn-Path: <anna@posta.example>\r\nMessage-ID: <nulla@x.example>\r\n\r\n\r\n';

const subjects = async () =>
  (await hub.storage.read((tx) => tx.conversations({ after: '', limit: 500 }))).map(({ subject }) => subject);
const refusals = async () => (await hub.storage.read((tx) => tx.refusals())).map(({ reason }) => reason);
const taken = (...wanted: string[]) =>
  eventually(`taken: ${wanted.join()}`, async () => (await subjects()).join() === wanted.join(), 20_000);

describe('mail out of a mailbox (Dovecot)', () => {
  test('[IN7] what lies there and what comes later is taken, marked as read, and after a restart not taken again', async () => {
    await imap.deliver(user, mail('Prima'));
    await imap.deliver(user, emptyMail);
    const first = openMailbox();
    await taken('Prima');
    // It was told by the server (IDLE): the next look by itself is a minute away.
    await imap.deliver(user, mail('Seconda'));
    await taken('Prima', 'Seconda');
    await eventually('all are marked', async () => (await imap.flags(user)).every((flags) => flags.includes('\\Seen')));
    await first.stop();
    await imap.deliver(user, mail('Terza'));
    openMailbox();
    await taken('Prima', 'Seconda', 'Terza');
    expect(await refusals()).toEqual(['empty']);
    const [group] = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 1 }));
    expect(group).toMatchObject({ groupId: 'segreteria', origin: 'mail', verified: false });
  });

  const stages: readonly (readonly [string, 'client' | 'server', RegExp, boolean])[] = [
    ['the greeting', 'server', /OK .*ready/, false],
    ['the password', 'client', /(?:LOGIN|AUTHENTICATE)/, false],
    ['the answer to it', 'server', /OK .*Logged in/, false],
    ['opening the folder', 'client', /SELECT/, true],
    ['the folder is open', 'server', /UIDVALIDITY/, false],
    ['asking for the list', 'client', /UID FETCH 1:\*/, true],
    ['in the list', 'server', /\* 3 FETCH/, false],
    ['asking for a mail', 'client', /UID FETCH 2 .*BODY\.PEEK/, true],
    ['in a mail', 'server', /Testo: Due/, false],
    ['after a mail', 'server', /Testo: Due[\s\S]*OK Fetch completed/, true],
    ['marking it as read', 'client', /UID STORE 2 /, false],
    ['the answer to that', 'server', /\* 2 FETCH .*Seen/, false],
    ['waiting', 'client', /IDLE/, true],
  ];
  test.each(stages)(
    '[IN7] the connection ends at %s: nothing is lost, nothing is taken twice',
    async (_, by, ...[text, passes]) => {
      for (const each of [mail('Uno'), mail('Due'), emptyMail, mail('Tre')]) await imap.deliver(user, each);
      const before = proxy.cuts();
      proxy.cutAt({ by, text, passes });
      openMailbox({ port: proxy.port });
      await taken('Uno', 'Due', 'Tre');
      await eventually('it was cut', () => proxy.cuts() === before + 1, 20_000);
      await imap.deliver(user, mail('Quattro'));
      await taken('Uno', 'Due', 'Tre', 'Quattro');
      expect(await refusals()).toEqual(['empty']);
      const received = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }));
      expect(received.filter(({ kind }) => kind === 'arrival')).toHaveLength(4);
    },
  );

  test('[IN7] what the hub could not store stays, and those behind it: all of it is taken later, in order', async () => {
    let isFailing = true;
    const intake: Intake = {
      ...hub.hub.intake,
      receive: (incoming) =>
        isFailing ? Promise.reject(new Error('storage failed')) : hub.hub.intake.receive(incoming),
    };
    await imap.deliver(user, mail('Uno'));
    await imap.deliver(user, mail('Due'));
    openMailbox({ intake });
    await eventually('it failed', () => lines.some((line) => line.includes('NOTSTORED')));
    expect(await subjects()).toEqual([]);
    isFailing = false;
    await taken('Uno', 'Due');
  });

  test('[IN7] a mailbox that was made anew is taken from its beginning; what is known is recognised', async () => {
    await imap.deliver(user, mail('Uno'));
    const first = openMailbox();
    await taken('Uno');
    await first.stop();
    await imap.renew(user);
    await imap.deliver(user, mail('Uno'));
    await imap.deliver(user, mail('Due'));
    openMailbox();
    await taken('Uno', 'Due');
  });

  test('[IN7] a mail over the limit is recorded without being fetched', async () => {
    await imap.deliver(user, mail('Grande', 'x'.repeat(20_000)));
    await imap.deliver(user, mail('Piccola'));
    openMailbox({ limits: { mailBytes: 10_000 } });
    await taken('Piccola');
    expect(await refusals()).toEqual(['too-large']);
  });

  test('[IN8] an envelope in a certified mailbox has legal weight, and its sender is proved', async () => {
    await imap.deliver(user, readMailFixture('certified-envelope.eml'));
    await imap.deliver(user, readMailFixture('certified-anomaly.eml'));
    await imap.deliver(user, readMailFixture('certified-delivered.eml'));
    openMailbox({ isCertified: true });
    await taken('Recesso da socio', 'Orari della sede');
    const [certified, ordinary] = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 9 }));
    expect(certified).toMatchObject({ verified: true, contact: { email: 'mario.bianchi@pec.example' } });
    expect(ordinary).toMatchObject({ verified: false });
    const messages = await hub.storage.read((tx) => tx.messages([certified?.id ?? ''], 0));
    expect(messages.get(certified?.id ?? '')?.map(({ event }) => event)).toContainEqual({
      code: 'certified',
      isProved: true,
    });
    await eventually('the receipt is recorded', async () => (await refusals()).join() === 'receipt');
  });

  test('[IN6] what an envelope holds proves nothing of its sender', async () => {
    const inner = 'Authentication-Results: mx.prova.example; dmarc=pass header.from=example.com\r\nFrom: Luca';
    const forged = readMailFixture('certified-anomaly.eml').toString('latin1').replace('From: Luca', inner);
    await imap.deliver(user, Buffer.from(forged, 'latin1'));
    openMailbox({ trustedServer: 'mx.prova.example' });
    await taken('Orari della sede');
    expect(await hub.storage.read((tx) => tx.conversations({ after: '', limit: 1 }))).toMatchObject([
      { verified: false },
    ]);
  });

  test('a wrong password is said in a code, and no line holds a password, an address or a subject', async () => {
    await imap.deliver(user, mail('Uno'));
    openMailbox({ password: 'sbagliata-davvero' });
    await eventually('it was refused', () => lines.some((line) => line.includes('EAUTH')));
    openMailbox();
    await taken('Uno');
    expect(lines.join('\n')).not.toMatch(/sbagliata|una-parola|casella|anna|Uno|posta\.example/);
  });
});

test('[IN7] a hub that is killed while it takes, three times over, in the end has each mail once', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sportello-mailbox-'));
  const all = Array.from({ length: 24 }, (_, index) => `Numero ${index + 1}`);
  for (const subject of all) await imap.deliver(user, mail(subject));
  const start = () =>
    startHub({
      data,
      extra: ['--imap', `imap://${user}@127.0.0.1:${imap.port}`, '--mail-domain', 'prova.example'],
      env: { ...process.env, SPORTELLO_IMAP_PASSWORD: imap.password },
    });
  try {
    for (const least of [1, 8, 16]) {
      const killed = await start();
      await eventually(`${least} are there`, async () => (await listConversations(data)).length >= least, 30_000);
      await killed.kill();
    }
    const last = await start();
    await eventually('all are there', async () => (await listConversations(data)).length >= all.length, 30_000);
    await last.stop();
    const taken = await listConversations(data, true);
    expect(taken.map(({ subject }) => subject)).toEqual(all);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}, 90_000);

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseMailboxAddress } from '../../hub/intake/mailbox-account.ts';
import { runHubWith } from '../support/hub-command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-mail-options-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const password = 'parola-che-nessuno-vede';
const check = async (env: Record<string, string>, ...args: string[]): Promise<string> => {
  const ports = ['--http-port', '0', '--smtp-port', '0'];
  const { output, errors } = await runHubWith(env, 'check-config', '--data', folder, ...ports, ...args);
  return output + errors;
};

test('[IN7] mailboxes are named without their passwords, which come from the environment or a file', async () => {
  const file = join(folder, 'password');
  writeFileSync(file, `${password}\n`);
  const boxes = ['--imap', 'imaps://a@posta.example@imap.example', '--imap-pec', 'imaps://dbo@pec.example:1993/Arrivo'];
  const said = await check({ SPORTELLO_IMAP_PASSWORD: password }, ...boxes, '--imap-pec-password-file', file);
  expect(said).toContain('a@posta.example@imap.example:993/INBOX');
  expect(said).toContain('dbo@pec.example:1993/Arrivo');
  expect(said).not.toContain(password);
});

test('[IN7] without a password, with one in the address, or with another address the hub does not start', async () => {
  const [none, inAddress, noFile] = await Promise.all([
    check({}, '--imap', 'imaps://a@imap.example'),
    check({}, '--imap', `imaps://a:${password}@imap.example`),
    check({}, '--imap', 'imaps://a@imap.example', '--imap-password-file', join(folder, 'nothing')),
  ]);
  expect(none).toMatch(/--imap needs a password in SPORTELLO_IMAP_PASSWORD or --imap-password-file/);
  expect(inAddress).toMatch(/takes imaps:\/\/USER@HOST/);
  expect(inAddress).not.toContain(password);
  expect(noFile).toMatch(/--imap-password-file: the file can't be read/);
});

test.each([
  [
    'imaps://a%40b.example@host/Arrivo%20posta',
    { user: 'a@b.example', host: 'host', port: 993, folder: 'Arrivo posta' },
  ],
  ['imap://utente@[::1]:1143', { user: 'utente', host: '::1', port: 1143, secure: false, folder: 'INBOX' }],
])('[IN7] the address %s', (text, wanted) => expect(parseMailboxAddress(text)).toMatchObject(wanted));

test.each(['', 'http://a@b', 'imaps://host', 'imaps://@host', 'imaps://a@', 'imaps://a@host?x=1'])(
  '[IN7] no address: %s',
  (text) => expect(parseMailboxAddress(text)).toBeNull(),
);

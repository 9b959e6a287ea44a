// The IMAP server that the tests of mailboxes talk to. As root on Debian or Ubuntu it is installed, without being started;
// otherwise the command that does it is printed.
import { readOptions } from './lib/options.mjs';
import { ensureImapServer } from './lib/system-libraries.mjs';

const usage = `
node scripts/ensure-dovecot.mjs

Installs Debian's Dovecot for the tests of mailboxes, as root; otherwise it prints the command that does.`;

readOptions({ usage });
try {
  await ensureImapServer();
} catch (error) {
  console.error(`[system] ${error.message}`);
  process.exitCode = 1;
}

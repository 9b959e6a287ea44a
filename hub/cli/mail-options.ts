import { readFileSync } from 'node:fs';
import { type MailboxAccount, parseMailboxAddress } from '../intake/mailbox-account.ts';
import { textOption, UsageError } from './arguments.ts';

/** How mail comes in, beside the hub's own door. */
export interface MailOptions {
  readonly trustedServer: string | null;
  readonly mailboxes: readonly MailboxAccount[];
}

export const mailOptions = {
  'trusted-mail-server': { type: 'string' },
  imap: { type: 'string' },
  'imap-password-file': { type: 'string' },
  'imap-pec': { type: 'string' },
  'imap-pec-password-file': { type: 'string' },
} as const;

export const mailHelp = `--trusted-mail-server NAME
                      mail server of yours through which all mail comes, as it names itself in
                      Authentication-Results; without it no sender counts as proved
  --imap URL          takes mail out of a mailbox too: imaps://USER@HOST[:PORT][/FOLDER]; its password is in
                      SPORTELLO_IMAP_PASSWORD or in the file that --imap-password-file names
  --imap-pec URL      the same for a mailbox of certified mail (PEC); its password is in
                      SPORTELLO_IMAP_PEC_PASSWORD or in the file that --imap-pec-password-file names`;

type Values = Readonly<Record<string, string | boolean>>;

export function readMailOptions(values: Values, environment: NodeJS.ProcessEnv): MailOptions {
  const trusted = values['trusted-mail-server'];
  const mailboxes = [
    { option: 'imap', variable: 'SPORTELLO_IMAP_PASSWORD', isCertified: false },
    { option: 'imap-pec', variable: 'SPORTELLO_IMAP_PEC_PASSWORD', isCertified: true },
  ];
  return {
    trustedServer: trusted === undefined ? null : textOption(trusted, 'trusted-mail-server', 253).toLowerCase(),
    mailboxes: mailboxes.flatMap(({ option, variable, isCertified }) => {
      if (values[option] === undefined) return [];
      const address = parseMailboxAddress(textOption(values[option], option, 1_000));
      if (address === null)
        throw new UsageError(`--${option} takes imaps://USER@HOST[:PORT][/FOLDER], without password`);
      const password = passwordFrom(values[`${option}-password-file`], environment[variable], { option, variable });
      return [{ ...address, password, isCertified }];
    }),
  };
}

/** Never from the command line, which other programs on the machine can read. */
function passwordFrom(
  file: string | boolean | undefined,
  fromEnvironment: string | undefined,
  { option, variable }: { readonly option: string; readonly variable: string },
): string {
  const password = file === undefined ? (fromEnvironment ?? '') : contentOf(String(file), option);
  if (password === '') throw new UsageError(`--${option} needs a password in ${variable} or --${option}-password-file`);
  return password;
}

function contentOf(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new UsageError(`--${option}-password-file: the file can't be read`);
  }
}

import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { SMTPServer } from 'smtp-server';

/** The outside world of a test: a real SMTP server that keeps what the hub sends to the public. */
export interface Mailbox {
  readonly port: number;
  readonly received: readonly ParsedMail[];
  /** Mails to this address, in order of arrival. */
  to(address: string): ParsedMail[];
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          received.push(mail);
          done();
        },
        (error: unknown) => done(error as Error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    received,
    to: (wanted) => received.filter((mail) => recipients(mail).includes(wanted)),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function recipients(mail: ParsedMail): string[] {
  const fields = Array.isArray(mail.to) ? mail.to : [mail.to];
  return fields.flatMap((field) => field?.value.map((each) => each.address ?? '') ?? []);
}

/** Sends over a real connection to the hub's SMTP port, as a public mail server would. */
export async function sendMail(port: number, mail: Mail.Options): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail(mail);
  } finally {
    transport.close();
  }
}

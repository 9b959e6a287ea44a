// Program of the parser process: reads strangers' mail, knows no secret, opens no file and no socket, and may be killed.
import { createHash } from 'node:crypto';
import { decideMail, type Decision } from './decide-mail.ts';
import { type MailToRead, serveParser } from './parser-wire.ts';
import { type Mail, readMail } from './read-mail.ts';

serveParser(answer);

async function answer({ raw, envelope }: MailToRead): Promise<Decision & { reference: string }> {
  const mail = await readOrNull(raw);
  if (mail === null) return { kind: 'refused', reason: 'unparseable', reference: digest(raw) };
  return { ...(await decideMail(mail, envelope)), reference: digest(mail.messageId ?? raw) };
}

async function readOrNull(raw: Buffer): Promise<Mail | null> {
  try {
    return await readMail(raw);
  } catch {
    return null;
  }
}

function digest(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}

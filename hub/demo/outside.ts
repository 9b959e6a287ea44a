import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** The world outside of a demonstration: takes every mail that leaves and keeps it as a file that a mail program opens. */
export interface Outside {
  readonly port: number;
  /** The reply address that the first mail to somebody offers, once there is one. */
  replyAddressFor(recipient: string): string | null;
  close(): Promise<void>;
}

export async function openOutside(folder: string): Promise<Outside> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const replyAddresses = new Map<string, string>();
  const server = new SMTPServer({
    name: 'outside.example',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      const [recipient] = session.envelope.rcptTo;
      keep(stream, folder).then((raw) => {
        const replyTo = /^reply-to:\s*(?:.*<)?([^\s<>]+@[^\s<>]+?)>?\s*$/im.exec(unfolded(raw))?.[1];
        if (recipient !== undefined && replyTo !== undefined) replyAddresses.set(recipient.address, replyTo);
        done();
      }, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    replyAddressFor: (recipient) => replyAddresses.get(recipient) ?? null,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** One file for each Message-ID; accepted only when it is written. */
async function keep(stream: SMTPServerDataStream, folder: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const head = unfolded(raw.toString('latin1'));
  const id = /^message-id:\s*(.+)$/im.exec(head)?.[1] ?? head;
  const name = createHash('sha256').update(id).digest('hex').slice(0, 16);
  await writeFile(join(folder, `${name}.eml`), raw, { mode: 0o600 });
  return head;
}

/** The header section with one header on each line. */
const unfolded = (raw: string): string => (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A sending server that says exactly what a test tells it to. */
export interface SmtpClient {
  /** Sends a line and waits for the whole reply. */
  command(line: string): Promise<string>;
  /** Waits for a reply to something that was written. */
  reply(): Promise<string>;
  write(data: string | Uint8Array): void;
  /** EHLO, MAIL, RCPT, DATA, the message, the dot; resolves with the last reply that was given. */
  deliver(mail: { readonly from: string; readonly to: readonly string[]; readonly raw: Uint8Array }): Promise<string>;
  /** Resolves when the server has closed the connection. */
  closed(): Promise<void>;
  destroy(): void;
}

export async function openSmtp(port: number): Promise<SmtpClient> {
  const socket = connect(port, '127.0.0.1');
  const replies = collectReplies(socket);
  await replies.next();
  const command = (line: string) => {
    socket.write(`${line}\r\n`);
    return replies.next();
  };
  return {
    command,
    reply: () => replies.next(),
    write: (data) => void socket.write(data),
    deliver: async ({ from, to, raw }) => {
      await command('EHLO client.example');
      const dialogue = [`MAIL FROM:<${from}>`, ...to.map((address) => `RCPT TO:<${address}>`), 'DATA'];
      for (const line of dialogue) {
        const answer = await command(line);
        if (!/^[23]/.test(answer)) return answer;
      }
      socket.write(stuffed(raw));
      return command('\r\n.');
    },
    closed: () => replies.closed,
    destroy: () => socket.destroy(),
  };
}

/** RFC 5321, 4.5.2: a line that begins with a dot gets another one. */
function stuffed(raw: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(raw).toString('latin1').replace(/^\./gm, '..'), 'latin1');
}

function collectReplies(socket: Socket): { next(): Promise<string>; readonly closed: Promise<void> } {
  const ready: string[] = [];
  const waiting: { resolve(reply: string): void; reject(error: Error): void }[] = [];
  let rest = '';
  let ended = false;
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', (chunk: string) => {
    rest += chunk;
    for (
      let match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(rest);
      match !== null;
      match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(rest)
    ) {
      rest = rest.slice(match[0].length);
      const next = waiting.shift();
      if (next) next.resolve(match[0].trimEnd());
      else ready.push(match[0].trimEnd());
    }
  });
  const closed = once(socket, 'close').then(() => {
    ended = true;
    for (const { reject } of waiting.splice(0)) reject(new Error('connection closed'));
  });
  return {
    closed,
    next: () =>
      new Promise((resolve, reject) => {
        const reply = ready.shift();
        if (reply !== undefined) resolve(reply);
        else if (ended) reject(new Error('connection closed'));
        else waiting.push({ resolve, reject });
      }),
  };
}

import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Where in the dialogue the outside misbehaves. */
export type Stage =
  | 'connect'
  | 'ehlo'
  | 'starttls'
  | 'handshake'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'before-354'
  | 'after-354'
  | 'in-data'
  | 'after-dot';
/** `cut`: the connection ends without a word; `hang`: silence; a string: this reply. */
export type Fault = 'cut' | 'hang' | `${4 | 5}${string}`;

export interface SmtpOutside {
  readonly port: number;
  /** Messages that came in whole, also those whose 250 the sender never saw. */
  readonly arrived: string[];
  /** How often somebody said a password. */
  logins: number;
  /** Connections so far. */
  readonly connections: () => number;
  /** How often the planned fault happened. */
  readonly faults: () => number;
  fault: { readonly stage: Stage; readonly fault: Fault } | null;
  /** Advertised in EHLO. */
  extensions: string[];
  close(): Promise<void>;
}

/** A mail server of the outside world that fails at the stage a test names, and else takes everything. */
export async function openSmtpOutside(port = 0): Promise<SmtpOutside> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let faults = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(socket, outside, () => void (faults += 1));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const outside: SmtpOutside = {
    port: (server.address() as AddressInfo).port,
    arrived: [],
    logins: 0,
    connections: () => connections,
    faults: () => faults,
    fault: null,
    extensions: ['PIPELINING', '8BITMIME', 'SIZE 30000000'],
    close: () => closed(server, sockets),
  };
  return outside;
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}

function converse(socket: Socket, outside: SmtpOutside, faulty: () => void): void {
  let input = '';
  let message: string | null = null;
  let isHanging = false;
  let recipients = 0;

  /** True when the dialogue goes on. */
  const passes = (stage: Stage): boolean => {
    const planned = outside.fault;
    if (planned?.stage !== stage) return true;
    faulty();
    if (planned.fault === 'cut') socket.destroy();
    else if (planned.fault === 'hang') isHanging = true;
    else say(planned.fault);
    return false;
  };
  const say = (line: string) => {
    if (!socket.destroyed) socket.write(`${line}\r\n`);
  };
  const answers: Readonly<Record<string, () => void>> = {
    EHLO: () =>
      passes('ehlo') &&
      say(['250-outside.example', ...outside.extensions.map((e) => `250-${e}`), '250 OK'].join('\r\n')),
    // There is no certificate here: whoever demands TLS gets no further, which is what a test looks at.
    STAR: () => passes('starttls') && (say('220 Go ahead'), passes('handshake')),
    AUTH: () => {
      outside.logins += 1;
      say('235 2.7.0 Accepted');
    },
    MAIL: () => passes('mail') && say('250 OK'),
    RCPT: () => {
      if (!passes('rcpt')) return;
      recipients += 1;
      say('250 OK');
    },
    DATA: () => {
      if (!passes('before-354') || !passes('data')) return;
      if (recipients === 0) return say('554 No valid recipients');
      say('354 Go on');
      message = '';
      passes('after-354');
    },
    QUIT: () => {
      say('221 Bye');
      socket.end();
    },
  };

  const readMessage = () => {
    message += input;
    input = '';
    if (message !== null && message.length > 100 && outside.fault?.stage === 'in-data') return void passes('in-data');
    const end = message?.indexOf('\r\n.\r\n') ?? -1;
    if (message === null || end === -1) return;
    outside.arrived.push(message.slice(0, end));
    input = message.slice(end + 5);
    message = null;
    if (passes('after-dot')) say('250 2.0.0 Accepted');
  };
  const readCommands = () => {
    for (let end = input.indexOf('\r\n'); end !== -1 && message === null && !isHanging; end = input.indexOf('\r\n')) {
      const verb = input.slice(0, 4).toUpperCase();
      input = input.slice(end + 2);
      (answers[verb] ?? (() => say('502 What?')))();
    }
  };

  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    if (isHanging) return;
    input += chunk;
    if (message === null) readCommands();
    if (message !== null && !isHanging) readMessage();
    if (message === null) readCommands();
  });
  if (passes('connect')) say('220 outside.example ESMTP');
}

import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type AttemptEnd, judgeFailed } from './judge-attempt.ts';
import { isLoopback, type Relay } from './relay.ts';

export interface Transmission {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  /** Name in EHLO. */
  readonly clientName: string;
  /** Awaited after the server's 354 and before the first byte of the message (OU1). */
  beforeData(): Promise<void>;
}

export interface TransmitLimits {
  readonly connectMs: number;
  readonly silenceMs: number;
}

export const DEFAULT_LIMITS: TransmitLimits = { connectMs: 20_000, silenceMs: 60_000 };

/** Hands one mail to the relay over a connection of its own. Never rejects: every end is told. */
export async function transmit(
  transmission: Transmission,
  relay: Relay,
  { limits = DEFAULT_LIMITS, signal }: { readonly limits?: TransmitLimits; readonly signal: AbortSignal },
): Promise<AttemptEnd> {
  const connection = new SMTPConnection({
    ...connectionOptions(relay, limits),
    name: transmission.clientName,
  });
  const message = messageStream(transmission);
  try {
    await dialogue(connection, { transmission, relay, message: message.stream, signal });
    connection.quit();
    return 'sent';
  } catch (error) {
    connection.close();
    message.stream.destroy();
    // What `beforeData` is doing has to end before its outcome is overwritten.
    const dataBegun = await message.begun();
    return judgeFailed({ dataBegun, ...factsOf(error) });
  }
}

function connectionOptions(relay: Relay, limits: TransmitLimits): SMTPConnection.Options {
  const local = isLoopback(relay.host);
  return {
    host: relay.host,
    port: relay.port,
    secure: relay.secure,
    // The password never goes over a network in the clear.
    requireTLS: relay.auth !== null && !local,
    ignoreTLS: local,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    logger: false,
  };
}

interface Dialogue {
  readonly transmission: Transmission;
  readonly relay: Relay;
  readonly message: Readable;
  readonly signal: AbortSignal;
}

function dialogue(connection: SMTPConnection, { transmission, relay, message, signal }: Dialogue): Promise<void> {
  let stop = () => {};
  const done = new Promise<void>((resolve, reject) => {
    const envelope = { from: transmission.from, to: [transmission.to], size: transmission.raw.length };
    const send = () => connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
    connection.on('error', reject);
    stop = () => reject(new Error('stopped'));
    signal.addEventListener('abort', stop);
    if (signal.aborted) return stop();
    connection.connect((error) => {
      if (error) reject(error);
      else if (relay.auth === null) send();
      else connection.login(relay.auth, (failure) => (failure ? reject(failure) : send()));
    });
  });
  return done.finally(() => signal.removeEventListener('abort', stop));
}

/** The message as a stream that nobody reads before the server said 354, and that gives nothing before `beforeData`. */
function messageStream({ raw, beforeData }: Transmission): { stream: Readable; begun(): Promise<boolean> } {
  let gate: Promise<void> | null = null;
  let begun = false;
  const stream = new Readable({
    read() {
      gate ??= beforeData().then(
        () => {
          if (stream.destroyed) return;
          begun = true;
          stream.push(raw);
          stream.push(null);
        },
        (error: Error) => void stream.destroy(error),
      );
    },
  });
  stream.on('error', () => {});
  return {
    stream,
    begun: async () => {
      await gate;
      return begun;
    },
  };
}

function factsOf(error: unknown): {
  responseCode: number | undefined;
  errorCode: string | undefined;
  command: string | undefined;
} {
  const facts = (typeof error === 'object' ? error : null) as Partial<Record<string, unknown>> | null;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const code = facts?.['responseCode'];
  return {
    responseCode: typeof code === 'number' ? code : undefined,
    errorCode: text(facts?.['code']),
    command: text(facts?.['command']),
  };
}

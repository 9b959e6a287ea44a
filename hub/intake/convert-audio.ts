import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

export type ConvertAudio = (type: string, bytes: Uint8Array) => Promise<Uint8Array | null>;

export interface ConverterOptions {
  /** Path of the program. */
  readonly ffmpeg: string;
  readonly timeLimitMs?: number;
  readonly memoryLimitBytes?: number;
  /** Path of the program that limits another one's memory; null: there is none. */
  readonly prlimit?: string | null;
}

const TIME_LIMIT_MS = 20_000;
/** Address space, not what is used of it: Debian's ffmpeg needs between 256 and 384 MiB to load its libraries. */
const MEMORY_LIMIT_BYTES = 1_024 * 1_024 * 1_024;
/** For one allocation; a recording needs far less. */
const ONE_ALLOCATION_BYTES = 64 * 1_024 * 1_024;
/** Of util-linux, which every Linux has. */
const PRLIMIT = '/usr/bin/prlimit';
/** Longer recordings are cut; no switchboard lets anybody speak for so long. */
const MAX_SECONDS = 1_800;
const RATE = 8_000;
/** One byte a sample (mu-law). */
const MAX_OUTPUT_BYTES = MAX_SECONDS * RATE;
/** Conversions at one moment: more wait. */
const AT_ONCE = 2;

/** How the program names what it is given; it is not left to guess. */
const demuxers: Readonly<Record<string, string>> = { 'audio/wav': 'wav', 'audio/gsm': 'gsm', 'audio/amr': 'amr' };

/**
 * Makes a WAV file that browsers play of what they don't (GSM, AMR), with a program that the operator named. It runs without
 * a shell, without environment, reads and writes nothing but its pipes, and is ended when it takes too long or too much
 * memory, or says too much. Null: it could not.
 */
export function createAudioConverter(options: ConverterOptions): ConvertAudio {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = async (): Promise<void> => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const passOn = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (type, bytes) => {
    const demuxer = demuxers[type];
    if (demuxer === undefined) return null;
    await turn();
    try {
      const samples = await decoded(bytes, demuxer, options);
      return samples === null ? null : wavOfMuLaw(samples);
    } finally {
      passOn();
    }
  };
}

function decoded(bytes: Uint8Array, demuxer: string, options: ConverterOptions): Promise<Buffer | null> {
  const [program, ...args] = limited([options.ffmpeg, ...argumentsFor(demuxer)], options);
  const child = spawn(program, args, {
    env: {},
    shell: false,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: options.timeLimitMs ?? TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    sizeBytes += part.length;
    if (sizeBytes > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
    else parts.push(part);
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code === 0 && sizeBytes > 0 ? Buffer.concat(parts) : null));
  });
}

type CommandLine = readonly [program: string, ...args: string[]];

/** Under a limit of the system where there is one; what a program that was ended had in memory is not put on the disk. */
function limited(command: CommandLine, options: ConverterOptions): CommandLine {
  const { prlimit = knownPrlimit(), memoryLimitBytes = MEMORY_LIMIT_BYTES } = options;
  return prlimit === null ? command : [prlimit, `--as=${memoryLimitBytes}`, '--core=0', '--', ...command];
}

const knownPrlimit = (): string | null => (process.platform === 'linux' && existsSync(PRLIMIT) ? PRLIMIT : null);

const argumentsFor = (demuxer: string): readonly string[] =>
  [
    ['-nostdin', '-hide_banner', '-loglevel', 'quiet', '-protocol_whitelist', 'pipe'],
    // The program's own limit, which holds also where the system gives none.
    ['-max_alloc', String(ONE_ALLOCATION_BYTES)],
    ['-f', demuxer, '-i', 'pipe:0', '-map', '0:a:0', '-t', String(MAX_SECONDS)],
    ['-ac', '1', '-ar', String(RATE), '-f', 'mulaw', 'pipe:1'],
  ].flat();

/** With a head of our own: a program that writes into a pipe can't put the length into it afterwards. */
function wavOfMuLaw(samples: Buffer): Uint8Array {
  const head = Buffer.alloc(58);
  const pad = samples.length % 2;
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(50 + samples.length + pad, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(18, 16);
  head.writeUInt16LE(7, 20); // mu-law
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('fact', 38, 'latin1');
  head.writeUInt32LE(4, 42);
  head.writeUInt32LE(samples.length, 46);
  head.write('data', 50, 'latin1');
  head.writeUInt32LE(samples.length, 54);
  return Buffer.concat([head, samples, Buffer.alloc(pad)]);
}

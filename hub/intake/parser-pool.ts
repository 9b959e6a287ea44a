import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Timers } from '../../shared/effects.ts';
import { type Parsed, type ParseRequest, parseAnswerSchema } from './parser-protocol.ts';
import type { Tidy } from './room.ts';
import { readAnswers, writeRequest, type ParserSays } from './parser-wire.ts';

export interface ParserPool {
  /** Null: two parsers died over this mail, or took too long. Rejects when the pool is closed: that says nothing of the mail. */
  parse(request: ParseRequest): Promise<Parsed | null>;
  close(): void;
}

export interface ParserPoolOptions {
  readonly timers: Timers;
  readonly size?: number;
  readonly timeLimitMs?: number;
  /** MB of JavaScript heap; buffers come on top, and are bounded by the size of a mail. */
  readonly memoryLimitMb?: number;
  /** Program of the child; another one in tests of its death. */
  readonly program?: string;
  readonly tidy?: Tidy;
}

const TIME_LIMIT_MS = 5_000;
const START_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 192;
/** A death may be the machine's fault (memory was short): one more try, in a fresh process. Time that ran out is the mail's. */
const ATTEMPTS = 2;

interface Job {
  readonly request: ParseRequest;
  readonly done: (parsed: Parsed | null) => void;
  readonly fail: (error: Error) => void;
  attemptsLeft: number;
}

/** Parses mail in child processes: one mail at a time each, killed when it takes too long, replaced when it dies. */
export function createParserPool(options: ParserPoolOptions): ParserPool {
  const waiting: Job[] = [];
  const workers = Array.from({ length: options.size ?? 2 }, () => createWorker(options));
  let closed = false;

  const dispatch = () => {
    for (const worker of workers) {
      if (worker.isBusy() || waiting.length === 0) continue;
      const job = waiting.shift()!;
      void worker.run(job.request).then((answer) => {
        job.attemptsLeft -= 1;
        if (answer === null && closed) job.fail(new Error('the parser is closed'));
        else if (answer === null && job.attemptsLeft > 0) waiting.unshift(job);
        else job.done(answer === 'late' ? null : answer);
        dispatch();
      });
    }
  };

  return {
    parse: (request) =>
      new Promise((done, fail) => {
        if (closed) return fail(new Error('the parser is closed'));
        waiting.push({ request, done, fail, attemptsLeft: ATTEMPTS });
        dispatch();
      }),
    close: () => {
      closed = true;
      for (const worker of workers) worker.kill();
      for (const job of waiting.splice(0)) job.fail(new Error('the parser is closed'));
    },
  };
}

interface Worker {
  isBusy(): boolean;
  run(request: ParseRequest): Promise<Reply>;
  kill(): void;
}

function createWorker(options: ParserPoolOptions): Worker {
  let child: Child | null = null;
  let busy = false;

  const run = async (request: ParseRequest) => {
    child ??= startChild(options);
    const mine = child;
    const reply = await replyOf(mine, request, options);
    if (reply === null || reply === 'late') {
      mine.process.kill('SIGKILL');
      child = null;
    }
    return reply;
  };

  return {
    isBusy: () => busy,
    run: async (request) => {
      busy = true;
      try {
        return await run(request);
      } finally {
        busy = false;
      }
    },
    kill: () => {
      child?.process.kill('SIGKILL');
      child = null;
    },
  };
}

interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  /** Whoever waits for it now. */
  listener: ((said: ParserSays) => void) | null;
  isReady: boolean;
}

function startChild(options: ParserPoolOptions): Child {
  const program = options.program ?? fileURLToPath(new URL('parser-child.ts', import.meta.url));
  const limit = `--max-old-space-size=${options.memoryLimitMb ?? MEMORY_LIMIT_MB}`;
  const started = spawn(process.execPath, [limit, '--no-warnings', program], {
    env: {},
    // What it complains of could quote a mail: nobody may read it.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // What a killed child says last is of no interest; whoever waits for it has a listener of its own.
  started.on('error', () => {});
  started.stdin.on('error', () => {});
  started.stdout.on('error', () => {});
  const child: Child = { process: started, listener: null, isReady: false };
  readAnswers(
    started.stdout,
    (said) => {
      if (said.kind === 'ready') child.isReady = true;
      if (child.listener !== null) child.listener(said);
      else if (said.kind === 'answer') said.release();
    },
    tidyOf(options),
  );
  // An idle parser does not keep the hub alive.
  started.unref();
  for (const pipe of [started.stdin, started.stdout]) unref(pipe);
  return child;
}

/** Pipes to a child are sockets, whatever their type says. */
function unref(pipe: Readable | Writable): void {
  if (pipe instanceof Socket) pipe.unref();
}

/** Null when the child dies or answers something else than the protocol says; `late` when it takes too long. */
type Reply = Parsed | 'late' | null;

const tidyOf = ({ tidy }: ParserPoolOptions): Tidy => tidy ?? (() => undefined);

function replyOf(child: Child, request: ParseRequest, options: ParserPoolOptions): Promise<Reply> {
  const { process: started } = child;
  return new Promise((resolve) => {
    let cancelTimer = options.timers.after(START_LIMIT_MS, () => finish(null));
    const onEnd = () => finish(null);
    const finish = (answer: Reply) => {
      cancelTimer();
      child.listener = null;
      started.off('exit', onEnd).off('error', onEnd);
      resolve(answer);
    };
    let isWritten = false;
    // Handing it over takes its time on a busy machine, which is not the mail's fault.
    const startClock = () => {
      if (!child.isReady || !isWritten) return;
      cancelTimer();
      cancelTimer = options.timers.after(options.timeLimitMs ?? TIME_LIMIT_MS, () => finish('late'));
    };
    const listener = (said: ParserSays): void => {
      if (said.kind === 'ready') return startClock();
      if (said.kind === 'broken') return finish(null);
      const answer = parseAnswerSchema.safeParse(said.answer);
      if (answer.success) return finish({ answer: answer.data, release: said.release });
      said.release();
      return finish(null);
    };
    child.listener = listener;
    started.on('exit', onEnd).on('error', onEnd);
    if (started.exitCode !== null || started.signalCode !== null) return finish(null);
    const written = (): void => {
      isWritten = true;
      if (child.listener === listener) startClock();
    };
    writeRequest(started.stdin, request, { written, tidy: tidyOf(options) });
  });
}

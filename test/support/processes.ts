import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

/** A program started by a test, with what it printed. Ended by its own pid, never by name. */
export interface Program {
  readonly pid: number;
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves with the first line of standard output that matches; rejects when the program ends or time is up. */
  line(pattern: RegExp, withinMs?: number): Promise<RegExpMatchArray>;
  /** SIGTERM, then waits for the end. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Program {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return follow(child);
}

function follow(child: ChildProcess): Program {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const { pid } = child;
  if (pid === undefined) throw new Error('the program could not be started');
  return {
    pid,
    output: () => output,
    errors: () => errors,
    line: (pattern, withinMs = 60_000) =>
      waitForLine({ child, ended, output: () => output, errors: () => errors, pattern, withinMs }),
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}

interface LineWait {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  errors(): string;
  readonly pattern: RegExp;
  readonly withinMs: number;
}

function waitForLine(wait: LineWait): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = wait.output().match(wait.pattern);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(
      () => reject(new Error(`no line ${wait.pattern} in ${wait.withinMs} ms:\n${wait.output()}\n${wait.errors()}`)),
      wait.withinMs,
    );
    wait.child.stdout?.on('data', look);
    void wait.ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before ${wait.pattern}:\n${wait.output()}\n${wait.errors()}`));
    });
    look();
  });
}

/** Polls a condition that only the outside shows (a file, another process); bounded, and says what it waited for. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const run = promisify(execFile);

export interface HubProcess extends Program {
  readonly httpPort: number;
  readonly smtpPort: number;
}

export interface HubOptions {
  readonly data: string;
  readonly httpPort?: number;
  readonly smtpPort?: number;
  /** `smtp://127.0.0.1:PORT` of the outside world. */
  readonly relay?: string;
  readonly extra?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The hub as people start it: its own process, its own command line. */
export async function startHub(options: HubOptions): Promise<HubProcess> {
  const relay = options.relay === undefined ? [] : ['--relay', options.relay];
  const program = startProgram(
    [
      'hub/index.ts',
      ...[
        '--data',
        options.data,
        '--http-port',
        String(options.httpPort ?? 0),
        '--smtp-port',
        String(options.smtpPort ?? 0),
      ],
      ...relay,
      ...(options.extra ?? []),
    ],
    options.env,
  );
  const [, http, smtp] = await program.line(/^listening http=(\d+) smtp=(\d+)$/m);
  return Object.assign(program, { httpPort: Number(http), smtpPort: Number(smtp) });
}

export async function enrolCode(
  data: string,
  name: string,
  role: 'volunteer' | 'coordinator' = 'volunteer',
): Promise<string> {
  const { stdout } = await run(process.execPath, [
    'hub/index.ts',
    'enrol',
    '--data',
    data,
    '--name',
    name,
    '--role',
    role,
  ]);
  return stdout.trim();
}

/** Withdraws the access of somebody's PCs, as an operator does. */
export async function revokeDevicesOf(data: string, name: string): Promise<void> {
  const { stdout } = await run(process.execPath, ['hub/index.ts', 'devices', 'list', '--data', data, '--json']);
  const devices = JSON.parse(stdout) as { id: string; user: string }[];
  for (const { id } of devices.filter(({ user }) => user === name)) {
    await run(process.execPath, ['hub/index.ts', 'devices', 'revoke', '--data', data, '--device', id]);
  }
}

export interface ListedConversation {
  readonly number: string;
  readonly channel: string;
  readonly group: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly messageCount: number;
  readonly [more: string]: unknown;
}

export async function listConversations(data: string, withText = false): Promise<ListedConversation[]> {
  const { stdout } = await run(
    process.execPath,
    ['hub/index.ts', 'conversations', '--data', data, '--json', ...(withText ? ['--with-text'] : [])],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout) as ListedConversation[];
}

import { createParserPool, type ParserPoolOptions } from '../../hub/intake/parser-pool.ts';
import { createSmtpDoor, type SmtpDoorDeps } from '../../hub/intake/smtp-door.ts';
import { createMemoryIntake, type MemoryIntake } from './memory-intake.ts';
import { domain } from './mail-fixtures.ts';
import { realTimers } from './real-effects.ts';

export interface TestDoor {
  readonly port: number;
  readonly intake: MemoryIntake;
  close(): Promise<void>;
}

/** The real door on a free port, with what came in kept in memory. */
export async function openTestDoor(
  options: { readonly parser?: Partial<ParserPoolOptions>; readonly limits?: SmtpDoorDeps['limits'] } = {},
): Promise<TestDoor> {
  const intake = createMemoryIntake();
  const parser = createParserPool({ timers: realTimers, size: 1, ...options.parser });
  const door = createSmtpDoor({
    intake,
    timers: realTimers,
    collectGarbage: () => {},
    domain,
    trustedServer: `mx.${domain}`,
    parser,
    ...(options.limits && { limits: options.limits }),
  });
  return { port: await door.listen(0, '127.0.0.1'), intake, close: () => door.close() };
}

import { pino, type DestinationStream } from 'pino';
import type { ErrorCode } from '../shared/errors.ts';
import { framesOfDefect } from '../shared/log/place-of-defect.ts';

/**
 * What the hub may write down: names from a closed set with fields from a closed set. There is no free text, so that none
 * of a contact's words, names or addresses can get into a log.
 */
export type LogEvent =
  | 'started'
  | 'listening'
  | 'stopping'
  | 'stopped'
  | 'connected'
  | 'enrolled'
  | 'welcomed'
  | 'refused'
  | 'disconnected'
  | 'mail-listening'
  | 'mailbox-open'
  | 'mailbox-failed'
  | 'backup-verified'
  | 'backup-failed'
  | 'backup-damaged'
  | 'defect';

export interface LogFields {
  readonly connectionId?: string;
  readonly deviceId?: string;
  readonly userId?: string;
  readonly code?: ErrorCode;
  readonly status?: number;
  readonly closeCode?: number;
  readonly httpPort?: number;
  readonly smtpPort?: number;
  readonly signal?: 'SIGTERM' | 'SIGINT';
  readonly where?:
    | 'backup'
    | 'connection'
    | 'feed'
    | 'leases'
    | 'vault'
    | 'uploads'
    | 'chaser'
    | 'presence'
    | 'chat'
    | 'http'
    | 'smtp'
    | 'outgoing'
    | 'demo'
    | 'process';
  readonly errorName?: string;
  readonly errorCode?: string;
  /** Functions and lines of our own files; without the message, and without folders (DG1). */
  readonly stack?: readonly string[];
}

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  /** Something that should not have happened: name, code and place of the error, never its message. */
  defect(where: NonNullable<LogFields['where']>, error: unknown): void;
}

export function createLog(destination: DestinationStream): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields = {}) => logger.info(allowed(fields), event),
    defect: (where, error) => logger.error(allowed({ where, ...placeOf(error) }), 'defect' satisfies LogEvent),
  };
}

const names = [
  'connectionId',
  'deviceId',
  'userId',
  'code',
  'status',
  'closeCode',
  'httpPort',
  'smtpPort',
  'signal',
  'where',
  'errorName',
  'errorCode',
  'stack',
] as const satisfies readonly (keyof LogFields)[];

/** The type keeps others out at compile time; this keeps them out when a wider object is passed. */
function allowed(fields: LogFields): LogFields {
  return Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
}

function placeOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {};
  return { errorName: error.name, ...code, stack: framesOfDefect(error, 20) };
}

import type { ErrorCode } from '../../shared/errors.ts';
import { placeOfDefect } from '../../shared/log/place-of-defect.ts';

/** Everything that the core's log can contain: codes and numbers. No text, no name, no address (EV3). */
export type LogEvent =
  | { readonly event: 'started'; readonly sqlite: string; readonly node: string; readonly appVersion: string }
  | { readonly event: 'failed'; readonly code: ErrorCode }
  | { readonly event: 'connecting'; readonly attempt: number }
  | { readonly event: 'online'; readonly behind: number; readonly resync: boolean }
  | { readonly event: 'offline'; readonly code: ErrorCode; readonly retryInMs: number | null }
  | { readonly event: 'enrolled' }
  /** What is held here is not what the hub says; `heals`: it is fetched anew. */
  | { readonly event: 'diverged'; readonly heals: boolean }
  | { readonly event: 'expired'; readonly count: number }
  | { readonly event: 'evicted'; readonly count: number }
  | { readonly event: 'answered'; readonly seq: number; readonly code: ErrorCode | 'ok' }
  | { readonly event: 'request-refused'; readonly code: ErrorCode }
  /** A defect: where it was thrown, without its message, which may quote what it choked on. */
  | { readonly event: 'defect'; readonly name: string; readonly at: string }
  | { readonly event: 'locked' | 'unlocked' | 'locked-out' | 'wiped' }
  | { readonly event: 'stopped' };

export type Log = (event: LogEvent) => void;

/** Class and place of an error; its message is left out on purpose. */
export function defectEvent(error: unknown): LogEvent {
  if (!(error instanceof Error)) return { event: 'defect', name: typeof error, at: '' };
  return { event: 'defect', name: error.name, at: placeOfDefect(error) };
}

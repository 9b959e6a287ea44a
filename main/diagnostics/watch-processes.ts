import { app, type WebContents } from 'electron';
import { defectEvent, type MainLog } from './main-log.ts';

/** A window that dies again and again is left alone: somebody has to look. */
const MAX_RENEWALS = 3;
const RENEWALS_WITHIN_MS = 60_000;

export interface Watched {
  readonly log: MainLog;
  /** Whether it is one of ours that nobody gave up on purpose. */
  isShown(contents: WebContents): boolean;
  /** `mayRenew`: a fresh window is to take its place. */
  lost(contents: WebContents, mayRenew: boolean): void;
  now(): number;
}

export interface Losses {
  /** Windows whose process has gone by itself. */
  readonly windowsLost: () => number;
  /** One more was lost; whether a fresh one is worth it. */
  mayRenew(): boolean;
}

/** Writes down what of the program has gone, and replaces a window whose process did (DG1: codes only). */
export function watchProcesses({ log, isShown, lost, now }: Watched): Losses {
  const lostAt: number[] = [];
  const mayRenew = (): boolean => {
    lostAt.push(now());
    return lostAt.filter((at) => at > now() - RENEWALS_WITHIN_MS).length <= MAX_RENEWALS;
  };
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (!isShown(contents) || reason === 'clean-exit') return;
    log({ event: 'process-lost', kind: 'window', reason });
    lost(contents, mayRenew());
  });
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') log({ event: 'process-lost', kind: type.toLowerCase().replaceAll(' ', '-'), reason });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('unresponsive', () => log({ event: 'unresponsive' }));
  });
  // Electron would show the message of the error, which may quote what somebody wrote, and go on; so does this, without it.
  process.on('uncaughtException', (error) => log(defectEvent(error)));
  process.on('unhandledRejection', (error) => log(defectEvent(error)));
  return { windowsLost: () => lostAt.length, mayRenew };
}

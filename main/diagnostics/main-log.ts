import * as fs from 'node:fs';
import { join } from 'node:path';
import { allowedFields } from '../../shared/log/allowed-fields.ts';
import { placeOfDefect } from '../../shared/log/place-of-defect.ts';
import { rotatingLines } from '../../shared/log/rotation.ts';

/** Everything that the main process's log can contain: codes and numbers (DG1). */
export type MainEvent =
  | { readonly event: 'started'; readonly appVersion: string; readonly electron: string }
  | { readonly event: 'core-stopped'; readonly restarting: boolean }
  /** A process of Chromium's is gone; both words are Electron's. */
  | { readonly event: 'process-lost'; readonly kind: string; readonly reason: string }
  | { readonly event: 'unresponsive' | 'diagnostics-saved' | 'stopped' }
  | { readonly event: 'policy-problems'; readonly count: number }
  | { readonly event: 'update'; readonly kind: string; readonly reason?: string }
  | { readonly event: 'defect'; readonly name: string; readonly at: string };

export type MainLog = (event: MainEvent) => void;

export const MAIN_LOG = 'main.log';
const MAX_FILE_BYTES = 1024 * 1024;
/** Older ones are overwritten: main.log, main.log.1 … main.log.4. */
export const KEPT_FILES = 4;

export const logFolderIn = (userData: string): string => join(userData, 'logs');

export function openMainLog(userData: string, now: () => number): MainLog {
  const place = { folder: logFolderIn(userData), name: MAIN_LOG, maxBytes: MAX_FILE_BYTES, keptFiles: KEPT_FILES };
  const write = rotatingLines({ fs, ...place, now: now() });
  return (event) => write(`${JSON.stringify({ time: new Date(now()).toISOString(), ...allowedFields(event) })}\n`);
}

export const defectEvent = (error: unknown): MainEvent =>
  error instanceof Error
    ? { event: 'defect', name: error.name, at: placeOfDefect(error) }
    : { event: 'defect', name: typeof error, at: '' };

import type { Clock, Timers } from '../../shared/effects.ts';
import { createBackups, type Backups } from '../backups/backups.ts';
import type { Log } from '../log.ts';
import { textOption, UsageError } from './arguments.ts';
import { createBackupTools } from './backup-tools.ts';
import type { Place } from './place.ts';

export const backupOptions = {
  'backup-dir': { type: 'string' },
  'backup-every': { type: 'string' },
  'backup-keep': { type: 'string' },
} as const;

export const backupOptionsHelp = `--backup-dir DIR    makes copies there at regular times, and restores each beside it to see that it is good; what is
                      wrong is logged and counted (/metrics); of PostgreSQL, too
  --backup-every HOURS
                      between two copies (default 6; 1 to 168)
  --backup-keep N     how many stay, once a newer one has proved good (default 28; 2 to 1000)`;

export interface BackupOptions {
  /** Null: nobody wants copies. */
  readonly backups: { readonly folder: string; readonly everyMs: number; readonly keep: number } | null;
}

export function readBackupOptions(values: Readonly<Record<string, unknown>>): BackupOptions {
  const everyMs = count(values, 'backup-every', { fallback: 6, from: 1, to: 168 }) * 60 * 60_000;
  const keep = count(values, 'backup-keep', { fallback: 28, from: 2, to: 1_000 });
  if (values['backup-dir'] === undefined) return { backups: null };
  return { backups: { folder: textOption(values['backup-dir'], 'backup-dir', 4_096), everyMs, keep } };
}

export interface BackupsAround {
  readonly place: Place;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export async function startBackups({ backups }: BackupOptions, around: BackupsAround): Promise<Backups | null> {
  if (backups === null) return null;
  const tools = createBackupTools(around.place, backups.folder);
  const started = createBackups({ ...around, tools, everyMs: backups.everyMs, keep: backups.keep });
  await started.start();
  return started;
}

function count(
  values: Readonly<Record<string, unknown>>,
  name: string,
  { fallback, from, to }: { readonly fallback: number; readonly from: number; readonly to: number },
): number {
  const value = values[name];
  if (value === undefined) return fallback;
  const number = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= from && number <= to)) throw new UsageError(`--${name} takes a number from ${from} to ${to}`);
  return number;
}

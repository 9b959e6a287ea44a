import type { BrowserWindow, NativeTheme, PowerMonitor, Session } from 'electron';
import type { Timers } from '../shared/effects.ts';
import type { EffectivePolicy } from '../shared/policy/policy.ts';
import type { Release } from '../shared/update/release.ts';
import type { Alerts } from './alerts.ts';
import type { StartOptions } from './command-line.ts';
import type { CorePorts } from './core-ports.ts';
import type { CorePrograms } from './core-process.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { MainLog } from './diagnostics/main-log.ts';
import type { Losses } from './diagnostics/watch-processes.ts';
import type { ManagedSettings } from './managed-settings.ts';
import type { Practice } from './practice.ts';
import type { Seat } from './seat.ts';
import type { TrayIcon } from './tray/tray.ts';
import type { Updates } from './update/updates.ts';
import type { Windows } from './windows/windows.ts';

export interface DesktopDeps {
  readonly programs: CorePrograms & { readonly practice: string };
  readonly preload: string;
  readonly interfaceRoot: string;
  readonly userData: string;
  readonly deviceName: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly session: Session;
  readonly nativeTheme: NativeTheme;
  readonly powerMonitor: PowerMonitor;
  readonly policy: EffectivePolicy;
  readonly start: StartOptions;
  /** Null: a development tree. */
  readonly release: Release | null;
  /** The first data is on screen. */
  ready(ready: Ready): void;
  now(): number;
  readonly timers: Timers;
}

export interface Ready {
  readonly window: BrowserWindow | null;
  /** Version of the open database's engine; null when there is none. */
  readonly sqlite: string | null;
  /** Says so on the standard output, after the picture that a test asked for was written. */
  announce(): void;
}

/** All that runs in main while the program does. */
export interface Desktop extends DesktopDeps {
  readonly settings: ManagedSettings;
  /** PEM; null: none wanted, or it can't be read (`authorityProblem`). */
  readonly authorities: string | null;
  readonly windows: Windows;
  readonly ports: CorePorts;
  readonly seat: Seat;
  readonly log: MainLog;
  readonly losses: Losses;
  readonly updates: Updates;
  readonly alerts: Alerts;
  readonly practice: Practice;
  readonly tray: TrayIcon;
  readonly dictionaries: Dictionaries;
  /** Windows are closed because the program ends. */
  isEnding: boolean;
  coreRestarts: number;
  painted: boolean;
  sqlite: string | null;
}

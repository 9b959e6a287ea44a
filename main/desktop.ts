import { mkdirSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow, Notification, type NativeTheme, type PowerMonitor, type Session, shell } from 'electron';
import type { DesktopInfo, Settings } from '../shared/bridge/desktop.ts';
import type { Timers } from '../shared/effects.ts';
import type { FromCore } from '../shared/bridge/host.ts';
import type { EffectivePolicy } from '../shared/policy/policy.ts';
import type { StartOptions } from './command-line.ts';
import { Alerts } from './alerts.ts';
import { serveApp } from './app-protocol.ts';
import { sendEvent, serveBridge, type BridgeHandlers } from './bridge.ts';
import type { CorePrograms } from './core-process.ts';
import { type CorePorts, createCorePorts } from './core-ports.ts';
import { diagnosticsHandlers } from './diagnostics/diagnostics.ts';
import { openMainLog, type MainLog } from './diagnostics/main-log.ts';
import { readNotices } from './notices.ts';
import type { Release } from '../shared/update/release.ts';
import { openUpdates } from './update/open-updates.ts';
import { updateHandlers, type Updates } from './update/updates.ts';
import { watchProcesses, type Losses } from './diagnostics/watch-processes.ts';
import { followIdleness } from './idle-lock.ts';
import { systemKeyring } from './keyring.ts';
import { readAuthorities } from './extra-authority.ts';
import { enrolCodeOf } from './enrol-code.ts';
import { manageSettings, type ManagedSettings } from './managed-settings.ts';
import { proxyConfig, routeTo } from './proxy.ts';
import { Seat } from './seat.ts';
import { restrictSession } from './session-policy.ts';
import { volunteersIn } from './volunteers.ts';
import { openSettings } from './settings.ts';
import { Windows } from './windows/windows.ts';
import { savePdf } from './save-pdf.ts';

export interface DesktopDeps {
  readonly programs: CorePrograms;
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

/** The oldest Electron that is supported; older is the development runtime. */
const OLDEST_SUPPORTED_ELECTRON = 45;

interface Desktop extends DesktopDeps {
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
  coreRestarts: number;
  painted: boolean;
  sqlite: string | null;
}

/** Wires settings, key, core and window together, and keeps them so until the program ends. */
export async function runDesktop(deps: DesktopDeps): Promise<void> {
  restrictSession(deps.session);
  serveApp(deps.session, deps.interfaceRoot);
  mkdirSync(deps.userData, { recursive: true, mode: 0o700 });
  const settings = manageSettings(openSettings(deps.userData, deps.now), {
    policy: deps.policy.values,
    language: deps.start.language,
    safeMode: deps.start.safeMode,
  });
  const { CaFile: caFile } = deps.policy.values;
  const authorities = caFile === undefined ? null : readAuthorities(caFile);
  await deps.session.setProxy(proxyConfig(deps.policy.values));
  deps.nativeTheme.themeSource = settings.read().theme;
  const ports = createCorePorts(() => desktop.seat.core);
  const seat = seatOf(() => desktop, { ...deps, settings, authorities });
  const log = openMainLog(deps.userData, deps.now);
  log({ event: 'started', appVersion: app.getVersion(), electron: process.versions['electron'] ?? '' });
  if (deps.policy.problems.length > 0) log({ event: 'policy-problems', count: deps.policy.problems.length });
  const losses = watchProcesses({
    log,
    now: deps.now,
    isShown: (contents) => windows.has(contents),
    lost: (contents, mayRenew) => windows.lost(contents, mayRenew),
  });
  const windows = new Windows({
    preload: deps.preload,
    blankFirst: deps.environment['SPORTELLO_E2E'] === '1',
    timers: deps.timers,
    failed: () => losses.mayRenew(),
  });
  const updates = openUpdates({ ...deps, policy: deps.policy.values, authorities, log });
  const alerts = alertsOf(windows, settings, deps.policy);
  const facts = { settings, authorities, windows, ports, seat, log, losses, updates, alerts };
  const desktop: Desktop = { ...deps, ...facts, coreRestarts: 0, painted: false, sqlite: null };
  await takeFirstSeat(desktop);
  serveBridge(bridgeHandlers(desktop), (contents) => ports.connect(contents));
  followSystem(desktop);
  windows.open(deps.start.hidden ? 'hidden' : 'focused');
}

function seatOf(desktop: () => Desktop, facts: DesktopDeps & Pick<Desktop, 'settings' | 'authorities'>): Seat {
  return new Seat({
    ...facts,
    keyring: systemKeyring(process.platform),
    policy: facts.policy.values,
    network: { type: 'network', extraCa: facts.authorities },
    startFacts: () => ({
      hubUrl: hubUrlOf(facts),
      deviceName: facts.deviceName,
      appVersion: app.getVersion(),
      enrolCode: enrolCodeOf(facts, app.isPackaged),
    }),
    message: (message) => followCore(desktop(), message),
    stopped(restarting) {
      const { windows, ports, log } = desktop();
      const pages = windows.all().map(({ webContents }) => webContents);
      desktop().coreRestarts += 1;
      log({ event: 'core-stopped', restarting });
      for (const page of pages) sendEvent(page, 'core-stopped', { restarting });
      if (restarting) ports.reconnect(pages);
    },
  });
}

function alertsOf(windows: Windows, settings: ManagedSettings, policy: EffectivePolicy): Alerts {
  return new Alerts({
    isShared: policy.values.SharedPc === 'yes',
    language: () => settings.read().language,
    isFocused: () => BrowserWindow.getFocusedWindow() !== null,
    openId: () => windows.openId,
    pressed(conversationId) {
      const window = comeForward(windows);
      if (window !== undefined && conversationId !== null)
        sendEvent(window.webContents, 'open-case', { conversationId });
    },
  });
}

function comeForward(windows: Windows): BrowserWindow | undefined {
  const [window] = windows.all();
  if (window?.isMinimized() === true) window.restore();
  window?.show();
  window?.focus();
  return window;
}

/** Where only one person works nobody has to say who they are. */
async function takeFirstSeat({ seat, userData, policy }: Desktop): Promise<void> {
  const [first, ...others] = volunteersIn(userData);
  if (first === undefined || (others.length === 0 && policy.values.SharedPc !== 'yes')) {
    await seat.sitDown(first?.id ?? null);
  }
}

/** The variable is for development: an organisation's address is not overruled by it. */
function hubUrlOf({ environment, settings }: Pick<Desktop, 'environment' | 'settings'>): string | null {
  const named = settings.managed.includes('hubUrl') ? undefined : environment['SPORTELLO_HUB_URL'];
  return named ?? settings.read().hubUrl;
}

async function sayRoute(desktop: Desktop, host: string): Promise<void> {
  desktop.seat.core.send({ type: 'route', host, proxy: await routeTo(desktop.session, host) });
}

function followCore(desktop: Desktop, message: FromCore): void {
  if (message.type === 'ready') desktop.sqlite = message.sqlite;
  if (message.type === 'route') void sayRoute(desktop, message.host);
  if (message.type === 'enrolled') desktop.settings.change({ hubUrl: message.hubUrl });
  if (message.type === 'locked' || message.type === 'wiped') forgetPerson(desktop);
  if (message.type === 'alert') desktop.alerts.show(message);
  if (message.type === 'close-alerts') desktop.alerts.closeOf(message.conversationIds);
  if (message.type === 'badge') app.setBadgeCount(message.waiting + message.mine);
  if (message.type === 'discard') {
    const holder = desktop.ports.holderOf(message.portId);
    if (holder !== null) desktop.windows.discard(holder);
  }
}

/** Nothing that the last person saw stays in a window, its process or what the program remembers of it (ID5, ID6). */
function forgetPerson(desktop: Desktop): void {
  desktop.alerts.closeAll();
  app.setBadgeCount(0);
  app.clearRecentDocuments();
  desktop.windows.forget(desktop.session.clearStorageData());
}

function bridgeHandlers(desktop: Desktop): BridgeHandlers {
  const { settings } = desktop;
  return {
    ...diagnosticsHandlers(diagnosticsDeps(desktop)),
    ...updateHandlers(desktop.updates),
    notices: readNotices,
    info: () => desktopInfo(desktop),
    settings: () => settings.read(),
    'change-settings': (changed) => changeSettings(desktop, changed),
    ...placeHandlers(desktop),
    volunteers: () => ({
      current: desktop.seat.current?.id ?? null,
      isNew: desktop.seat.current !== null && desktop.seat.current.name === null,
      isShared: desktop.policy.values.SharedPc === 'yes',
      all: volunteersIn(desktop.userData).map(({ id, name, waiting }) => ({ id, name, waiting })),
    }),
    'sit-down': async ({ id }) => {
      desktop.alerts.closeAll();
      await desktop.seat.sitDown(id);
      return null;
    },
    lock: () => {
      desktop.seat.core.send({ type: 'lock' });
      return null;
    },
    'stand-up': () => {
      desktop.seat.standUp();
      forgetPerson(desktop);
      return null;
    },
    'begin-anew': async () => {
      await desktop.seat.beginAnew();
      forgetPerson(desktop);
      return null;
    },
    'save-pdf': ({ number }, sender) => savePdf(sender, number),
    'open-link': async ({ address }) => {
      await shell.openExternal(address);
      return null;
    },
    painted: async () => {
      if (!desktop.painted) {
        desktop.painted = true;
        await announceReady(desktop);
      }
      return null;
    },
  };
}

/** Where the person is: kept while they go about, and handed to the window that takes over. */
function placeHandlers({ windows }: Desktop): Pick<BridgeHandlers, 'place' | 'keep-place' | 'leave'> {
  return {
    place: (_params, sender) => windows.place(sender),
    leave: (place, sender) => {
      windows.leave(sender, place);
      return null;
    },
    'keep-place': (place, sender) => {
      windows.keep(sender, place);
      return null;
    },
  };
}

function diagnosticsDeps(desktop: Desktop): Parameters<typeof diagnosticsHandlers>[0] {
  const { userData, session, policy, settings, seat, losses, log, now, start } = desktop;
  return {
    log,
    now,
    facts: () => ({
      userData,
      session,
      policy,
      settings: settings.read(),
      isSafeMode: start.safeMode,
      isSigned: desktop.release?.isSigned ?? false,
      isDevelopmentRuntime: desktopInfo(desktop).developmentRuntime,
      isAuthorityMissing: isAuthorityMissing(desktop),
      keyProblem: seat.keyProblem,
      settingsProblem: settings.problem,
      volunteers: volunteersIn(userData).length,
      coreRestarts: desktop.coreRestarts,
      windowsLost: losses.windowsLost(),
    }),
    volunteerFolder: () => seat.current?.folder ?? null,
    hubUrl: () => hubUrlOf(desktop),
  };
}

function desktopInfo(desktop: Desktop): DesktopInfo {
  const electron = process.versions['electron'] ?? '';
  return {
    appVersion: app.getVersion(),
    electron,
    developmentRuntime: Number.parseInt(electron, 10) < OLDEST_SUPPORTED_ELECTRON,
    platform: process.platform,
    isSigned: desktop.release?.isSigned ?? false,
    settingsProblem: desktop.settings.problem,
    keyProblem: desktop.seat.keyProblem,
    canNotify: Notification.isSupported(),
    managed: [...desktop.settings.managed],
    policyProblem: desktop.policy.problems.length > 0 || isAuthorityMissing(desktop),
  };
}

const isAuthorityMissing = ({ policy, authorities }: Desktop): boolean =>
  policy.values.CaFile !== undefined && authorities === null;

function changeSettings(desktop: Desktop, changed: Parameters<BridgeHandlers['change-settings']>[0]): Settings {
  const defined = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  const next = desktop.settings.change(defined);
  desktop.nativeTheme.themeSource = next.theme;
  return next;
}

/** The inbox is on screen: keeps a picture where one was asked for, and tells whoever waits for it. */
async function announceReady(desktop: Desktop): Promise<void> {
  const picture = desktop.environment['SPORTELLO_SCREENSHOT'];
  const [window = null] = desktop.windows.all();
  if (picture !== undefined && window !== null) {
    writeFileSync(picture, (await window.webContents.capturePage()).toPNG());
  }
  desktop.ready({ window, sqlite: desktop.sqlite, announce: () => void process.stdout.write('ready\n') });
}

function followSystem(desktop: Desktop): void {
  desktop.powerMonitor.on('resume', () => desktop.seat.core.send({ type: 'wake' }));
  followIdleness(desktop.powerMonitor, desktop.policy.values, () => desktop.seat.core.send({ type: 'lock' }));
  app.on('second-instance', () => {
    comeForward(desktop.windows);
  });
  app.on('window-all-closed', () => app.quit());
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    // The core stores what it holds before the program goes.
    event.preventDefault();
    ended = true;
    // Not `quit` again: asked for within this very event it is ignored.
    void desktop.seat.stop().then(() => app.exit(Number(process.exitCode ?? 0)));
  });
}

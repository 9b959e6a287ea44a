import { mkdirSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import type { EffectivePolicy } from '../shared/policy/policy.ts';
import { Alerts } from './alerts.ts';
import { serveApp } from './app-protocol.ts';
import { sendEvent, serveBridge } from './bridge.ts';
import { createCorePorts } from './core-ports.ts';
import type { Desktop, DesktopDeps } from './desktop-state.ts';
import { systemDictionaries } from './dictionaries.ts';
import { openMainLog } from './diagnostics/main-log.ts';
import { watchProcesses } from './diagnostics/watch-processes.ts';
import { enrolCodeOf } from './enrol-code.ts';
import { readAuthorities } from './extra-authority.ts';
import { followCore } from './follow-core.ts';
import { followSystem } from './follow-system.ts';
import { bridgeHandlers } from './handlers/bridge-handlers.ts';
import { hubUrlOf } from './hub-url.ts';
import { systemKeyring } from './keyring.ts';
import { manageSettings, type ManagedSettings } from './managed-settings.ts';
import { Practice } from './practice.ts';
import { proxyConfig } from './proxy.ts';
import { Seat } from './seat.ts';
import { restrictSession } from './session-policy.ts';
import { openSettings } from './settings.ts';
import { trayOf } from './tray/desktop-tray.ts';
import { stayInTray } from './tray/stay.ts';
import { openUpdates } from './update/open-updates.ts';
import { volunteersIn } from './volunteers.ts';
import { Windows } from './windows/windows.ts';

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
  const ports = createCorePorts(() => desktop.practice.core ?? desktop.seat.core);
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
    closing: (window, event) => {
      if (!desktop.isEnding) stayInTray(event, { ...desktop, window });
    },
  });
  const updates = openUpdates({ ...deps, policy: deps.policy.values, authorities, log });
  const alerts = alertsOf(windows, settings, deps.policy);
  const practice = practiceOf(() => desktop, deps);
  const tray = trayOf({ policy: deps.policy, settings, seat, windows });
  const dictionaries = systemDictionaries(deps.policy.values);
  const facts = {
    settings,
    authorities,
    windows,
    ports,
    seat,
    log,
    losses,
    updates,
    alerts,
    practice,
    tray,
    dictionaries,
  };
  const desktop: Desktop = { ...deps, ...facts, isEnding: false, coreRestarts: 0, painted: false, sqlite: null };
  await takeFirstSeat(desktop);
  tray.renew();
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
      desktop().coreRestarts += 1;
      desktop().log({ event: 'core-stopped', restarting });
      if (desktop().practice.core === null) tellStopped(desktop(), restarting);
    },
  });
}

function tellStopped({ windows, ports }: Desktop, restarting: boolean): void {
  const pages = windows.all().map(({ webContents }) => webContents);
  for (const page of pages) sendEvent(page, 'core-stopped', { restarting });
  if (restarting) ports.reconnect(pages);
}

function practiceOf(desktop: () => Desktop, { programs, now }: DesktopDeps): Practice {
  return new Practice({
    programs: { core: programs.practice, relay: programs.relay },
    appVersion: app.getVersion(),
    message: (message) => followCore(desktop(), message),
    stopped: (restarting) => tellStopped(desktop(), restarting),
    now,
  });
}

function alertsOf(windows: Windows, settings: ManagedSettings, policy: EffectivePolicy): Alerts {
  return new Alerts({
    isShared: policy.values.SharedPc === 'yes',
    language: () => settings.read().language,
    isFocused: () => BrowserWindow.getFocusedWindow() !== null,
    openId: () => windows.openId,
    pressed(conversationId) {
      const window = windows.comeForward();
      if (window !== undefined && conversationId !== null)
        sendEvent(window.webContents, 'open-case', { conversationId });
    },
  });
}

/** Where only one person works nobody has to say who they are. */
async function takeFirstSeat({ seat, userData, policy }: Desktop): Promise<void> {
  const [first, ...others] = volunteersIn(userData);
  if (first === undefined || (others.length === 0 && policy.values.SharedPc !== 'yes')) {
    await seat.sitDown(first?.id ?? null);
  }
}

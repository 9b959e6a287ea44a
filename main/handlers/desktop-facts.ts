import { app, Notification } from 'electron';
import type { DesktopInfo } from '../../shared/bridge/desktop.ts';
import type { Desktop } from '../desktop-state.ts';
import type { diagnosticsHandlers } from '../diagnostics/diagnostics.ts';
import { hubUrlOf } from '../hub-url.ts';
import { volunteersIn } from '../volunteers.ts';

/** The oldest Electron that is supported; older is the development runtime. */
const OLDEST_SUPPORTED_ELECTRON = 45;

export function desktopInfo(desktop: Desktop): DesktopInfo {
  const electron = process.versions['electron'] ?? '';
  return {
    appVersion: app.getVersion(),
    electron,
    developmentRuntime: Number.parseInt(electron, 10) < OLDEST_SUPPORTED_ELECTRON,
    platform: process.platform,
    isSigned: desktop.release?.isSigned ?? false,
    settingsProblem: desktop.settings.problem,
    keyProblem: desktop.seat.keyProblem,
    hasTray: desktop.tray.isThere,
    canNotify: Notification.isSupported(),
    managed: [...desktop.settings.managed],
    isPractice: desktop.practice.core !== null,
    dictionaries: desktop.dictionaries.languages(),
    policyProblem: desktop.policy.problems.length > 0 || isAuthorityMissing(desktop),
  };
}

export function diagnosticsDeps(desktop: Desktop): Parameters<typeof diagnosticsHandlers>[0] {
  const { userData, policy, settings, seat, losses, log, now, start } = desktop;
  return {
    log,
    now,
    facts: () => ({
      userData,
      policy,
      dictionaries: desktop.dictionaries.languages(),
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

const isAuthorityMissing = ({ policy, authorities }: Desktop): boolean =>
  policy.values.CaFile !== undefined && authorities === null;

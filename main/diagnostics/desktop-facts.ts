import { statfsSync } from 'node:fs';
import { arch, freemem, release, totalmem } from 'node:os';
import { app, Notification, safeStorage, screen } from 'electron';
import type { Settings } from '../../shared/bridge/desktop.ts';
import type { DesktopFacts } from '../../shared/diagnostics/facts.ts';
import { policyNames } from '../../shared/policy/definitions.ts';
import type { EffectivePolicy } from '../../shared/policy/policy.ts';

export interface FactsDeps {
  readonly userData: string;
  readonly dictionaries: readonly string[];
  readonly policy: EffectivePolicy;
  readonly settings: Settings;
  readonly isDevelopmentRuntime: boolean;
  readonly isAuthorityMissing: boolean;
  readonly isSafeMode: boolean;
  readonly isSigned: boolean;
  readonly keyProblem: boolean;
  readonly settingsProblem: boolean;
  readonly volunteers: number;
  readonly coreRestarts: number;
  readonly windowsLost: number;
  readonly logs: DesktopFacts['logs'];
}

/** What the main process knows of program, system and policy; no name, no address, no path (DG4). */
export function desktopFacts(deps: FactsDeps): DesktopFacts {
  const { policy, settings, dictionaries, userData, isAuthorityMissing, ...told } = deps;
  return {
    ...told,
    ...versions(),
    language: settings.language,
    textScale: settings.textScale,
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    disk: diskOf(userData),
    keyring: keyringName(),
    policy: policyFacts(policy, isAuthorityMissing),
    isSharedPc: policy.values.SharedPc === 'yes',
    proxyMode: policy.values.ProxyMode ?? 'system',
    notifications: Notification.isSupported(),
    spelling: { isOn: settings.spelling, languages: [...dictionaries] },
    acceleration: app.getGPUFeatureStatus().gpu_compositing === 'enabled',
    displays: screen
      .getAllDisplays()
      .map(({ size, scaleFactor }) => ({ width: size.width, height: size.height, scale: scaleFactor })),
  };
}

function versions() {
  const { electron, chrome, node } = process.versions;
  return {
    appVersion: app.getVersion(),
    electron,
    chrome,
    node,
    platform: process.platform,
    arch: arch(),
    systemVersion: release()
      .replace(/[^\w.+~-]/g, '-')
      .slice(0, 60),
    isPackaged: app.isPackaged,
    uptimeMs: Math.round(process.uptime() * 1_000),
  };
}

function diskOf(folder: string): DesktopFacts['disk'] {
  try {
    const { bsize, blocks, bavail } = statfsSync(folder);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return null;
  }
}

function keyringName(): string {
  if (!safeStorage.isEncryptionAvailable()) return 'none';
  return process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system';
}

function policyFacts({ origins, problems }: EffectivePolicy, isAuthorityMissing: boolean): DesktopFacts['policy'] {
  const keysOf = (origin: 'machine' | 'user'): string[] => policyNames.filter((name) => origins[name] === origin);
  return {
    machineKeys: keysOf('machine'),
    userKeys: keysOf('user'),
    problems: problems.map(({ key, reason }) => ({ key: policyNames.find((name) => name === key) ?? null, reason })),
    isAuthorityMissing,
  };
}

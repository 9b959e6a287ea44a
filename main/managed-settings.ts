import type { ManagedSetting, Settings } from '../shared/bridge/desktop.ts';
import { defaultSettings } from '../shared/bridge/desktop.ts';
import type { Policy } from '../shared/policy/policy.ts';
import type { SettingsFile } from './settings.ts';

export interface ManagedSettings extends SettingsFile {
  /** What the organisation fixed; the interface marks it and offers no change. */
  readonly managed: readonly ManagedSetting[];
}

export interface Overrides {
  readonly policy: Policy;
  /** For this start only; the policy beats it. */
  readonly language: Settings['language'] | null;
  /** Settings as delivered, and nothing written. */
  readonly safeMode: boolean;
}

/** The settings as they are in force: the organisation's beat this start's, which beat the person's own. */
export function manageSettings(file: SettingsFile, { policy, language, safeMode }: Overrides): ManagedSettings {
  const fixed = fixedSettings(policy);
  let thisStart: Partial<Settings> = language === null ? {} : { language };
  let own = safeMode ? { ...defaultSettings, hubUrl: file.read().hubUrl } : null;
  const read = (): Settings => ({ ...(own ?? file.read()), ...thisStart, ...fixed });
  return {
    problem: file.problem,
    managed: Object.keys(fixed) as ManagedSetting[],
    read,
    change(changed) {
      const free = Object.fromEntries(Object.entries(changed).filter(([name]) => !(name in fixed)));
      // Chosen now beats chosen on the command line.
      if ('language' in free) thisStart = {};
      if (own === null) file.change(free);
      else own = { ...own, ...free };
      return read();
    },
  };
}

function fixedSettings({
  HubUrl: hubUrl,
  Language: language,
  CloseToTray: tray,
}: Policy): Partial<Pick<Settings, ManagedSetting>> {
  return {
    ...(hubUrl === undefined ? {} : { hubUrl }),
    ...(language === undefined ? {} : { language }),
    ...(tray === undefined ? {} : { closeToTray: tray === 'yes' }),
  };
}

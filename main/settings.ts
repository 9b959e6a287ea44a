import Store from 'electron-store';
import { defaultSettings, settingsSchema, type Settings } from '../shared/bridge/desktop.ts';
import { parseSettings, setAsideIfUnreadable, settingsFileIn } from './settings-file.ts';

/** What this PC remembers about how it is used. Preferences only: never content, never secrets. */
export interface SettingsFile {
  read(): Settings;
  change(changed: Partial<Settings>): Settings;
  /** True when a file was there and could not be used; it was kept beside under another name. */
  readonly problem: boolean;
}

export function openSettings(folder: string, now: () => number): SettingsFile {
  const problem = setAsideIfUnreadable(settingsFileIn(folder), now);
  const store = new Store<Settings>({ cwd: folder, name: 'settings', defaults: defaultSettings });
  return {
    problem,
    read: () => parseSettings(store.store),
    change(changed) {
      // Parsed once more: what is written is always a whole, valid set.
      const next = settingsSchema.parse({ ...parseSettings(store.store), ...changed });
      store.store = next;
      return next;
    },
  };
}

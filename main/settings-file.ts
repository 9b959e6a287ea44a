import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, settingsSchema, type Settings } from '../shared/bridge/desktop.ts';

/** A single bad value costs that value, not the others. */
export function parseSettings(raw: unknown): Settings {
  const source = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const kept = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(source[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(kept) });
}

export const settingsFileIn = (folder: string): string => join(folder, 'settings.json');

/** Before there is anything to read the settings with; the default where the file says nothing. */
export function languageIn(file: string): Settings['language'] {
  return isObject(file) ? parseSettings(JSON.parse(readFileSync(file, 'utf8'))).language : defaultSettings.language;
}

/** A file that is no JSON object is kept under another name, so that nobody loses what is in it; true if that happened. */
export function setAsideIfUnreadable(file: string, now: () => number): boolean {
  if (!existsSync(file) || isObject(file)) return false;
  renameSync(file, `${file}.unreadable-${now()}`);
  return true;
}

function isObject(file: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

import type { Desktop } from './desktop-state.ts';

/** The variable is for development: an organisation's address is not overruled by it. */
export function hubUrlOf({ environment, settings }: Pick<Desktop, 'environment' | 'settings'>): string | null {
  const named = settings.managed.includes('hubUrl') ? undefined : environment['SPORTELLO_HUB_URL'];
  return named ?? settings.read().hubUrl;
}

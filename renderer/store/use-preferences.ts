import { defaultPreferences, type Preferences, type PreferencesChange } from '../../shared/model/preferences.ts';
import { useApp, useLive } from './context.tsx';

/** As shipped until the profile is open. */
export const usePreferences = (): Preferences => useLive({ name: 'preferences' }) ?? defaultPreferences;

export function useChangePreferences(): (change: PreferencesChange) => void {
  const app = useApp();
  return (change) =>
    void app.core.call({ name: 'change-preferences', change }).catch(() => app.complain({ code: 'internal' }));
}

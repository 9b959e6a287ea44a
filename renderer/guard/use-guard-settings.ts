import { type GuardSettings, noGuardSettings } from '../../shared/guard/settings.ts';
import { useLive } from '../store/context.tsx';

/** The association's own words and identifiers, as the hub reads with them ([GU9]); none until they are known. */
export const useGuardSettings = (): GuardSettings => useLive({ name: 'guard' }) ?? noGuardSettings;

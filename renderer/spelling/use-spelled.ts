import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';
import { useAppState } from '../store/context.tsx';

/** What makes a field one whose words are looked up; in whose language it is written a screen reader hears too. */
export interface Spelled {
  readonly lang: WrittenLanguage;
  readonly spellCheck: boolean;
  readonly 'data-spelled': WrittenLanguage;
}

/** Of a field that is written in this language; the interface's where none is named. */
export function useSpelled(language?: WrittenLanguage): Spelled {
  const own = useAppState(({ settings }) => settings.language);
  const lang = language ?? own;
  const isReady = useAppState(({ settings, spelled }) => settings.spelling && spelled.ready.includes(lang));
  return { lang, spellCheck: isReady, 'data-spelled': lang };
}

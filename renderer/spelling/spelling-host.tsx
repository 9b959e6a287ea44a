import { type ReactNode, useEffect, useState } from 'react';
import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';
import { useAppState } from '../store/context.tsx';
import { later } from '../store/later.ts';
import { fieldLanguage } from './field-language.ts';

/** Nothing of it is needed before somebody writes. */
const part = later(async () => (await import('./spelling-part.tsx')).spellingPart);

/** Looks up what is written in the fields of `useSpelled`, from the first one on that gets the focus. */
export function SpellingHost(): ReactNode {
  const isOn = useAppState(({ settings }) => settings.spelling);
  const wanted = useWanted();
  return isOn && wanted.length > 0 ? <Loaded wanted={wanted} /> : null;
}

function Loaded({ wanted }: { wanted: readonly WrittenLanguage[] }): ReactNode {
  const partOf = part.useLoaded();
  return partOf === null ? null : partOf(wanted);
}

/** Languages of the fields in which somebody was. */
function useWanted(): readonly WrittenLanguage[] {
  const [wanted, setWanted] = useState<readonly WrittenLanguage[]>([]);
  useEffect(() => {
    const look = (): void => {
      const language = fieldLanguage(document.activeElement);
      if (language !== null) setWanted((before) => (before.includes(language) ? before : [...before, language]));
    };
    look();
    document.addEventListener('focusin', look);
    // The language of a field may become another one while somebody is in it.
    document.addEventListener('input', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('input', look);
    };
  }, []);
  return wanted;
}

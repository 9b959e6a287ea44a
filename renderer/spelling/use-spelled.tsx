import type { ReactNode, RefObject } from 'react';
import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';
import { useAppState } from '../store/context.tsx';
import { SpellingMarks } from './spelling-marks.tsx';

/** What makes a field one whose words are looked up. */
export interface Spelled {
  readonly attributes: {
    /** In whose language it is written a screen reader hears too. */
    readonly lang: WrittenLanguage;
    /** The browser's own looking up stays off. */
    readonly spellCheck: false;
    readonly 'data-spelled': WrittenLanguage;
  };
  /** Lies over the field, in a box of the same size. */
  readonly marks: ReactNode;
}

export interface SpelledField {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  /** In which it is written; the interface's where none is named. */
  readonly language?: WrittenLanguage;
}

export function useSpelled({ field, text, language }: SpelledField): Spelled {
  const own = useAppState(({ settings }) => settings.language);
  const lang = language ?? own;
  return {
    attributes: { lang, spellCheck: false, 'data-spelled': lang },
    marks: <SpellingMarks field={field} text={text} language={lang} />,
  };
}

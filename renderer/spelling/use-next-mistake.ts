import { useEffect, useEffectEvent } from 'react';
import { useText } from '../i18n/text.tsx';
import { useApp } from '../store/context.tsx';
import { fieldLanguage } from './field-language.ts';
import { marksOf } from './marks-of.ts';
import type { Spelling } from './spelling.ts';

/**
 * F7 selects the next wrong word, after the last one the first: so they are found, and read out, without the lines. From
 * there Shift+F10 offers corrections.
 */
export function useNextMistake(spelling: Spelling): void {
  const { t } = useText();
  const app = useApp();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const field = document.activeElement;
    const language = fieldLanguage(field);
    if (language === null || !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const wrong = spelling.wrongIn({ language, text: field.value });
    const next = wrong.find(({ start }) => start >= field.selectionEnd) ?? wrong[0];
    if (next === undefined) {
      app.announce(t('spelling.no-mistake'));
      return;
    }
    field.setSelectionRange(next.start, next.end);
    const top = marksOf(field, [next])[0]?.top ?? 0;
    if (top < field.scrollTop || top > field.scrollTop + field.clientHeight) {
      field.scrollTop = top - field.clientHeight / 2;
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
      if (event.key === 'F7' && isPlain) onKey(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

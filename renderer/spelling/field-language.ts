import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';

/** Of a field of `useSpelled`; null: words of this element are not looked up. */
export function fieldLanguage(element: Element | null): WrittenLanguage | null {
  const named = element instanceof HTMLTextAreaElement ? element.dataset['spelled'] : undefined;
  return named === 'it' || named === 'en' ? named : null;
}

import { useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useAppState, useLive } from '../../store/context.tsx';

/** Theme, language and text size, on the root element; the title says the view and what waits in it. */
export function useAppearance(): void {
  const { theme, language, textScale } = useAppState((state) => state.settings);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.fontSize = `${textScale}%`;
  }, [language, textScale]);
  useEffect(() => {
    const isDark = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      document.documentElement.dataset['theme'] = theme === 'system' ? (isDark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    isDark.addEventListener('change', apply);
    return () => isDark.removeEventListener('change', apply);
  }, [theme]);
}

export function useTitle(): void {
  const { t, number } = useText();
  const view = useAppState((state) => state.place.view);
  const count = useLive({ name: 'counts' })?.views[view];
  useEffect(() => {
    document.title =
      count === undefined ? t('app.name') : t('app.title', { view: t(`view.${view}`), count: number(count) });
  }, [t, number, view, count]);
}

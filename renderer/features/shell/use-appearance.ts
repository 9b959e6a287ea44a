import { useEffect } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { changeTextScale } from '../../store/text-scale.ts';

/** Theme, language and text size, on the root element; the title says the view and what waits in it. */
export function useAppearance(): void {
  const app = useApp();
  const { t } = useText();
  const { theme, language, textScale, density, contrast } = useAppState((state) => state.settings);
  const resize = (steps: 1 | -1 | 0): void => {
    changeTextScale(app, steps);
    app.announce(t('announce.text-size', { percent: app.store.getState().settings.textScale }));
  };
  useKeys({ bigger: () => resize(1), smaller: () => resize(-1), 'usual-size': () => resize(0) });
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.fontSize = `${textScale}%`;
  }, [language, textScale]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  useEffect(() => {
    const wantsMore = window.matchMedia('(prefers-contrast: more)');
    const apply = (): void => {
      document.documentElement.dataset['contrast'] = contrast === 'more' || wantsMore.matches ? 'more' : 'usual';
    };
    apply();
    wantsMore.addEventListener('change', apply);
    return () => wantsMore.removeEventListener('change', apply);
  }, [contrast]);
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
  const isPractice = useAppState((state) => state.info?.isPractice === true);
  useEffect(() => {
    const title =
      count === undefined ? t('app.name') : t('app.title', { view: t(`view.${view}`), count: number(count) });
    document.title = isPractice ? t('practice.window', { title }) : title;
  }, [t, number, view, count, isPractice]);
}

// Stands in for renderer/i18n/text.tsx where renderer/app.tsx asks for it: hands the application to the test, which can
// begin it anew without loading the page, and make it speak another language without losing what is on the screen.
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { TextProvider as Own, useText } from '../../../../renderer/i18n/text.tsx';
import type { Locale } from '../../../../renderer/i18n/dates.ts';
import { defaultPlace, initialState } from '../../../../renderer/store/app-state.ts';
import { useApp } from '../../../../renderer/store/context.tsx';
import type { App } from '../../../../renderer/store/create-app.ts';
import { speak } from './catalogue.ts';

export { useText };

export function TextProvider({ locale, children }: { locale: Locale; children: ReactNode }): ReactNode {
  const app = useApp();
  const [isTurning, setTurning] = useState(false);
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const { scripted } = window;
    scripted.changeSettings = (change) => flushSync(() => app.changeSettings(change));
    scripted.speak = (what) => {
      speak(what);
      // The texts are made anew when the language changes: there and back.
      flushSync(() => setTurning(true));
      flushSync(() => setTurning(false));
    };
    scripted.restart = async (script) => {
      flushSync(() => setAway(true));
      await scripted.begin(script);
      speak('own');
      await startOver(app);
      flushSync(() => setAway(false));
    };
  }, [app]);
  return isAway ? null : <Own locale={isTurning && locale === 'it' ? 'en' : locale}>{children}</Own>;
}

/** As renderer/main.tsx begins. */
async function startOver({ desktop, store }: App): Promise<void> {
  const [settings, place, info, volunteers] = await Promise.all([
    desktop.call('settings', null),
    desktop.call('place', null),
    desktop.call('info', null),
    desktop.call('volunteers', null),
  ]);
  const here = { place: place ?? defaultPlace, page: place?.page ?? 'inbox', isPlaced: place !== null } as const;
  document.title = 'Sportello';
  store.setState({ ...initialState(settings), core: 'ready', ...here, info, volunteers }, true);
}

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';
import type { WrongIn } from '../store/app-state.ts';
import { useApp } from '../store/context.tsx';
import type { App } from '../store/create-app.ts';
import { useDirectory } from '../store/use-directory.ts';
import { DictionaryError } from './dictionary/limits.ts';
import { Spelling } from './spelling.ts';
import { SpellingMenu } from './spelling-menu.tsx';
import { useNextMistake } from './use-next-mistake.ts';

export const spellingPart = (wanted: readonly WrittenLanguage[]): ReactNode => <SpellingPart wanted={wanted} />;

function SpellingPart({ wanted }: { wanted: readonly WrittenLanguage[] }): ReactNode {
  const app = useApp();
  const [spelling] = useState(() => new Spelling());
  const { users, groups } = useDirectory();
  const look = useCallback(() => {
    const wrongIn: WrongIn = (written) => spelling.wrongIn(written);
    app.store.setState(({ spelled }) => ({ spelled: { ...spelled, wrongIn } }));
  }, [app, spelling]);
  useEffect(() => {
    spelling.know([...users.map(({ name }) => name), ...groups.flatMap(({ name }) => Object.values(name))]);
    look();
  }, [spelling, look, users, groups]);
  useEffect(() => () => app.store.setState({ spelled: { ready: [], refused: [], wrongIn: null } }), [app]);
  useEffect(() => {
    for (const language of wanted) void open(app, spelling, language);
  }, [app, spelling, wanted]);
  useNextMistake(spelling);
  return <SpellingMenu spelling={spelling} onIgnored={look} />;
}

/** Once; a language without a dictionary is left as it is, and the settings say so. */
async function open({ desktop, store }: App, spelling: Spelling, language: WrittenLanguage): Promise<void> {
  const { ready, refused } = store.getState().spelled;
  if (ready.includes(language) || refused.includes(language)) return;
  const files = await desktop.call('dictionary', { language }).catch(() => null);
  if (files === null) return;
  const outcome = read(spelling, language, files);
  store.setState(({ spelled }) => ({
    spelled: { ...spelled, [outcome]: [...new Set([...spelled[outcome], language])] },
  }));
}

function read(spelling: Spelling, ...dictionary: Parameters<Spelling['open']>): 'ready' | 'refused' {
  try {
    spelling.open(...dictionary);
    return 'ready';
  } catch (error) {
    if (error instanceof DictionaryError) return 'refused';
    throw error;
  }
}

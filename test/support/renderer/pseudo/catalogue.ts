// Stands in for renderer/i18n/it/index.ts in scripted windows: the same words, until the window is told to speak none.
import { it as italian } from '../../../../renderer/i18n/it/index.ts';
import { pseudoAll } from './words.ts';

const strange = pseudoAll(italian);
let isStrange = false;

export const speak = (what: 'own' | 'pseudo'): void => {
  isStrange = what === 'pseudo';
};

export const isPseudo = (): boolean => isStrange;

/** Spread by whoever reads it: the words of that moment. */
export const it: typeof italian = new Proxy(italian, {
  get: (words, id) => Reflect.get(isStrange ? strange : words, id) as unknown,
});

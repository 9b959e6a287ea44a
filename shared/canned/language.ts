import type { CannedReply } from '../model/directory.ts';

type Lang = CannedReply['lang'];

/** Frequent short words that the other language does not have. */
const words: Readonly<Record<Lang, ReadonlySet<string>>> = {
  it: new Set(
    'il lo gli di da che non per con una della del sono ho mi si è e anche più come ma grazie buongiorno salve vorrei posso questo perché alla al nel'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the of and to is are you i my not for with have this that can please thanks thank hello dear would what your it on was we in be'.split(
      ' ',
    ),
  ),
};

/** In which of our languages somebody writes; Italian where it can't be told: most of our contacts do. */
export function languageOf(text: string): Lang {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (lang: Lang): number => found.filter((word) => words[lang].has(word)).length;
  return count('en') > count('it') ? 'en' : 'it';
}

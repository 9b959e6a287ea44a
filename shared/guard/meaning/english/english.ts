import type { LanguageData } from '../lexicon.ts';

export const english: LanguageData = {
  stem: (word) => word,
  conjugate: (verb) => [verb],
  classes: {},
  features: {
    person: '',
    self: '',
    anyone: '',
    topic: '',
    frame: '',
    being: '',
    possessive: '',
    child: '',
    plain: '',
    light: '',
  },
  categories: {},
  idioms: [],
  spellings: '',
  functionWords: 'the is a of and to in i my you it for with are was have has not',
};

import type { LanguageData } from '../lexicon.ts';
import { ethnicity, politics, religion, sexLife, union } from './beliefs.ts';
import { disability, health } from './conditions.ts';
import { conjugateEnglish, stemEnglish } from './morphology.ts';
import {
  anyone,
  being,
  child,
  frame,
  functionWords,
  idioms,
  initials,
  light,
  minorAges,
  person,
  plain,
  possessive,
  self,
  spellings,
  topic,
} from './people.ts';
import { abuse, confidence, economic, family, judicial, minors } from './troubles.ts';

export const english: LanguageData = {
  stem: stemEnglish,
  conjugate: conjugateEnglish,
  classes: {
    initial: initials,
    minorage: minorAges,
    /** What is left of "don't" is a t. */
    neg: 't! not! never cannot cant dont doesnt wont isnt arent nobody noone none without hardly barely no!',
    kid: 'child! baby! toddler pupil! teenager! son! daughter! boy! girl! kid! nephew niece grandson granddaughter kids! children! little!',
  },
  features: { person, self, anyone, topic, frame, being, possessive, child, plain, light },
  categories: {
    health,
    disability,
    religion,
    politics,
    union,
    sex_life: sexLife,
    ethnicity,
    judicial,
    family,
    abuse,
    minors,
    economic,
    confidence,
  },
  idioms,
  spellings,
  functionWords,
};

import type { LanguageData } from '../lexicon.ts';
import {
  alludedAbuse,
  alludedConfidence,
  alludedDisability,
  alludedEconomic,
  alludedEthnicity,
  alludedFamily,
  alludedHealth,
  alludedJudicial,
  alludedMinors,
  alludedPolitics,
  alludedReligion,
  alludedSexLife,
  alludedUnion,
} from './allusions.ts';
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
    health: [...health, alludedHealth],
    disability: [...disability, alludedDisability],
    religion: [...religion, alludedReligion],
    politics: [...politics, alludedPolitics],
    union: [...union, alludedUnion],
    sex_life: [...sexLife, alludedSexLife],
    ethnicity: [...ethnicity, alludedEthnicity],
    judicial: [...judicial, alludedJudicial],
    family: [...family, alludedFamily],
    abuse: [...abuse, alludedAbuse],
    minors: [...minors, alludedMinors],
    economic: [...economic, alludedEconomic],
    confidence: [...confidence, alludedConfidence],
  },
  idioms,
  spellings,
  functionWords,
};

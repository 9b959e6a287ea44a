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
import {
  signsOfAbuse,
  signsOfConfidence,
  signsOfEconomic,
  signsOfEthnicity,
  signsOfFamily,
  signsOfJudicial,
  signsOfMinors,
  signsOfPolitics,
  signsOfReligion,
  signsOfSexLife,
  signsOfUnion,
} from './signs.ts';
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
    religion: [...religion, alludedReligion, signsOfReligion],
    politics: [...politics, alludedPolitics, signsOfPolitics],
    union: [...union, alludedUnion, signsOfUnion],
    sex_life: [...sexLife, alludedSexLife, signsOfSexLife],
    ethnicity: [...ethnicity, alludedEthnicity, signsOfEthnicity],
    judicial: [...judicial, alludedJudicial, signsOfJudicial],
    family: [...family, alludedFamily, signsOfFamily],
    abuse: [...abuse, alludedAbuse, signsOfAbuse],
    minors: [...minors, alludedMinors, signsOfMinors],
    economic: [...economic, alludedEconomic, signsOfEconomic],
    confidence: [...confidence, alludedConfidence, signsOfConfidence],
  },
  idioms,
  spellings,
  functionWords,
};

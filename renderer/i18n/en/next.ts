import type { next as source } from '../it/next.ts';

export const next = {
  'key.next-case': 'Take the next in line',
  'next.take': 'Next',
  'next.held': 'It was the first in line of your groups.',
  'next.moved': 'Another one had arrived before: here is the one that falls to you.',
  'next.skip': 'Skip…',
  'next.skip-title': 'Skip case {number}',
  'next.skip-lead':
    'It goes back to its place in the line, for the others to take; it is not offered to you again. The reason stays in the chronology.',
  'next.why': 'Why you skip it',
  'next.choose': 'Choose the reason.',
  'next.reason.not-mine': 'It is not my field',
  'next.reason.know-the-person': 'I know the person',
  'next.reason.language': 'I don’t speak the language',
  'next.reason.no-time': 'I don’t have the time it takes now',
  'next.reason.other': 'Another reason',
  'next.skip-only': 'Skip',
  'next.skip-onward': 'Skip and take the next',
  'event.skipped':
    'Skipped by {name}: {why, select, not_mine {not their field} know_the_person {knows the person} language {doesn’t speak the language} no_time {had no time} other {another reason}}',
} as const satisfies Record<keyof typeof source, string>;

import type { promise as it } from '../it/promise.ts';

export const promise: Readonly<Record<keyof typeof it, string>> = {
  'promise.title': 'Promise for case {number}',
  'promise.lead':
    'Whoever holds the case sees it until then; when the date passes, they are reminded, and then the coordinator.',
  'promise.lead-known': 'Promised by {when}. Here it can be moved.',
  'promise.until': 'By when',
  'promise.tomorrow': 'Tomorrow: {when}',
  'promise.three-days': 'In three days: {when}',
  'promise.monday': 'On Monday: {when}',
  'promise.other': 'Another day',
  'promise.day': 'Day',
  'promise.hour': 'Hour',
  'promise.chosen': 'That is {when}',
  'promise.wrong': 'Choose a day and an hour that are still to come.',
  'promise.kind': 'What the contact is waiting for',
  'promise.kind.answer': 'An answer by that date',
  'promise.kind.analysis': 'It is a long case: it is in analysis, and by that date they hear from us',
  'promise.save': 'Promise',
  'promise.move': 'Move',
  'promise.heading': 'Promise',
  'promise.make': 'Promise a date',
  'promise.move-to': 'Move',
  'promise.kept': 'Kept',
  'promise.cancel': 'Cancel the promise',
  'promise.is-in-analysis': 'In analysis',
  'promise.due': 'They hear from us by {when}',
  'promise.overdue': 'They should have heard from us by {when}',
  'promise.made': 'Promised {when}',
  'promise.offer': 'You say that you will write again: set a date for it?',
  'promise.offer-yes': 'Set a date',
  'promise.offer-no': 'Not needed',
  'row.promised': 'promised by {when}',
  'row.in-analysis': 'in analysis, next contact by {when}',
  'row.late.promise': '{level, select, two {promise overdue: the coordinator knows} other {promise overdue}}',
  'event.late.promise':
    '{level, select, two {The promise is overdue and nobody has written: the coordinator knows} other {The promise is overdue}}',
  'event.promised.made':
    '{kind, select, analysis {{name} put the case in analysis: they hear from us by {when}} other {{name} promised an answer by {when}}}',
  'event.promised.moved':
    '{kind, select, analysis {{name} moved the next contact: the case is in analysis until {when}} other {{name} moved the promise to {when}}}',
  'event.promised.kept':
    '{kind, select, analysis {{name}: analysis finished, promise for {when} kept} other {{name}: promise for {when} kept}}',
  'event.promised.cancelled': '{name} cancelled the promise for {when}',
  'notice.late-promise': 'Case {number}: the date promised to the contact has passed.',
};

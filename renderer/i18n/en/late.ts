import type { late as it } from '../it/late.ts';

export const late: Readonly<Record<keyof typeof it, string>> = {
  'row.late.answer': '{level, select, two {overdue: the coordinator knows} other {overdue}}',
  'row.late.hearing': '{level, select, two {not heard in time: the coordinator knows} other {not heard in time}}',
  'event.late.answer':
    '{level, select, two {No person has answered in the time that was promised: the coordinator knows} other {No person has answered yet: it is overdue}}',
  'event.late.hearing':
    '{level, select, two {The voicemail has still not been heard: the coordinator knows} other {The voicemail is waiting to be heard}}',
  'details.late': 'Overdue',
  'notice.late-answer': 'Case {number}: whoever wrote has waited too long for an answer.',
  'notice.late-call': 'Case {number}: three calls have not reached the contact.',
  'notice.late-hearing': 'Case {number}: the voicemail has still not been heard.',
};

import { describe, expect, test } from 'vitest';
import {
  deadlinesDraftOf,
  deadlinesOf,
  type DeadlinesDraft,
} from '../../../renderer/features/settings/deadlines-draft.ts';
import { valuesFrom } from '../../../renderer/features/settings/rules-problem.ts';
import { defaultDeadlines } from '../../../shared/schedule/deadlines.ts';

const draft = deadlinesDraftOf({ ...defaultDeadlines, closures: ['2026-12-24'] });
const read = (change: Partial<DeadlinesDraft>) => deadlinesOf({ ...draft, ...change }, 7);

describe('[CK5] deadlines as they are typed', () => {
  test('come back as they were, under the revision that was seen', () => {
    expect(read({})).toEqual({ ...defaultDeadlines, closures: ['2026-12-24'], revision: 7 });
  });

  test.each<[Partial<DeadlinesDraft>, string, number | null]>([
    [{ answerMark: '72' }, 'numbers', null],
    [{ answerMark: '' }, 'numbers', null],
    [{ hearingMark: '1,5' }, 'numbers', null],
    [{ answerCoordinators: '721' }, 'numbers', null],
    [{ weekly: [] }, 'none', null],
    [{ weekly: [{ key: 3, weekday: 1, from: '9', to: '8', places: [] }] }, 'order', 3],
    [{ closures: [{ key: 8, date: '31/02/2026' }] }, 'date', 8],
    [
      {
        closures: [
          { key: 8, date: '1/2/2026' },
          { key: 9, date: '01.02.2026' },
        ],
      },
      'date',
      9,
    ],
    [
      {
        weekly: [
          { key: 1, weekday: 1, from: '9', to: '12', places: [] },
          { key: 2, weekday: 1, from: '11:30', to: '13', places: [] },
        ],
      },
      'overlap',
      2,
    ],
  ])('%j: %s', (change, what, key) => {
    expect(read(change)).toEqual({ what, key });
  });
});

test('[RT1] values are a list with commas or lines, nothing twice', () => {
  expect(valuesFrom(' quota, bonifico;quota\n\nricevut* ,')).toEqual(['quota', 'bonifico', 'ricevut*']);
});

import { expect, test } from 'vitest';
import { detailsOldSince } from '../../../shared/model/reach.ts';

const day = 24 * 60 * 60_000;

test('[CD4] details are old a year after they were confirmed or the contact was last heard from, whichever was later', () => {
  expect(detailsOldSince({ reach: undefined, heardAt: 0 }, 365 * day - 1)).toBeNull();
  expect(detailsOldSince({ reach: undefined, heardAt: 0 }, 365 * day)).toBe(0);
  expect(detailsOldSince({ reach: { confirmedAt: 10 * day }, heardAt: 0 }, 374 * day)).toBeNull();
  expect(detailsOldSince({ reach: { confirmedAt: 10 * day }, heardAt: 0 }, 375 * day)).toBe(10 * day);
  expect(detailsOldSince({ reach: { confirmedAt: 0 }, heardAt: 20 * day }, 384 * day)).toBeNull();
  expect(detailsOldSince({ reach: { tries: 2 }, heardAt: 20 * day }, 385 * day)).toBe(20 * day);
});

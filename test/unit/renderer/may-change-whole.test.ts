import { expect, test } from 'vitest';
import { mayChangeWhole } from '../../../renderer/store/may-change-whole.ts';

const mine = { state: 'claimed' as const, participantIds: ['u-maria', 'u-luca'] };

test('[PV4] what is about the case as a whole is offered to whoever takes part and sees all of it', () => {
  expect(mayChangeWhole(mine, 'u-maria')).toBe(true);
  expect(mayChangeWhole({ ...mine, state: 'resolved' }, 'u-maria')).toBe(true);
  expect(mayChangeWhole({ ...mine, seesFrom: { at: 1, byUserId: 'u-maria' } }, 'u-luca')).toBe(false);
  expect(mayChangeWhole(mine, 'u-giulia')).toBe(false);
  expect(mayChangeWhole(mine, undefined)).toBe(false);
  expect(mayChangeWhole({ ...mine, state: 'waiting' }, 'u-maria')).toBe(false);
});

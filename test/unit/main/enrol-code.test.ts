import { expect, test } from 'vitest';
import { enrolCodeOf } from '../../../main/enrol-code.ts';

const environment = { SPORTELLO_ENROL_CODE: 'ABCDE-FGHJK' };

test('[ID9] A package takes a code from the environment only where the policy makes the PIN optional', () => {
  const packaged = (values: { Pin?: 'optional' | 'required' }) =>
    enrolCodeOf({ environment, policy: { values } }, true);
  expect(packaged({})).toBeNull();
  expect(packaged({ Pin: 'required' })).toBeNull();
  expect(packaged({ Pin: 'optional' })).toBe('ABCDE-FGHJK');
});

test('[ID9] A development tree takes it always; without one there is none', () => {
  expect(enrolCodeOf({ environment, policy: { values: {} } }, false)).toBe('ABCDE-FGHJK');
  expect(enrolCodeOf({ environment: {}, policy: { values: {} } }, false)).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findVariable,
  fillVariables,
  firstNameOf,
  firstUnresolved,
  unresolvedVariables,
} from '../../../../shared/canned/variables.ts';

const values = { 'contact.firstName': 'Chiara', 'case.number': '2026-000124', 'operator.name': ' ' };

test('what has a value is filled, spaces in the braces do not matter', () => {
  expect(fillVariables('Gentile {{contact.firstName}}, pratica {{ case.number }}.', values)).toBe(
    'Gentile Chiara, pratica 2026-000124.',
  );
});

test('a blank value and an unknown name stay as written, and are named once', () => {
  const text = fillVariables('{{operator.name}} {{appointment.room}} {{appointment.room}} {{}}', values);
  expect(text).toBe('{{operator.name}} {{appointment.room}} {{appointment.room}} {{}}');
  expect(unresolvedVariables(text)).toEqual(['operator.name', 'appointment.room', '…']);
});

test('a value that looks like a variable is not filled again', () => {
  expect(fillVariables('{{contact.name}}', { 'contact.name': '{{case.number}}', 'case.number': 'x' })).toBe(
    '{{case.number}}',
  );
});

test('the first gap is where it stands', () => {
  const text = 'Il {{date}} alle {{time}}';
  const gap = firstUnresolved(text);
  expect(gap && text.slice(gap.start, gap.end)).toBe('{{date}}');
  expect(firstUnresolved('niente')).toBeNull();
});

test('a first name is a word of letters, never an address', () => {
  expect(firstNameOf('Chiara Moretti')).toBe('Chiara');
  expect(firstNameOf(' D’Angelo Marta')).toBe('D’Angelo');
  expect(firstNameOf('anna.belotti@posta.example')).toBeUndefined();
  expect(firstNameOf('')).toBeUndefined();
});

test('text without braces is never changed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'));
      expect(fillVariables(text, values)).toBe(text);
      expect(unresolvedVariables(text)).toEqual([]);
    }),
  );
});

test('A variable is found where it stands first, however it is spaced', () => {
  const text = 'Qui: {{case.number}}, {{ appointment.link }} o {{appointment.link}}';
  const found = findVariable(text, 'appointment.link');
  expect(found === null ? '' : text.slice(found.start, found.end)).toBe('{{ appointment.link }}');
  expect(findVariable(text, 'group.name')).toBeNull();
});

import { expect, test } from 'vitest';
import type { Command } from '../../../shared/protocol/commands.ts';
import { saysPromise } from '../../../shared/promise/words.ts';
import { promisedOver } from '../../../shared/sync/promised.ts';

test.each([
  'Buongiorno, chiedo alla cassa e le faccio sapere.',
  'Le faremo sapere entro la settimana.',
  'Vi aggiorno domani.',
  'Mi informo e la ricontatto.',
  'La terremo aggiornata.',
  'Verifico con la segreteria e le rispondo.',
  'I’ll get back to you on Monday.',
  'We will let you know as soon as possible.',
  'You’ll hear from us.',
])('[PM4] says that somebody will write again: %s', (text) => {
  expect(saysPromise(text)).toBe(true);
});

test.each([
  '',
  'Ci faccia sapere se va bene.',
  'Mi faccia sapere quando arriva.',
  'Please let us know.',
  'Aggiorno la pagina del sito ogni lunedì.',
  'La sua iscrizione è confermata.',
  'Le ho fatto sapere tutto ieri.',
  'Did they get back to you?',
])('[PM4] does not: %s', (text) => {
  expect(saysPromise(text)).toBe(false);
});

test('[PM1] what was said here and not answered lies over what the hub said, in order', () => {
  const known = { dueAt: 10, inAnalysis: false, userId: 'u-luca', madeAt: 1 };
  const about = { conversationId: 'c-1', under: 1 } as const;
  const pending = (...commands: readonly Command[]) =>
    promisedOver(
      known,
      commands.map((command, index) => ({ seq: index + 1, command, at: 5 })),
      'u-me',
    );
  const set: Command = { name: 'set-promise', ...about, dueAt: 20, inAnalysis: true };
  expect(pending()).toBe(known);
  expect(pending(set)).toEqual({ dueAt: 20, inAnalysis: true, userId: 'u-me', madeAt: 5 });
  expect(pending({ name: 'end-promise', ...about, outcome: 'kept' })).toBeUndefined();
  expect(pending({ name: 'resolve', ...about })).toBeUndefined();
  expect(pending({ name: 'end-promise', ...about, outcome: 'kept' }, set)?.dueAt).toBe(20);
});

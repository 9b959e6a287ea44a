import { describe, expect, test } from 'vitest';
import { createFrom, emptyForm, gapsIn, isBlank, isEmailWrong } from '../../../renderer/features/desk/form.ts';
import { commandSchema } from '../../../shared/protocol/commands.ts';
import { type DeskForm, parseDeskForm } from '../../../shared/model/desk.ts';

const words = { delegate: (name: string) => `Delegato: ${name}.`, witness: (name: string) => `Testimone: ${name}.` };
const empty = emptyForm({ number: '2026-500001', messageId: 'm-1', groupId: 'segreteria' });
const filled: DeskForm = { ...empty, name: ' Anna Belotti ', text: 'Chiede come iscriversi. ', isTold: true };

test('[NB6] a fresh form is blank, whatever its number; anything typed or told makes it one to be finished', () => {
  expect(isBlank(empty)).toBe(true);
  expect(isBlank({ ...empty, name: '  ' })).toBe(true);
  expect(isBlank({ ...empty, witness: 'Luca' })).toBe(false);
  expect(isBlank({ ...empty, isTold: true })).toBe(false);
});

describe('[NB3] no case without number, name, text, and the number told', () => {
  test.each<readonly [Partial<DeskForm>, readonly string[]]>([
    [{ number: null }, ['number']],
    [{ name: ' ' }, ['name']],
    [{ text: '\n' }, ['text']],
    [{ isTold: false }, ['told']],
    [{ name: '', text: '', isTold: false }, ['name', 'text', 'told']],
  ])('%j', (part, gaps) => {
    expect(gapsIn({ ...filled, ...part })).toEqual(gaps);
    expect(createFrom('c-1', { ...filled, ...part }, words)).toBeNull();
  });
});

test('[NB5] what was typed becomes a command that the hub takes, with how they came, who speaks for them and who was there', () => {
  const form = { ...filled, way: 'word-of-mouth' as const, delegate: 'Piero Belotti, figlio', witness: 'Luca Bianchi' };
  const command = createFrom('c-1', { ...form, phone: ' 035 123456 ', email: 'anna@posta.example' }, words);
  expect(commandSchema.parse(command)).toEqual({
    name: 'create',
    conversationId: 'c-1',
    number: '2026-500001',
    channel: 'ticket',
    way: 'word-of-mouth',
    groupId: 'segreteria',
    contact: { name: 'Anna Belotti', phone: '035 123456', email: 'anna@posta.example' },
    subject: '',
    messageId: 'm-1',
    text: 'Chiede come iscriversi.\n\nDelegato: Piero Belotti, figlio.\n\nTestimone: Luca Bianchi.',
    numberTold: true,
  });
});

test('[NB6] what the hub would refuse for its form or length is said before it is sent', () => {
  for (const email of ['anna', 'anna@posta', 'a b@c.it']) {
    expect(isEmailWrong({ ...filled, email })).toBe(true);
    expect(createFrom('c-1', { ...filled, email }, words)).toBeNull();
  }
  expect(createFrom('c-1', { ...filled, text: 'x'.repeat(20_001) }, words)).toBeNull();
  expect(createFrom('c-1', { ...filled, name: 'x'.repeat(201) }, words)).toBeNull();
  expect(createFrom('c-1', { ...filled, phone: '1'.repeat(41) }, words)).toBeNull();
});

test('[NB6] a form is kept as it was typed; what is none is nobody’s', () => {
  expect(parseDeskForm(JSON.stringify(filled))).toEqual(filled);
  for (const text of ['', '{', '{}', 'null', '[]', JSON.stringify({ ...filled, way: 'pigeon' })])
    expect(parseDeskForm(text)).toBeNull();
});

import type { DeskForm } from '../../../shared/model/desk.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import type { Command } from '../../../shared/protocol/commands.ts';

/** Words of the catalogue that go into the text of the case. */
export interface DeskWords {
  delegate(name: string): string;
  witness(name: string): string;
}

export type Gap = 'number' | 'name' | 'text' | 'told';

export const emptyForm = (fresh: Pick<DeskForm, 'number' | 'messageId' | 'groupId'>): DeskForm => ({
  ...fresh,
  way: 'telephone',
  name: '',
  phone: '',
  email: '',
  delegate: '',
  witness: '',
  subject: '',
  text: '',
  isTold: false,
});

/** Nothing was typed: its number can serve the next one who calls. */
export const isBlank = ({ name, phone, email, delegate, witness, subject, text, isTold }: DeskForm): boolean =>
  [name, phone, email, delegate, witness, subject, text].every((value) => value.trim() === '') && !isTold;

/** What keeps it from being a case: without the number told there is none (NB3). */
export function gapsIn({ number, name, text, isTold }: DeskForm): readonly Gap[] {
  const gaps: readonly (readonly [Gap, boolean])[] = [
    ['number', number === null],
    ['name', name.trim() === ''],
    ['text', text.trim() === ''],
    ['told', !isTold],
  ];
  return gaps.flatMap(([gap, isThere]) => (isThere ? [gap] : []));
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const isEmailWrong = ({ email }: DeskForm): boolean => email.trim() !== '' && !EMAIL.test(email.trim());

type Create = Extract<Command, { name: 'create' }>;

/** Null: there are gaps, or something is longer than a case may be. */
export function createFrom(conversationId: string, form: DeskForm, words: DeskWords): Create | null {
  const { number, messageId, way, groupId } = form;
  if (number === null || gapsIn(form).length > 0 || isEmailWrong(form)) return null;
  const [name, phone, email, subject] = [form.name.trim(), form.phone.trim(), form.email.trim(), form.subject.trim()];
  const lines = [
    form.text.trim(),
    ...(form.delegate.trim() === '' ? [] : [words.delegate(form.delegate.trim())]),
    ...(form.witness.trim() === '' ? [] : [words.witness(form.witness.trim())]),
  ];
  const text = lines.join('\n\n');
  const isLong = text.length > MAX_WRITTEN_TEXT || name.length > 200 || phone.length > 40 || subject.length > 500;
  if (isLong || email.length > 320) return null;
  const contact = { name, phone: phone === '' ? null : phone, email: email === '' ? null : email };
  const about = { conversationId, number, channel: 'ticket', way, groupId } as const;
  return { name: 'create', ...about, contact, subject, messageId, text, numberTold: true };
}

import { expect, test } from 'vitest';
import { REDACTED, redacted, takenOut, without, type Redactable, type Thread } from '../../../shared/redact.ts';

const message = (text: string, over: Partial<Redactable> = {}): Redactable => ({
  ...{ id: 'm1', kind: 'incoming', text, quoted: null },
  ...over,
});
const span = (text: string, value: string) => {
  const start = text.indexOf(value);
  return { messageId: 'm1', part: 'text' as const, start, end: start + value.length };
};
const textsOf = (thread: Thread | null) => thread?.messages.map(({ id, text, quoted }) => [id, text, quoted]);

test('[RD2] the words go where they were named, and elsewhere where they are words of their own', () => {
  const first = message('Sono Anna Belotti. Anna Belotti!');
  const others = [
    message('', { id: 'm2', quoted: '> Sono Anna Belotti.' }),
    message('Annabella e Anna Belottina', { id: 'm3' }),
    message('(Anna Belotti)', { id: 'm4', kind: 'system' }),
  ];
  expect(
    textsOf(redacted({ subject: 'Oggetto', messages: [first, ...others] }, span(first.text, 'Anna Belotti'))),
  ).toEqual([
    ['m1', `Sono ${REDACTED}. ${REDACTED}!`, null],
    ['m2', '', `> Sono ${REDACTED}.`],
    ['m4', `(${REDACTED})`, null],
  ]);
});

test('[RD2] short words are taken out only where they were named', () => {
  const first = message('Il PIN è 123, e 123 era il civico');
  expect(textsOf(redacted({ subject: 'Oggetto', messages: [first] }, span(first.text, '123')))).toEqual([
    ['m1', `Il PIN è ${REDACTED}, e 123 era il civico`, null],
  ]);
});

test('[RD2] each redaction of a message is counted', () => {
  const first = message('uno due tre', { redactions: 2 });
  expect(redacted({ subject: 'Oggetto', messages: [first] }, span(first.text, 'due'))).toMatchObject({
    messages: [{ redactions: 3 }],
  });
});

test('[RD3] half a pair, nothing, and what is redacted name no words', () => {
  const text = `ciao 🐤 ${REDACTED} mondo`;
  const at = (start: number, end: number) =>
    redacted({ subject: 'Oggetto', messages: [message(text)] }, { ...span(text, 'ciao'), start, end });
  expect(at(5, 6)).toBeNull();
  expect(at(6, 7)).toBeNull();
  expect(at(5, 7)).not.toBeNull();
  expect(at(4, 5)).toBeNull();
  expect(at(8, 12)).toBeNull();
  expect(at(text.length - 1, text.length + 1)).toBeNull();
  expect(
    redacted({ subject: 'Oggetto', messages: [message(text, { kind: 'system' })] }, span(text, 'ciao')),
  ).toBeNull();
  expect(
    redacted({ subject: 'Oggetto', messages: [message(text)] }, { ...span(text, 'ciao'), part: 'quoted' }),
  ).toBeNull();
});

test('[RD2] [RD9] the subject is one of the places, and may be the one that is named', () => {
  const subject = 'Tessera di Anna Belotti';
  const messages = [message('Buongiorno'), message('Anna Belotti chiede', { id: 'm2', kind: 'note' })];
  const at = { messageId: 'm1', part: 'subject' as const, start: 11, end: subject.length };
  expect(redacted({ subject, messages }, at)).toMatchObject({
    subject: `Tessera di ${REDACTED}`,
    messages: [
      { id: 'm1', text: 'Buongiorno', redactions: 1 },
      { id: 'm2', text: `${REDACTED} chiede`, redactions: 1 },
    ],
  });
  expect(redacted({ subject, messages }, { ...at, messageId: 'm2' })).toBeNull();
  const inText = { ...at, messageId: 'm2', part: 'text' as const, start: 0, end: 12 };
  expect(redacted({ subject, messages }, inText)).toMatchObject({ subject: `Tessera di ${REDACTED}` });
});

test('[RD2] what was taken out can be told from what was there before', () => {
  const before = `a 12345 b ${REDACTED} c 67890`;
  const after = without(without(before, '12345'), '67890');
  expect(takenOut(before, after)).toEqual(['12345', '67890']);
  expect(takenOut('12345', REDACTED)).toEqual(['12345']);
  expect(takenOut('12345 b 12345', `${REDACTED} b ${REDACTED}`)).toEqual(['12345', '12345']);
  expect(takenOut('something else', `x ${REDACTED}`)).toEqual([]);
  expect(takenOut('the same', 'the same')).toEqual([]);
});

import { expect, test } from 'vitest';
import { chronologyLines } from '../../../renderer/features/chronology/lines.ts';
import { oneThread } from '../../../renderer/store/one-thread.ts';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import { conversations, message } from '../../support/renderer/conversations.ts';

const { content } = conversations.mine;
const linesOf = (messages: ThreadMessage[], wanted = { withTexts: true, withNotes: false }) =>
  chronologyLines(oneThread({ content, messages }, []), wanted).map(({ who, way, isAutomatic, text }) => [
    who,
    way,
    isAutomatic ? 'automatic' : 'human',
    text,
  ]);

test('[CX1] who, by which way, and whether a person or a machine did it', () => {
  const system = (event: NonNullable<ThreadMessage['event']>) => message('s', 5, { kind: 'system', event });
  expect(
    linesOf([
      message('a', 9, { text: 'Salve' }),
      message('b', 8, { text: 'Sono in ferie', automatic: true }),
      message('c', 7, { kind: 'reply', authorId: 'u-maria', delivery: 'sent', text: 'Buongiorno' }),
      system({ code: 'call', userId: 'u-maria', outcome: 'no-answer', againAt: null }),
      system({ code: 'late', thing: 'answer', level: 1 }),
      system({ code: 'reopened', userId: null }),
      system({ code: 'lease-expired', userId: 'u-maria' }),
    ]),
  ).toEqual([
    ['contact', 'ticket', 'human', 'Salve'],
    ['contact', 'ticket', 'automatic', 'Sono in ferie'],
    ['staff', 'mail', 'human', 'Buongiorno'],
    ['staff', 'phone', 'human', ''],
    ['nobody', 'ticket', 'automatic', ''],
    ['contact', 'ticket', 'human', ''],
    ['nobody', 'ticket', 'automatic', ''],
  ]);
});

test('[CX1] without notes none is there, and a hand-over stands without what was written with it', () => {
  const note = message('n', 6, { kind: 'note', authorId: 'u-maria', text: 'Segreto' });
  const handover = message('h', 5, {
    kind: 'note',
    authorId: 'u-maria',
    text: 'Manca la dieta',
    event: { code: 'transferred', userId: 'u-maria', toUserId: 'u-luca', toGroupId: null },
  });
  expect(linesOf([note, handover])).toEqual([['staff', 'inside', 'human', '']]);
  expect(linesOf([note, handover], { withTexts: true, withNotes: true }).map(([, , , text]) => text)).toEqual([
    'Segreto',
    'Manca la dieta',
  ]);
  expect(linesOf([note], { withTexts: false, withNotes: true })).toEqual([['staff', 'inside', 'human', '']]);
});

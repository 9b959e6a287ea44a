import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCatalogue, errorCodes, failureSchema } from '../../../../shared/errors.ts';
import { idSchema } from '../../../../shared/model/conversation.ts';
import { commandSchema } from '../../../../shared/protocol/commands.ts';
import { changeSchema, downSchema } from '../../../../shared/protocol/down.ts';
import { signedHello, signedRotation, signedUnlock, upSchema } from '../../../../shared/protocol/up.ts';

const specification = readFileSync('docs/sync-spec.md', 'utf8');

/** Rows of the table with this head, as cells without their code marks. */
function table(head: string): readonly (readonly string[])[] {
  const [, after = ''] = specification.split(`${head}\n`);
  const rows = after.split('\n').slice(1);
  const end = rows.findIndex((row) => !row.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

test('[ME2] The table of the specification names every frame that there is, with who sends it', () => {
  const named = table('| frame | from | says | answered by |').map(([frame, from]) => `${from} ${frame}`);
  const frames = [
    ...upSchema.options.map(({ shape }) => `device ${shape.type.value}`),
    ...downSchema.options.map(({ shape }) => `hub ${shape.type.value}`),
  ];
  expect(named.toSorted()).toEqual(frames.toSorted());
});

const namesIn = (head: string): readonly string[] => table(head).flatMap(([names = '']) => names.split(', '));

test('[ME2] So do those of changes and of commands', () => {
  const changes = changeSchema.options.map(({ shape }) => shape.kind.value);
  expect(namesIn('| change | what the device does with it |').toSorted()).toEqual(changes.toSorted());
  const commands = commandSchema.options.map(({ shape }) => shape.name.value);
  expect(namesIn('| command | is for | rules |').toSorted()).toEqual(commands.toSorted());
});

test('[ER1] The table of the specification names every code that there is, once, and whether trying again helps', () => {
  const named = table('| code | refuses | again | when |').map(([code, , again]) => `${code} ${again}`);
  const codes = Object.entries(errorCatalogue).map(([code, again]) => `${code} ${again}`);
  expect(named.toSorted()).toEqual(codes.toSorted());
});

test('[ER1] A failure has a code of the set, and nothing but facts', () => {
  for (const code of errorCodes) expect(failureSchema.parse({ code })).toEqual({ code });
  expect(failureSchema.safeParse({ code: 'no-such-code' }).success).toBe(false);
  const wordy = { code: 'taken', userId: 'maria', at: 1, text: 'secret', message: 'secret', subject: 'secret' };
  expect(failureSchema.parse(wordy)).toEqual({ code: 'taken', userId: 'maria', at: 1 });
  const facts = ['code', 'userId', 'conversationId', 'why', 'at', 'flags', 'limit', 'retryAfterMs'];
  expect(Object.keys(failureSchema.shape)).toEqual(facts);
});

test('[ME3] What is signed is the lines that the specification names', () => {
  expect(signedHello('h', 'n', 'd')).toBe('sportello-hello-1\nh\nn\nd');
  expect(signedUnlock('h', 'n', 'd')).toBe('sportello-unlock-1\nh\nn\nd');
  expect(signedRotation('h', 'd', 'k')).toBe('sportello-rotation-1\nh\nd\nk');
});

test('[ME3] Ids are of few letters, and not long', () => {
  for (const id of ['a', '0', '0199-aa', 'x'.repeat(64)]) expect(idSchema.safeParse(id).success).toBe(true);
  for (const id of ['', '-a', 'A', 'à', 'a b', 'a/b', 'x'.repeat(65)])
    expect(idSchema.safeParse(id).success).toBe(false);
});

import { expect, test } from 'vitest';
import { readLines, type Line } from '../../../../hub/cli/guard/read-lines.ts';
import { readRequest } from '../../../../hub/cli/guard/read-request.ts';

async function linesOf(chunks: readonly (Uint8Array | string)[], maxCharacters?: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(toStream(chunks), maxCharacters)) lines.push(line);
  return lines;
}

async function* toStream(chunks: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  yield* chunks;
}

test('lines are whole however the stream is cut, also inside a letter', async () => {
  const bytes = new TextEncoder().encode('\ufeffperché\r\n\nsì');
  const chunks = [...bytes].map((byte) => Uint8Array.of(byte));
  expect(await linesOf(chunks)).toEqual([
    { number: 1, text: 'perché' },
    { number: 2, text: '' },
    { number: 3, text: 'sì' },
  ]);
});

test('a line that is too long is refused, and the next is read', async () => {
  expect(await linesOf(['aaa', 'aaa\nb\n'], 5)).toEqual([
    { number: 1, text: null },
    { number: 2, text: 'b' },
  ]);
});

test('a bad line is described without its text', () => {
  const read = (text: string | null) => readRequest({ number: 1, text });
  expect(read(null)).toBe('too long');
  expect(read(' ')).toBeNull();
  expect(read('{secret')).toBe('not JSON');
  expect(read('["secret"]')).toBe('wrong or missing: the line');
  expect(read('{"id":null,"text":null}')).toBe('wrong or missing: id, text');
  expect(read('{"id":"a","lang":"zz","direction":"outgoing","text":""}')).toEqual({
    id: 'a',
    lang: 'zz',
    direction: 'out',
    text: '',
  });
});

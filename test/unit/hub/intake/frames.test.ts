import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { framePieces, readFrames, type Frame } from '../../../../hub/intake/frames.ts';

const limits = { headBytes: 1_000, bytesAfter: 5_000 };

/** Reads what is written, cut into pieces of these sizes, as a pipe may cut it. */
function readCut(bytes: Buffer, sizes: readonly number[]): { frames: Frame[]; broken: number } {
  const pipe = new PassThrough();
  const found = { frames: [] as Frame[], broken: 0 };
  readFrames(pipe, limits, { frame: (frame) => found.frames.push(frame), broken: () => (found.broken += 1) });
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pipe.emit('data', bytes.subarray(from, from + size));
    from += size;
  }
  return found;
}

const written = (head: object | string, ...pieces: Uint8Array[]): Buffer => Buffer.concat(framePieces(head, pieces));

describe('[IN1] what hub and parser say to each other', () => {
  test('arrives as it was, however the pipe cuts it', () => {
    const frame = fc.record({
      head: fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 60 }) }),
      bytes: fc.uint8Array({ maxLength: 300 }),
    });
    const cuts = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), cuts, (frames, sizes) => {
        const all = Buffer.concat(frames.map(({ head, bytes }) => written(head, bytes)));
        const read = readCut(all, sizes);
        expect(read.broken).toBe(0);
        expect(read.frames.map(({ head, bytes }) => ({ head, bytes: new Uint8Array(bytes) }))).toEqual(frames);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test.each([
    ['a head that is longer than it may be', written({ text: 'x'.repeat(2_000) })],
    ['more bytes than may come', written({}, new Uint8Array(5_001))],
    ['a head of nothing', Buffer.alloc(4)],
    ['no JSON', Buffer.concat([Buffer.from([0, 0, 0, 3]), Buffer.from('{x}')])],
    [
      'bytes of a negative number',
      Buffer.concat([Buffer.from([0, 0, 0, 26]), Buffer.from('{"head":1,"bytesAfter":-1} ')]),
    ],
  ])('%s is said once to be broken, and nothing is read after it', (_, bytes) => {
    expect(readCut(Buffer.concat([bytes, written({ text: 'later' })]), [7])).toEqual({ frames: [], broken: 1 });
  });
});

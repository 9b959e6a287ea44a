import { readAudio } from './audio.ts';

const HEAD_BYTES = 44;

/** The sentence said again and again, 2.4 s each time: too long to lie in the repository. */
export function longRecording(times: number): Buffer {
  const one = readAudio('message-pcm.wav');
  const samples = Buffer.concat(Array.from({ length: times }, () => one.subarray(HEAD_BYTES)));
  const head = Buffer.from(one.subarray(0, HEAD_BYTES));
  head.writeUInt32LE(36 + samples.length, 4);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

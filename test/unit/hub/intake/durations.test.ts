import { expect, test } from 'vitest';
import { examineFiles } from '../../../../hub/intake/attachments.ts';
import { withDurations } from '../../../../hub/intake/durations.ts';
import { isPlayable, wavEncoding } from '../../../../shared/audio/wav.ts';
import { readAudio } from '../../../support/audio.ts';

/** What each file is, whether a window plays it as it is, and how long it lasts, ms; null: not found out. */
const files = [
  ['message-pcm.wav', 'audio/wav', 'pcm', true, 2_400],
  ['message-a-law.wav', 'audio/wav', 'a-law', true, 2_400],
  ['message-mu-law.wav', 'audio/wav', 'mu-law', true, 2_400],
  ['message-gsm.wav', 'audio/wav', 'gsm', false, 2_400],
  ['message.gsm', 'audio/gsm', null, false, 2_400],
  ['message.amr', 'audio/amr', null, false, null],
  ['message.mp3', 'audio/mpeg', null, true, 2_484],
  ['message.ogg', 'audio/ogg', null, true, 2_400],
  ['message.m4a', 'audio/mp4', null, true, 2_464],
] as const;

test.each(files)('[VM5] %s', async (...[name, type, encoding, playable, durationMs]) => {
  const bytes = readAudio(name);
  const { attachments, refused } = await examineFiles([{ name, declaredType: 'application/octet-stream', bytes }]);
  expect(refused).toEqual([]);
  const [file] = await withDurations(attachments);
  expect(file).toMatchObject({ name, type });
  expect(file?.durationMs ?? null).toBe(durationMs);
  expect(wavEncoding(bytes)).toBe(encoding);
  expect(isPlayable(type, bytes)).toBe(playable);
});

test('[VM5] What only says that it is sound is refused, and a cut head is no playable recording', async () => {
  const gsm = readAudio('message.gsm');
  const files = [
    { name: 'a.gsm', declaredType: 'audio/x-gsm', bytes: gsm.subarray(0, 100) },
    { name: 'b.gsm', declaredType: 'audio/x-gsm', bytes: new Uint8Array(33) },
    { name: 'c.wav', declaredType: 'audio/wav', bytes: Buffer.from('RIFF') },
  ];
  expect(await examineFiles(files)).toEqual({ attachments: [], refused: ['type', 'type', 'type'] });
  const cut = readAudio('message-pcm.wav').subarray(0, 16);
  expect([wavEncoding(cut), isPlayable('audio/wav', cut)]).toEqual(['unknown', false]);
  expect(await withDurations([{ name: 'x.wav', type: 'audio/wav', bytes: cut }])).toEqual([
    { name: 'x.wav', type: 'audio/wav', bytes: cut },
  ]);
});

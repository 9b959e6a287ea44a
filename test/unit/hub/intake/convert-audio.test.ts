import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAudioConverter } from '../../../../hub/intake/convert-audio.ts';
import { withDurations } from '../../../../hub/intake/durations.ts';
import { withPlayableCopies } from '../../../../hub/intake/playable.ts';
import { isPlayable, wavEncoding } from '../../../../shared/audio/wav.ts';
import { ffmpegPath, readAudio } from '../../../support/audio.ts';
import { incomingMail } from '../../../support/hub-fixture.ts';
import { createMemoryIntake } from '../../../support/memory-intake.ts';

const folder = mkdtempSync(join(tmpdir(), 'sportello-ffmpeg-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in the place of ffmpeg. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const recording = (name: string, type: string) => ({ name, type, bytes: readAudio(name) });
const call = (...attachments: ReturnType<typeof recording>[]) => incomingMail({ channel: 'voicemail', attachments });

describe.skipIf(ffmpegPath === null)('with the real program', () => {
  test.each([
    ['message-gsm.wav', 'audio/wav', 2_400],
    ['message.gsm', 'audio/gsm', 2_400],
    // Its encoder left the last frames out.
    ['message.amr', 'audio/amr', 2_200],
  ])('[VM5] %s becomes a WAV file that plays, of the same length', async (name, type, durationMs) => {
    const converted = await createAudioConverter({ ffmpeg: ffmpegPath ?? '' })(type, readAudio(name));
    const bytes = converted ?? new Uint8Array();
    expect([wavEncoding(bytes), isPlayable('audio/wav', bytes)]).toEqual(['mu-law', true]);
    const [file] = await withDurations([{ name, type: 'audio/wav', bytes }]);
    expect(Math.abs((file?.durationMs ?? 0) - durationMs)).toBeLessThan(25);
  });

  test('[VM5] A copy that plays stands beside what does not, and what plays is left alone', async () => {
    const intake = createMemoryIntake();
    const converting = withPlayableCopies(intake, createAudioConverter({ ffmpeg: ffmpegPath ?? '' }));
    await converting.receive(call(recording('message.amr', 'audio/amr'), recording('message.mp3', 'audio/mpeg')));
    const names = intake.received[0]?.attachments.map(({ name }) => name);
    expect(names).toEqual(['message.amr', 'message.mp3', 'message-ascolto.wav']);
  });
});

test.each([
  ['fails', 'exit 1', 5_000],
  ['says nothing', 'exit 0', 5_000],
  ['takes too long', 'exec sleep 600', 200],
  ['never ends to talk', 'exec cat /dev/zero', 5_000],
  ['dies', 'kill -9 $$', 5_000],
])('[VM5] A program that %s costs the copy and nothing else', async (name, script, timeLimitMs) => {
  const intake = createMemoryIntake();
  const ffmpeg = program(name.replaceAll(' ', '-'), script);
  const converting = withPlayableCopies(intake, createAudioConverter({ ffmpeg, timeLimitMs }));
  await converting.receive(call(recording('message.amr', 'audio/amr')));
  expect(intake.received[0]?.attachments.map(({ name: file }) => file)).toEqual(['message.amr']);
});

// dd takes a block's size of memory before it reads, and touches no more of it than there is to read.
describe.skipIf(!existsSync('/usr/bin/prlimit'))('[VM5] Memory', () => {
  const takes = (size: string) => program(`takes-${size}`, `exec /bin/dd bs=${size} count=1 2>/dev/null`);

  test('A program that wants too much is ended, costs the copy and nothing else, and the next recording has its turn', async () => {
    const intake = createMemoryIntake();
    const greedy = withPlayableCopies(intake, createAudioConverter({ ffmpeg: takes('3G') }));
    await Promise.all([1, 2, 3].map(() => greedy.receive(call(recording('message.amr', 'audio/amr')))));
    expect(intake.received.map(({ attachments }) => attachments.map(({ name }) => name))).toEqual(
      Array.from({ length: 3 }, () => ['message.amr']),
    );
  });

  test('The limit is what ends it', async () => {
    const converted = (memoryLimitBytes: number) =>
      createAudioConverter({ ffmpeg: takes('256M'), memoryLimitBytes })('audio/amr', Buffer.from('x'));
    expect(await converted(128 * 1024 * 1024)).toBeNull();
    expect(await converted(1024 * 1024 * 1024)).not.toBeNull();
  });
});

test('[VM5] The program is told how much one allocation may take, also where the system limits nothing', async () => {
  const seen = join(folder, 'arguments');
  const ffmpeg = program('arguments-spy', `echo "$@" > ${seen}; /bin/cat`);
  expect(await createAudioConverter({ ffmpeg, prlimit: null })('audio/amr', Buffer.from('x'))).not.toBeNull();
  expect(readFileSync(seen, 'utf8')).toContain('-max_alloc 67108864');
});

test('[VM5] A program that is not there costs the copy and nothing else', async () => {
  const convert = createAudioConverter({ ffmpeg: join(folder, 'missing') });
  expect(await convert('audio/amr', readAudio('message.amr'))).toBeNull();
});

test('[VM5] The program is told nothing of the environment, and gets what it has to read as it came', async () => {
  const seen = join(folder, 'seen');
  const ffmpeg = program('spy', `env > ${seen}; /bin/cat`);
  const bytes = Buffer.from('#!AMR\n; rm -rf $(HOME) `id`');
  const converted = await createAudioConverter({ ffmpeg })('audio/amr', bytes);
  expect(Buffer.from(converted ?? []).subarray(58, 58 + bytes.length)).toEqual(bytes);
  expect(readFileSync(seen, 'utf8')).not.toMatch(/HOME|PATH=.*node/);
});

test('[VM5] Only so many run at one moment, and all are served', async () => {
  const ffmpeg = program('slow', 'sleep 0.1; /bin/cat');
  const convert = createAudioConverter({ ffmpeg });
  const all = await Promise.all(Array.from({ length: 7 }, () => convert('audio/amr', Buffer.from('x'))));
  expect(all.every((bytes) => bytes !== null)).toBe(true);
});

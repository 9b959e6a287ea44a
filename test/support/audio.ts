import { existsSync, readFileSync } from 'node:fs';

/** Recordings of 2.4 s, made by `espeak-ng -v it` and encoded by `sox` and `ffmpeg`; see docs/voicemail.md. */
export function readAudio(file: string): Buffer {
  return readFileSync(new URL(`../fixtures/audio/${file}`, import.meta.url));
}

/** Where Debian puts the program; null on a machine without it. */
export const ffmpegPath = existsSync('/usr/bin/ffmpeg') ? '/usr/bin/ffmpeg' : null;

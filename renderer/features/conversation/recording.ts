import type { Attachment } from '../../../shared/model/message.ts';

/** Bars of a waveform, each between 0 and 1, as loud as the loudest sample in its stretch; the loudest bar is 1. */
export function peaksOf(samples: Float32Array, count: number): readonly number[] {
  const step = Math.max(1, samples.length / count);
  const peaks = Array.from({ length: count }, (_, bar) => {
    let peak = 0;
    const end = Math.min(samples.length, Math.ceil((bar + 1) * step));
    for (let at = Math.floor(bar * step); at < end; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks);
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest);
}

/** What was played, as an `<audio>` tells it: stretches in order, apart from one another, in seconds. */
export interface Stretches {
  readonly length: number;
  start(index: number): number;
  end(index: number): number;
}

/** Seconds that may be missing in all: what decoders leave out at the ends, and no word. */
const TOLERANCE_S = 0.25;

/** Whether all of a recording was played, in whatever order: to have gone to its end is not enough (VM6). */
export function isAllPlayed(played: Stretches, durationS: number): boolean {
  if (!Number.isFinite(durationS) || durationS <= 0) return false;
  let heardS = 0;
  for (let index = 0; index < played.length; index += 1) {
    heardS += Math.max(0, Math.min(played.end(index), durationS) - played.start(index));
  }
  return durationS - heardS <= Math.min(TOLERANCE_S, durationS / 4);
}

/** How the hub names the copies that it makes playable (`hub/intake/playable.ts`). */
const COPY = /-ascolto\.wav$/;

/** Of what came with a message, the sound that is to be played: of a recording with a playable copy, the copy. */
export function recordingsOf(attachments: readonly Attachment[]): readonly Attachment[] {
  const sound = attachments.filter(({ type }) => type.startsWith('audio/'));
  const copied = new Set(sound.filter(({ name }) => COPY.test(name)).map(({ name }) => name.replace(COPY, '')));
  return sound.filter(({ name }) => COPY.test(name) || !copied.has(name.replace(/\.\w+$/, '')));
}

/** `1:05` */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

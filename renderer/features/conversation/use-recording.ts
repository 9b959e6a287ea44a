import { useEffect, useState } from 'react';
import { isPlayable } from '../../../shared/audio/wav.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { peaksOf } from './recording.ts';

const BARS = 120;
/** Decoding is for the picture only: a low rate is enough. */
const DECODED_RATE = 8_000;

export type Recording =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** It can be saved, not played here. */
  | { readonly state: 'unplayable'; readonly url: string }
  | { readonly state: 'ready'; readonly url: string; readonly peaks: readonly number[]; readonly durationS: number };

/** The bytes of a recording, from this PC or from the hub, as an address that lives as long as the component. */
export function useRecording({ id, type }: Attachment): Recording {
  const app = useApp();
  const [recording, setRecording] = useState<Recording>({ state: 'loading' });
  useEffect(() => {
    let url: string | null = null;
    let isGone = false;
    const load = async (): Promise<Recording> => {
      const { bytes } = await app.core.call({ name: 'attachment', id });
      url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
      const samples = isPlayable(type, bytes) ? await decoded(bytes) : null;
      if (samples === null) return { state: 'unplayable', url };
      return { state: 'ready', url, peaks: peaksOf(samples, BARS), durationS: samples.length / DECODED_RATE };
    };
    load()
      .catch((error: unknown): Recording => ({ state: 'failed', failure: failureOf(error) }))
      .then((loaded) => {
        if (!isGone) setRecording(loaded);
        else if (url !== null) URL.revokeObjectURL(url);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [app, id, type]);
  return recording;
}

/** Null: this window can't decode it, whatever its name says. */
async function decoded(bytes: Uint8Array): Promise<Float32Array | null> {
  try {
    const context = new OfflineAudioContext(1, 1, DECODED_RATE);
    // The decoder takes the buffer away.
    const sound = await context.decodeAudioData(new Uint8Array(bytes).buffer);
    return sound.length === 0 ? null : sound.getChannelData(0);
  } catch {
    return null;
  }
}

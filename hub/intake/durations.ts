import { parseBuffer } from 'music-metadata';
import type { IncomingAttachment } from '../ports.ts';

/** The same files; sound with how long it lasts, where that can be read. */
export function withDurations(files: readonly IncomingAttachment[]): Promise<IncomingAttachment[]> {
  return Promise.all(files.map(withDuration));
}

async function withDuration(file: IncomingAttachment): Promise<IncomingAttachment> {
  const durationMs = file.type.startsWith('audio/') ? await durationOf(file) : null;
  return durationMs === null ? file : { ...file, durationMs };
}

const GSM_FRAME_BYTES = 33;
const GSM_FRAME_MS = 20;
/** A length that a file claims and no message has: 24 hours. */
const MAX_MS = 24 * 60 * 60_000;

async function durationOf({ type, bytes }: IncomingAttachment): Promise<number | null> {
  if (type === 'audio/gsm') return (bytes.length / GSM_FRAME_BYTES) * GSM_FRAME_MS;
  try {
    const { format } = await parseBuffer(bytes.subarray(), { mimeType: type }, { duration: true, skipCovers: true });
    const durationMs = Math.round((format.duration ?? 0) * 1_000);
    return durationMs > 0 && durationMs <= MAX_MS ? durationMs : null;
  } catch {
    return null;
  }
}

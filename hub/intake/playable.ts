import { isPlayable } from '../../shared/audio/wav.ts';
import { MAX_ATTACHMENTS } from '../../shared/protocol/limits.ts';
import type { Incoming, IncomingAttachment, Intake } from '../ports.ts';
import type { ConvertAudio } from './convert-audio.ts';
import { withDurations } from './durations.ts';

/** The same intake; beside a recording that no volunteer's window could play stands one that it can (VM5). */
export function withPlayableCopies(intake: Intake, convert: ConvertAudio): Intake {
  return { ...intake, receive: async (incoming) => intake.receive(await withCopies(incoming, convert)) };
}

async function withCopies(incoming: Incoming, convert: ConvertAudio): Promise<Incoming> {
  if (incoming.channel !== 'voicemail') return incoming;
  const copies = await Promise.all(incoming.attachments.map((file) => copyOf(file, convert)));
  const made = copies.filter((copy) => copy !== null);
  if (made.length === 0) return incoming;
  const attachments = [...incoming.attachments, ...(await withDurations(made))];
  return { ...incoming, attachments: attachments.slice(0, MAX_ATTACHMENTS) };
}

async function copyOf(
  { name, type, bytes: stored }: IncomingAttachment,
  convert: ConvertAudio,
): Promise<IncomingAttachment | null> {
  if (!type.startsWith('audio/')) return null;
  const bytes = stored.subarray();
  if (isPlayable(type, bytes)) return null;
  const converted = await convert(type, bytes);
  return converted === null
    ? null
    : { name: `${name.replace(/\.\w+$/, '')}-ascolto.wav`, type: 'audio/wav', bytes: converted };
}

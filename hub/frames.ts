import type { Failure } from '../shared/errors.ts';
import { exactly } from '../shared/protocol/exact.ts';
import { MAX_FRAME_BYTES } from '../shared/protocol/limits.ts';
import { upSchema, type Up } from '../shared/protocol/up.ts';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import type { Answered } from './ports.ts';

/** Text of a frame → what it says. The version is looked at before anything else of the frame (HS5). */
export function parseFrame(text: string): Answered<Up> {
  if (Buffer.byteLength(text) > MAX_FRAME_BYTES) return failed({ code: 'frame-too-large', limit: MAX_FRAME_BYTES });
  const json = parseJson(text);
  if (hasForeignVersion(json)) return failed({ code: 'unsupported-version' });
  if (isExactFrame(json)) return { ok: true, value: json };
  const frame = upSchema.safeParse(json);
  return frame.success ? { ok: true, value: frame.data } : failed({ code: 'bad-frame' });
}

const isExactFrame = exactly(upSchema);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function hasForeignVersion(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('type' in json) || !('protocol' in json)) return false;
  if (json.type !== 'hello' && json.type !== 'enrol') return false;
  const { protocol } = json;
  return typeof protocol === 'number' && (protocol < OLDEST_PROTOCOL_VERSION || protocol > PROTOCOL_VERSION);
}

const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });

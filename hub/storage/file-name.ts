import { REDACTED } from '../../shared/redact.ts';
import { openUnder } from './seal.ts';

/** A file's name; with its key it is gone (RD9). */
export const fileName = (sealed: Uint8Array | null, key: Uint8Array | null): string =>
  (sealed === null ? null : openUnder(key, sealed)) ?? REDACTED;

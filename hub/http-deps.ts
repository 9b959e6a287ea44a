import type { Clock } from '../shared/effects.ts';
import type { IsTrustedProxy } from './client-address.ts';
import type { BlobTokens } from './connection.ts';
import type { Log } from './log.ts';
import type { Storage } from './storage/storage.ts';

/** What every HTTP door of the hub needs. */
export interface HttpDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly blobTokens: BlobTokens;
  readonly log: Log;
  /** Whose `X-Forwarded-For` is believed. */
  readonly isTrustedProxy: IsTrustedProxy;
}

import type { Failure } from '../../../shared/errors.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import { signedUnlock } from '../../../shared/protocol/up.ts';
import { commonVersion, publicKeyOf, signWith } from '../sync/handshake.ts';
import { openLink, type Link, type OpenSocket } from '../sync/link.ts';
import type { Clock, Timers } from '../../../shared/effects.ts';
import type { DoorIdentity } from './key-file.ts';

export interface AskDeps {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly timers: Timers;
}

export type Share =
  | { readonly ok: true; readonly share: string }
  /** `unsupported-version`: the hub is of a version that keeps no shares. */
  | { readonly ok: false; readonly failure: Failure };

/** The version from which on hubs keep shares. */
const FIRST_VERSION = 2;

/** Asks the hub for this device's share of the key of its database, with a connection for nothing else (SH1). */
export async function askShare(identity: DoorIdentity, deps: AskDeps): Promise<Share> {
  const answers: Share[] = [];
  for (const privateKey of identity.privateKeys) {
    const answer = await askWith(privateKey, identity, deps);
    if (answer.ok || answer.failure.code !== 'bad-signature') return answer;
    answers.push(answer);
  }
  return answers[0] ?? { ok: false, failure: { code: 'not-enrolled' } };
}

function askWith(privateKey: string, { deviceId, hubUrl }: DoorIdentity, deps: AskDeps): Promise<Share> {
  return new Promise((resolve) => {
    const answer = (share: Share): void => {
      link.close();
      resolve(share);
    };
    const take = (frame: Down): void => {
      if (frame.type === 'share') return answer({ ok: true, share: frame.share });
      if (frame.type !== 'challenge') return answer({ ok: false, failure: { code: 'bad-frame' } });
      const protocol = commonVersion(frame);
      if (typeof protocol !== 'number') return answer({ ok: false, failure: protocol });
      if (protocol < FIRST_VERSION) return answer({ ok: false, failure: { code: 'unsupported-version' } });
      const signature = signWith(privateKey, signedUnlock(frame.hubId, frame.nonce, deviceId));
      return link.send({ type: 'unlock', protocol, deviceId, publicKey: publicKeyOf(privateKey), signature });
    };
    const link: Link = openLink(hubUrl, { onFrame: take, onEnd: (failure) => resolve({ ok: false, failure }) }, deps);
  });
}

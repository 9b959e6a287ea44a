import { session, type Certificate, type Session } from 'electron';
import type { Policy } from '../../shared/policy/policy.ts';
import { proxyConfig } from '../proxy.ts';
import { leadsToOwnAuthority } from './chain-of-trust.ts';
import type { Fetch } from './find-update.ts';

/** Chromium's net::ERR_CERT_AUTHORITY_INVALID. */
const UNKNOWN_AUTHORITY = -202;
/** What Electron's `setCertificateVerifyProc` is answered with. */
const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;

interface UpdateNetwork {
  readonly policy: Policy;
  /** PEM of the policy `CaFile`; null: those of the system only. */
  readonly authorities: string | null;
  now(): number;
}

/**
 * Chromium's network for the mirror, with the system's proxy or the policy's. A session of its own, in memory: that of the windows speaks to
 * nobody (session-policy.ts), and no window lives in this one.
 */
export function updateFetch(network: UpdateNetwork): Fetch {
  let opened: Promise<Session> | null = null;
  return async (url, init) => {
    opened ??= openSession(network);
    return await (await opened).fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
  };
}

async function openSession({ policy, authorities, now }: UpdateNetwork): Promise<Session> {
  const opened = session.fromPartition('updates');
  opened.setSpellCheckerLanguages([]);
  await opened.setProxy(proxyConfig(policy));
  if (authorities !== null) {
    opened.setCertificateVerifyProc(({ hostname, certificate, errorCode }, decide) => {
      const isOwn =
        errorCode === UNKNOWN_AUTHORITY &&
        leadsToOwnAuthority({ chain: chainOf(certificate), hostname, authorities, now: now() });
      decide(isOwn ? TRUSTED : AS_CHROMIUM_SAYS);
    });
  }
  return opened;
}

/** A root names itself as its issuer. */
function chainOf(certificate: Certificate): string[] {
  const chain: string[] = [];
  for (let each: Certificate | undefined = certificate; each !== undefined; each = each.issuerCert) {
    if (chain.includes(each.data)) break;
    chain.push(each.data);
  }
  return chain;
}

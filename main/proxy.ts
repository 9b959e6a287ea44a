import type { ProxyConfig, Session } from 'electron';
import type { Policy } from '../shared/policy/policy.ts';

/** What Chromium has to be told so that it resolves proxies as the organisation wants. */
export function proxyConfig(policy: Policy): ProxyConfig {
  const { ProxyMode: mode, ProxyUrl: url, ProxyPacUrl: pac, ProxyBypass: bypass } = policy;
  if (mode === 'direct') return { mode: 'direct' };
  if (mode === 'fixed' && url !== undefined) {
    return { mode: 'fixed_servers', proxyRules: url, ...(bypass === undefined ? {} : { proxyBypassRules: bypass }) };
  }
  if (mode === 'pac' && pac !== undefined) return { mode: 'pac_script', pacScript: pac };
  return { mode: 'system' };
}

/** The proxy for an encrypted connection to a host, as an address; null: directly. */
export async function routeTo(session: Session, host: string): Promise<string | null> {
  return firstUsable(await session.resolveProxy(`https://${host.includes(':') ? `[${host}]` : host}/`));
}

/**
 * First usable entry of a list such as `PROXY a.example:3128; DIRECT`. SOCKS proxies are passed over: the core speaks
 * HTTP's CONNECT only.
 */
export function firstUsable(list: string): string | null {
  for (const entry of list.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    if (kind === 'DIRECT') return null;
    if ((kind === 'PROXY' || kind === 'HTTPS') && address !== '') {
      return `${kind === 'HTTPS' ? 'https' : 'http'}://${address}`;
    }
  }
  return null;
}

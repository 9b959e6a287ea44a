import type { IncomingMessage } from 'node:http';

/** Whether an address belongs to a proxy of the association's, whose word about who asks is believed. */
export type IsTrustedProxy = (address: string) => boolean;

export function trustedProxies(addresses: readonly string[]): IsTrustedProxy {
  const known = new Set(addresses.map(plain));
  return (address) => known.has(plain(address));
}

/**
 * Who asks: the other end of the connection, or behind trusted proxies the last address in `X-Forwarded-For` that is none
 * of theirs. What stands before it was written by whoever asks, and counts for nothing.
 */
export function clientAddress(request: IncomingMessage, isTrusted: IsTrustedProxy): string {
  const header = request.headers['x-forwarded-for'];
  const named = [header ?? []].flat().join(',').split(',');
  const way = [...named.map((part) => part.trim()).filter((part) => part !== ''), request.socket.remoteAddress ?? ''];
  return way.findLast((address) => !isTrusted(address)) ?? way[0] ?? '';
}

/** An IPv4 address on a socket for both kinds is written `::ffff:192.0.2.1`. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();

import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress, trustedProxies } from '../../../hub/client-address.ts';

const request = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;
const isTrusted = trustedProxies(['127.0.0.1', '10.0.0.2']);

test.each([
  ['no proxy', { remote: '192.0.2.1', forwarded: undefined }, '192.0.2.1'],
  ['whoever is no proxy may write what they like', { remote: '192.0.2.1', forwarded: '198.51.100.9' }, '192.0.2.1'],
  ['one proxy', { remote: '127.0.0.1', forwarded: '198.51.100.9' }, '198.51.100.9'],
  [
    'one proxy on a socket for both kinds of address',
    { remote: '::ffff:127.0.0.1', forwarded: '198.51.100.9' },
    '198.51.100.9',
  ],
  [
    'what stands before was written by whoever asks',
    { remote: '127.0.0.1', forwarded: '203.0.113.5, 198.51.100.9' },
    '198.51.100.9',
  ],
  ['two proxies', { remote: '127.0.0.1', forwarded: '203.0.113.5, 198.51.100.9, 10.0.0.2' }, '198.51.100.9'],
  ['a proxy that names nobody', { remote: '127.0.0.1', forwarded: '' }, '127.0.0.1'],
  ['only proxies', { remote: '127.0.0.1', forwarded: '10.0.0.2' }, '10.0.0.2'],
])('%s', (_what, { remote, forwarded }, expected) => {
  expect(clientAddress(request(remote, forwarded), isTrusted)).toBe(expected);
});

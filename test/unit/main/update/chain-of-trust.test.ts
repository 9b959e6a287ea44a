import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { leadsToOwnAuthority } from '../../../../main/update/chain-of-trust.ts';

/** The certificate for `localhost` and 127.0.0.1 that the authority of the tests signed. */
const server = readFileSync('test/fixtures/tls/hub.pem', 'utf8');
const authorities = readFileSync('test/fixtures/tls/authority.pem', 'utf8');
const presented = { chain: [server], hostname: 'localhost', authorities, now: Date.UTC(2027, 0, 1) };

test('a server whose certificate the organisation’s own authority signed is trusted, by name and by address', () => {
  expect(leadsToOwnAuthority(presented)).toBe(true);
  expect(leadsToOwnAuthority({ ...presented, chain: [server, authorities] })).toBe(true);
  expect(leadsToOwnAuthority({ ...presented, hostname: '127.0.0.1', authorities: `${authorities}\n${server}` })).toBe(
    true,
  );
});

test.each([
  ['for another host', { hostname: 'example.org' }],
  ['for another address', { hostname: '127.0.0.2' }],
  ['before it is valid', { now: Date.UTC(2026, 0, 1) }],
  ['after it was valid', { now: Date.UTC(2127, 0, 1) }],
  ['of an authority that is not ours', { authorities: '' }],
  ['of a server that calls itself an authority', { authorities: server }],
  ['that is none', { chain: ['no certificate'] }],
  ['that is missing', { chain: [] }],
  ['of the authority itself', { chain: [authorities] }],
])('a certificate %s is not', (_what, change) => {
  expect(leadsToOwnAuthority({ ...presented, ...change })).toBe(false);
});

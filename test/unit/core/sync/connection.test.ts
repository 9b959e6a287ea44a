import { describe, expect, test } from 'vitest';
import { delayBefore, isFinal } from '../../../../main/core/sync/back-off.ts';
import { createFrameBudget } from '../../../../main/core/sync/frame-budget.ts';
import { commonVersion, createDeviceKey, helloFrame } from '../../../../main/core/sync/handshake.ts';
import { attachmentUrl, normaliseHubUrl } from '../../../../main/core/sync/hub-address.ts';
import { openLink, type Socket } from '../../../../main/core/sync/link.ts';
import { uuidV7 } from '../../../../main/core/uuid-v7.ts';
import { createPublicKey, verify } from 'node:crypto';
import type { ErrorCode, Failure } from '../../../../shared/errors.ts';
import type { Down } from '../../../../shared/protocol/down.ts';
import { MAX_FRAME_BYTES } from '../../../../shared/protocol/limits.ts';
import { signedHello, upSchema } from '../../../../shared/protocol/up.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { createStepClock } from '../../../support/step-clock.ts';

describe('[LI2] back-off', () => {
  const bounds = (code: ErrorCode, random: number): number[] =>
    [0, 1, 2, 3, 4, 5, 6, 20].map((attempt) => delayBefore(attempt, { random, failure: { code } }));

  test.each<ErrorCode>(['hub-unreachable', 'silence'])(
    '%s: drawn between 0.3 s and a bound that doubles from 0.6 s to 4 s',
    (code) => {
      expect(bounds(code, 0)).toEqual([300, 300, 300, 300, 300, 300, 300, 300]);
      expect(bounds(code, 1)).toEqual([600, 1_200, 2_400, 4_000, 4_000, 4_000, 4_000, 4_000]);
      expect(bounds(code, 0.5)[1]).toBe(750);
    },
  );

  test.each<ErrorCode>(['rate-limited', 'internal', 'hub-stopping', 'authentication-timeout'])(
    '%s: the hub answered, the bound doubles to 20 s',
    (code) => {
      expect(bounds(code, 0)).toEqual([300, 300, 300, 300, 300, 300, 300, 300]);
      expect(bounds(code, 1)).toEqual([600, 1_200, 2_400, 4_800, 9_600, 19_200, 20_000, 20_000]);
    },
  );

  test('200 devices that lost the hub long ago come back spread over the bound, all within it', () => {
    const random = seededRandom(7);
    const failure: Failure = { code: 'hub-unreachable' };
    const delays = Array.from({ length: 200 }, () => delayBefore(30, { random: random.next(), failure }));
    const perSecond = [0, 1, 2, 3].map(
      (second) => delays.filter((ms) => ms >= second * 1_000 && ms < (second + 1) * 1_000).length,
    );
    expect(Math.max(...delays)).toBeLessThanOrEqual(4_000);
    for (const count of perSecond) expect(count).toBeLessThan(80);
  });

  test('waits as long as the hub asks for', () => {
    expect(delayBefore(0, { random: 0, failure: { code: 'rate-limited', retryAfterMs: 7_000 } })).toBe(7_000);
  });

  test('two copies of one device do not throw each other out at once', () => {
    expect(delayBefore(0, { random: 1, failure: { code: 'replaced' } })).toBe(19_200);
  });

  test('a refusal that no retry mends is final', () => {
    const never = ['unknown-device', 'revoked-device', 'bad-signature', 'unsupported-version', 'used-code'] as const;
    const later = ['hub-unreachable', 'silence', 'hub-stopping', 'replaced', 'sequence-gap', 'disk-full'] as const;
    expect(never.map((code) => isFinal({ code }))).toEqual(never.map(() => true));
    expect(later.map((code) => isFinal({ code }))).toEqual(later.map(() => false));
  });
});

test('[LIM2] one acknowledgement for each page is not counted, and keeps its place', () => {
  const clock = createStepClock(0);
  const sent: string[] = [];
  const budget = createFrameBudget({ clock, timers: clock, send: (text) => sent.push(text) });
  for (let n = 0; n < 500; n += 1) {
    budget.pageCame();
    budget.send(`ack ${n}`, true);
  }
  expect(sent).toHaveLength(500);
  for (let n = 0; n < 161; n += 1) budget.send(`push ${n}`);
  budget.pageCame();
  budget.send('ack 500', true);
  budget.send('ack without a page', true);
  expect(sent).toHaveLength(660);
  clock.advance(10_001);
  expect(sent.slice(660)).toEqual(['push 160', 'ack 500', 'ack without a page']);
});

test('[LIM2] a device stays below the rate that the hub allows, and loses nothing by waiting', () => {
  const clock = createStepClock();
  const sent: number[] = [];
  const budget = createFrameBudget({ clock, timers: clock, send: () => sent.push(clock.now()) });
  for (let index = 0; index < 500; index += 1) budget.send(String(index));
  expect(sent).toHaveLength(160);
  clock.advance(60_000);
  expect(sent).toHaveLength(500);
  for (const at of sent)
    expect(sent.filter((other) => other >= at && other < at + 10_000).length).toBeLessThanOrEqual(200);
});

describe('addresses', () => {
  test.each([
    ['centro.example.org', 'wss://centro.example.org/v1/sync'],
    ['  https://centro.example.org/ ', 'wss://centro.example.org/v1/sync'],
    ['wss://centro.example.org:8443/v1/sync', 'wss://centro.example.org:8443/v1/sync'],
    ['wss://centro.example.org/uno/sync?x=1#y', 'wss://centro.example.org/uno/sync'],
    ['127.0.0.1:8080', 'ws://127.0.0.1:8080/v1/sync'],
    ['http://localhost:8080', 'ws://localhost:8080/v1/sync'],
    ['ws://[::1]:8080/v1/sync', 'ws://[::1]:8080/v1/sync'],
  ])('%s', (typed, url) => expect(normaliseHubUrl(typed)).toBe(url));

  test.each([
    ...['', '   ', 'http://centro.example.org', 'ws://10.0.0.1', 'ftp://centro.example.org', 'wss://', 'a b.example'],
    ...['https://maria:segreto@centro.example.org', 'javascript:alert(1)', 'wss://127.0.0.1.example.org:x'],
    'ws://127.0.0.1.example.org',
  ])('refused: %s', (typed) => expect(normaliseHubUrl(typed)).toBeNull());

  test('attachments come from the same host', () => {
    expect(attachmentUrl('wss://centro.example.org/v1/sync', 'a/b')).toBe(
      'https://centro.example.org/v1/attachments/a%2Fb',
    );
    expect(attachmentUrl('ws://127.0.0.1:80/v1/sync', 'a')).toBe('http://127.0.0.1/v1/attachments/a');
  });
});

describe('handshake', () => {
  test('[HS4] the signature is over hub, nonce and device, by the key of the device', () => {
    const { privateKey, publicKey } = createDeviceKey();
    const facts = { protocol: 1, deviceId: 'd-1', epoch: null, cursor: 0, answered: 0, appVersion: '0.1.0' };
    const frame = upSchema.parse(helloFrame({ ...facts, privateKey }, { hubId: 'h-1', nonce: 'n'.repeat(20) }));
    if (frame.type !== 'hello') throw new Error('not a hello');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    const signature = Buffer.from(frame.signature, 'base64url');
    const isRight = (hubId: string): boolean =>
      verify(null, Buffer.from(signedHello(hubId, 'n'.repeat(20), 'd-1')), key, signature);
    expect([isRight('h-1'), isRight('h-2'), 'privateKey' in frame]).toEqual([true, false, false]);
  });

  test('[HS5] [VE1] the newest version that both speak, or none', () => {
    const hub = (oldestProtocol: number, newestProtocol: number) =>
      commonVersion({
        type: 'challenge',
        hubId: 'h',
        nonce: 'n'.repeat(16),
        hubTime: 0,
        oldestProtocol,
        newestProtocol,
      });
    expect([hub(1, 1), hub(1, 2), hub(1, 9)]).toEqual([1, 2, 2]);
    expect(hub(3, 9)).toEqual({ code: 'unsupported-version' });
  });
});

describe('a connection', () => {
  const open = () => {
    const clock = createStepClock();
    const listeners = new Map<string, (event: { data: unknown }) => void>();
    const sent: string[] = [];
    const frames: Down[] = [];
    const ends: Failure[] = [];
    const socket: Socket = {
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
        void listeners.set(type, listener),
      send: (text) => void sent.push(text),
      close: () => void sent.push('closed'),
    };
    const listener = {
      onFrame: (frame: Down) => void frames.push(frame),
      onEnd: (failure: Failure) => void ends.push(failure),
    };
    const link = openLink('ws://127.0.0.1/', listener, { openSocket: () => socket, clock, timers: clock });
    const emit = (type: string, data?: unknown): void => listeners.get(type)?.({ data });
    return {
      clock,
      sent,
      frames,
      ends,
      link,
      emit,
      ping: () => emit('message', JSON.stringify({ type: 'ping', hubTime: 1 })),
    };
  };

  test('[LI1] is given up after 25 s without a frame, not before', () => {
    const { clock, ends, ping } = open();
    clock.advance(24_000);
    ping();
    clock.advance(24_900);
    expect(ends).toEqual([]);
    clock.advance(200);
    expect(ends).toEqual([{ code: 'silence' }]);
  });

  test.each([
    ['no JSON', 'x', 'bad-frame'],
    ['no frame', '{}', 'bad-frame'],
    ['an unknown frame', '{"type":"sing"}', 'bad-frame'],
    ['bytes', Buffer.from('{}'), 'bad-frame'],
    ['a huge frame', `"${'x'.repeat(MAX_FRAME_BYTES)}"`, 'frame-too-large'],
    ['a bad number', '{"type":"ping","hubTime":-1}', 'bad-frame'],
  ])('[LIM1] %s from the hub ends it and nothing else', (_, data, code) => {
    const { emit, ends, frames, sent } = open();
    emit('message', data);
    expect([ends, frames, sent]).toEqual([[{ code }], [], ['closed']]);
  });

  test('ends once, with the reason that the hub gave', () => {
    const { emit, ends, ping, frames, link, sent } = open();
    emit('message', JSON.stringify({ type: 'error', failure: { code: 'replaced' } }));
    emit('close');
    emit('error');
    ping();
    link.send({ type: 'pong' });
    expect([ends, frames, sent]).toEqual([[{ code: 'replaced' }], [], ['closed']]);
  });

  test('that cannot be made says so', () => {
    const { emit, ends } = open();
    emit('error');
    expect(ends).toEqual([{ code: 'hub-unreachable' }]);
  });
});

test('ids are sortable by time and of the right form', () => {
  const ids = [1_000, 2_000, 3_000].map((now) => uuidV7(now, new Uint8Array(10).fill(255)));
  expect(ids[0]).toBe('00000000-03e8-7fff-bfff-ffffffffffff');
  expect([...ids].sort()).toEqual(ids);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';

/** What comes over a renderer's port is not trusted: each kind gets a clear failure, nothing is stored, the core lives. */
let core: TestCore;
let window: TestRenderer;

beforeAll(() => {
  core = openTestCore();
  window = core.renderer();
});
afterAll(() => core.remove());

const answerTo = (id: number) => window.received.filter((response) => response.id === id);
const lives = async (): Promise<void> => {
  expect(await window.call({ name: 'new-id' })).toMatch(/^[0-9a-f-]{36}$/);
};
const draft = { name: 'save-draft', conversationId: 'c-1', kind: 'reply', text: 'x' };

describe('answered with invalid-request', () => {
  const kinds: readonly (readonly [string, unknown])[] = [
    ['a type that does not exist', { type: 'sing', id: 101 }],
    ['a call without a call', { type: 'call', id: 102 }],
    ['a call that does not exist', { type: 'call', id: 103, call: { name: 'delete-everything' } }],
    ['a query that does not exist', { type: 'subscribe', id: 104, query: { name: 'secrets' } }],
    ['a missing field', { type: 'call', id: 105, call: { name: 'save-draft', conversationId: 'c-1' } }],
    ['a field of another type', { type: 'call', id: 106, call: { ...draft, text: 7 } }],
    [
      'an id that is a statement',
      { type: 'call', id: 107, call: { ...draft, conversationId: "c'; drop table draft; --" } },
    ],
    ['a text beyond the limit', { type: 'call', id: 108, call: { ...draft, text: 'x'.repeat(100_001) } }],
    [
      'numbers out of range',
      { type: 'subscribe', id: 109, query: { name: 'list', view: 'mine', groupId: null, offset: -1, limit: 1e9 } },
    ],
    ['no number at all', { type: 'subscribe', id: 110, query: { name: 'search', text: 'a', limit: Number.NaN } }],
    [
      'a command that does not exist',
      { type: 'call', id: 111, call: { name: 'command', command: { name: 'steal', conversationId: 'c' } } },
    ],
    [
      'a command with a broken right',
      {
        type: 'call',
        id: 112,
        call: { name: 'command', command: { name: 'resolve', conversationId: 'c', under: { claim: 0 } } },
      },
    ],
    [
      'deep nesting',
      { type: 'call', id: 113, call: { ...draft, text: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown } },
    ],
    ['a prototype', { type: 'call', id: 114, call: JSON.parse('{"__proto__":{"name":"new-id"}}') as unknown }],
  ];
  test.each(kinds)('%s', async (_, message) => {
    window.sendRaw(message);
    const { id } = message as { id: number };
    expect(answerTo(id)).toEqual([{ type: 'failure', id, failure: { code: 'invalid-request' } }]);
    await lives();
  });
});

test('what has no number that could be answered is dropped', async () => {
  const before = window.received.length;
  for (const message of [
    null,
    undefined,
    'text',
    7,
    [],
    {},
    { type: 'call', id: 'x' },
    { id: -1 },
    new Uint8Array(9),
  ]) {
    window.sendRaw(message);
  }
  expect(window.received).toHaveLength(before);
  await lives();
});

test('[LIM3] a text that is too long for the hub is refused with the limit', () => {
  const command = { name: 'reply', conversationId: 'c', under: 1, messageId: 'm', text: 'x'.repeat(20_001) };
  window.sendRaw({ type: 'call', id: 200, call: { name: 'command', command } });
  expect(answerTo(200)).toEqual([{ type: 'failure', id: 200, failure: { code: 'text-too-long', limit: 20_000 } }]);
});

describe('well formed, but not possible', () => {
  test.each([
    [
      'a command before enrolment',
      { name: 'command', command: { name: 'claim', conversationId: 'c' } },
      'not-enrolled',
    ],
    ['a hub without encryption', { name: 'enrol', code: 'AAAA', hubUrl: 'http://centro.example.org' }, 'hub-address'],
    ['no code', { name: 'enrol', code: ' ', hubUrl: '127.0.0.1:1' }, 'wrong-code'],
    ['a hub that is not there', { name: 'enrol', code: 'AAAA', hubUrl: '127.0.0.1:1' }, 'hub-unreachable'],
    ['an attachment that is not here', { name: 'attachment', id: 'a-1' }, 'attachment-missing'],
  ] as const)('%s', async (_, call, code) => {
    await expect(window.call(call)).rejects.toMatchObject({ failure: { code } });
    expect(errorCodes).toContain(code);
    await lives();
  });

  test('cancelling and dismissing what does not exist does nothing', async () => {
    expect(await window.call({ name: 'cancel', seq: 77 })).toEqual({ cancelled: false });
    expect(await window.call({ name: 'dismiss-notice', id: 77 })).toBeNull();
  });

  test('what is not known is empty, not an error', () => {
    expect(window.watch({ name: 'conversation', id: 'c-unknown' }).now()).toBeNull();
    expect(window.watch({ name: 'search', text: '"*', limit: 5 }).now()).toEqual({
      hits: [],
      more: false,
      unindexed: 0,
    });
  });
});

test('nothing of all this was stored or logged', () => {
  expect(window.watch({ name: 'outbox' }).now()).toEqual([]);
  expect(core.log.filter(({ event }) => event === 'defect')).toEqual([]);
  expect(JSON.stringify(core.log)).not.toContain('drop table');
});

test('messages of main that make no sense are ignored', async () => {
  for (const message of [
    null,
    {},
    { type: 'wipe' },
    { type: 'start', databaseFile: '' },
    { type: 'connect', portId: 'x' },
  ]) {
    core.core.receive(message);
  }
  core.core.receive({ type: 'wake' });
  await lives();
});

test('before the start and after the end it answers too', async () => {
  const early = openTestCore();
  early.stop();
  const late = early.renderer();
  await expect(late.call({ name: 'retry-now' })).rejects.toMatchObject({ failure: { code: 'core-stopped' } });
  expect(late.watch({ name: 'counts' }).now().groups).toEqual({});
  early.remove();
});

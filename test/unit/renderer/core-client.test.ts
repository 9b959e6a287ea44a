import { describe, expect, test } from 'vitest';
import { createCoreClient } from '../../../renderer/core-client.ts';
import { createLiveQueries, queryKey } from '../../../renderer/store/live-queries.ts';
import { createStore } from 'zustand/vanilla';
import { initialState } from '../../../renderer/store/app-state.ts';
import type { Request } from '../../../shared/bridge/core.ts';
import { defaultSettings } from '../../../shared/bridge/desktop.ts';
import { status } from '../../support/renderer/fixtures.ts';

/** The core's end of a port, with what it received; a port delivers in order, on the event loop. */
function coreEnd(): {
  port: MessagePort;
  requests: Request[];
  send: (value: unknown) => void;
  settled: () => Promise<void>;
} {
  const { port1, port2 } = new MessageChannel();
  const requests: Request[] = [];
  port1.onmessage = (event) => requests.push(event.data as Request);
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { port: port2, requests, send: (value) => port1.postMessage(value), settled };
}

describe('calls', () => {
  test('are answered with a value or a failure', async () => {
    const client = createCoreClient();
    const core = coreEnd();
    client.attach(core.port);
    const good = client.call({ name: 'new-id' });
    const bad = client.call({ name: 'retry-now' });
    await core.settled();
    expect(core.requests).toMatchObject([{ call: { name: 'new-id' } }, { call: { name: 'retry-now' } }]);
    core.send({ type: 'value', id: core.requests[0]?.id, value: 'm-1' });
    core.send({ type: 'failure', id: core.requests[1]?.id, failure: { code: 'disk-full' } });
    await expect(good).resolves.toBe('m-1');
    await expect(bad).rejects.toMatchObject({ failure: { code: 'disk-full' } });
    client.detach();
  });

  test('fail as core-stopped when there is no core, and when it goes while one waits', async () => {
    const client = createCoreClient();
    await expect(client.call({ name: 'new-id' })).rejects.toMatchObject({ failure: { code: 'core-stopped' } });
    client.attach(coreEnd().port);
    const waiting = client.call({ name: 'new-id' });
    client.detach();
    await expect(waiting).rejects.toMatchObject({ failure: { code: 'core-stopped' } });
  });
});

test('subscriptions survive the core: the next one is asked again', async () => {
  const client = createCoreClient();
  const seen: unknown[] = [];
  client.subscribe({ name: 'status' }, (value) => seen.push(value.connection));
  for (const connection of ['connecting', 'online'] as const) {
    const core = coreEnd();
    client.attach(core.port);
    await core.settled();
    expect(core.requests).toMatchObject([{ type: 'subscribe', query: { name: 'status' } }]);
    core.send({ type: 'update', id: core.requests[0]?.id, value: { ...status, connection } });
    await core.settled();
  }
  expect(seen).toEqual(['connecting', 'online']);
  client.detach();
});

test('[EV6] an answer is forgotten when nobody has it on screen any more', async () => {
  const client = createCoreClient();
  const core = coreEnd();
  client.attach(core.port);
  const store = createStore(() => initialState(defaultSettings));
  const live = createLiveQueries(client, store);
  const [stop, stopOther] = [live.watch({ name: 'status' }), live.watch({ name: 'status' })];
  await core.settled();
  expect(core.requests).toHaveLength(1);
  core.send({ type: 'update', id: core.requests[0]?.id, value: status });
  await core.settled();
  const key = queryKey({ name: 'status' });
  expect(store.getState().results[key]).toEqual(status);
  stop();
  expect(store.getState().results[key]).toEqual(status);
  stopOther();
  expect(store.getState().results).toEqual({});
  await core.settled();
  expect(core.requests.at(-1)?.type).toBe('unsubscribe');
  client.detach();
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { SyncClient } from '../../../../main/core/sync/sync-client.ts';
import { challenge, type FakeHub } from '../../../support/core-fake-hub.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';
import type { StepClock } from '../../../support/step-clock.ts';

let bench: SyncBench;
let hub: FakeHub;
let clock: StepClock;
let client: SyncClient;

beforeEach(() => {
  bench = openSyncBench({ enrolled: false });
  ({ hub, clock, client } = bench);
});
afterEach(() => bench.remove());

describe('enrolment', () => {
  const enrolled = { type: 'enrolled', deviceId: 'd-9', userId: 'maria', nonce: 'm'.repeat(24) } as const;

  test('[HS6] makes a key, keeps it, and goes on with hello on the same connection', async () => {
    const done = client.enrol({ code: 'ABCD-EFGH', hubUrl: benchUrl });
    hub.last().send(challenge);
    expect(hub.last().of('enrol')[0]).toMatchObject({ code: 'ABCD-EFGH', deviceName: 'Banco', appVersion: '0.1.0' });
    hub.last().send(enrolled);
    expect(await done).toBe('maria');
    expect(hub.last().of('hello')[0]).toMatchObject({ deviceId: 'd-9' });
    expect(bench.happened).toEqual([`enrolled ${benchUrl}`]);
  });

  test.each<ErrorCode>(['wrong-code', 'used-code', 'expired-code', 'rate-limited'])(
    '[HS6] %s is told and not tried again by itself',
    async (code) => {
      const done = client.enrol({ code: 'ABCD', hubUrl: benchUrl });
      hub.last().send(challenge);
      hub.last().send({ type: 'error', failure: { code } });
      await expect(done).rejects.toMatchObject({ failure: { code } });
      clock.advance(60_000);
      expect([client.status.connection, hub.connections.length]).toEqual(['not-enrolled', 1]);
    },
  );

  test('at a start without typing it waits for the hub, but not for a code to become right', async () => {
    const done = client.enrol({ code: 'ABCD', hubUrl: benchUrl, keepTrying: true });
    hub.last().drop();
    clock.advance(600);
    hub.last().send(challenge);
    hub.last().send({ type: 'error', failure: { code: 'used-code' } });
    await expect(done).rejects.toMatchObject({ failure: { code: 'used-code' } });
    expect(hub.connections).toHaveLength(2);
  });

  test('twice at once, or a second time, is refused', async () => {
    const first = client.enrol({ code: 'ABCD', hubUrl: benchUrl });
    await expect(client.enrol({ code: 'EFGH', hubUrl: benchUrl })).rejects.toMatchObject({
      failure: { code: 'invalid-request' },
    });
    hub.last().send(challenge);
    hub.last().send(enrolled);
    await first;
    await expect(client.enrol({ code: 'ABCD', hubUrl: benchUrl })).rejects.toMatchObject({
      failure: { code: 'invalid-request' },
    });
  });

  test('[RE8] a device that the hub has forgotten stays at work, and keeps its identity until it is known again', async () => {
    const first = client.enrol({ code: 'ABCD', hubUrl: benchUrl });
    hub.last().send(challenge);
    hub.last().send(enrolled);
    await first;
    hub.last().send({ type: 'error', failure: { code: 'unknown-device' } });
    expect(client.status).toMatchObject({ connection: 'offline', problem: { code: 'unknown-device' } });
    const wrong = client.enrol({ code: 'EFGH', hubUrl: benchUrl });
    hub.last().send(challenge);
    hub.last().send({ type: 'error', failure: { code: 'wrong-code' } });
    await expect(wrong).rejects.toMatchObject({ failure: { code: 'wrong-code' } });
    expect(client.status).toMatchObject({ connection: 'offline', problem: { code: 'unknown-device' } });
    const again = client.enrol({ code: 'IJKL', hubUrl: benchUrl });
    hub.last().send(challenge);
    hub.last().send({ ...enrolled, deviceId: 'd-10' });
    expect(await again).toBe('maria');
    expect(hub.last().of('hello')[0]).toMatchObject({ deviceId: 'd-10' });
  });
});

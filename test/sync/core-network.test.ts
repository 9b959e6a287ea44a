import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FromCore } from '../../shared/bridge/host.ts';
import { forkCore, type CoreChild } from '../support/core-process.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';
import { openProxy, openTlsFront, type Door } from '../support/tls-front.ts';

/** A core that reaches its hub as in an office: over TLS with a private authority, directly or through a proxy. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-network-'));
const data = join(folder, 'hub');
const authority = readFileSync('test/fixtures/tls/authority.pem', 'utf8');
let hub: HubProcess;
let front: Door;
let core: CoreChild | undefined;
let people = 0;

beforeAll(async () => {
  hub = await startHub({ data });
  front = await openTlsFront(hub.httpPort);
});
afterEach(async () => {
  await core?.kill();
  core = undefined;
});
afterAll(async () => {
  await front?.close();
  await hub?.kill();
  rmSync(folder, { recursive: true, force: true });
});

interface Office {
  readonly extraCa: string | null;
  readonly proxy: string | null;
}

/** Enrols by `wss://localhost`; main's part is to say the way whenever the core asks for it. */
async function enrol({ extraCa, proxy }: Office): Promise<{ outcome: string; routes: number }> {
  people += 1;
  const code = await enrolCode(data, `Persona ${String(people)}`);
  const child = forkCore(join(folder, `core-${String(people)}`));
  core = child;
  child.send({ type: 'network', extraCa });
  let answered = 0;
  const routes = (): FromCore[] => child.toMain.filter(({ type }) => type === 'route');
  const answering = setInterval(() => {
    for (; answered < routes().length; answered += 1) child.send({ type: 'route', host: 'localhost', proxy });
  }, 10);
  try {
    const window = child.renderer();
    await eventually('the core is there', () => child.toMain.some(({ type }) => type === 'ready'));
    const outcome = await window
      .call({ name: 'enrol', code, hubUrl: `wss://localhost:${String(front.port)}` })
      .then(() => 'enrolled')
      .catch((error: { failure?: { code: string } }) => error.failure?.code ?? 'a defect');
    return { outcome, routes: routes().length };
  } finally {
    clearInterval(answering);
  }
}

test('an authority that nobody trusts is refused', async () => {
  const { outcome } = await enrol({ extraCa: null, proxy: null });
  expect(outcome).toBe('hub-unreachable');
});

test('with the organisation’s authority it connects, and asks for the way first', async () => {
  expect(await enrol({ extraCa: authority, proxy: null })).toEqual({ outcome: 'enrolled', routes: 1 });
});

test('through a proxy, which sees the name of the hub and nothing else', async () => {
  const proxy = await openProxy();
  const { outcome } = await enrol({ extraCa: authority, proxy: `http://127.0.0.1:${String(proxy.port)}` });
  expect(outcome).toBe('enrolled');
  expect(proxy.asked).toEqual([`localhost:${String(front.port)}`]);
  await proxy.close();
});

test('a proxy that refuses is not gone around', async () => {
  const proxy = await openProxy(407);
  const { outcome } = await enrol({ extraCa: authority, proxy: `http://127.0.0.1:${String(proxy.port)}` });
  expect(outcome).toBe('hub-unreachable');
  expect(proxy.asked.length).toBeGreaterThan(0);
  await proxy.close();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { dial } from '../support/visitor.ts';

/** A coordinator's application decides on which web sites the chat opens; sockets and pages' origins are real. */
const SITE = 'https://www.scuola.example';
let hub: TestHub;
const cores: TestCore[] = [];

async function seat(name: string, role: 'coordinator' | 'volunteer'): Promise<TestRenderer> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name, role) } });
  cores.push(core);
  const window = core.renderer();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  return window;
}

const audited = async (kind: string) => {
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  return entries.filter((entry) => entry.kind === kind).map(({ facts }) => JSON.parse(facts) as object);
};

/** Whether the chat opens on a page of this origin. */
async function opens(origin: string): Promise<boolean> {
  const page = await dial(hub.chatUrl, origin);
  if (typeof page === 'number') {
    expect(page).toBe(403);
    return false;
  }
  page.terminate();
  return true;
}

beforeEach(async () => {
  hub = await startTestHub({ chatOrigins: ['https://fisso.example'], publicUrl: 'https://sportello.example' });
});

afterEach(async () => {
  for (const core of cores.splice(0)) core.remove();
  await hub.close();
});

test('[CH19] [CH1] a site that a coordinator allows has the chat at once, any other is refused, and it can be taken away', async () => {
  const paola = await seat('Paola Conti', 'coordinator');
  expect(await opens(SITE)).toBe(false);
  const set = (origin: string, isAllowed: boolean) =>
    paola.call({ name: 'set-chat-origin', change: { origin, isAllowed } });
  await set(`${SITE}/`, true);
  expect(await paola.call({ name: 'chat-site' })).toEqual({
    origins: [SITE],
    fixed: ['https://fisso.example'],
    publicUrl: 'https://sportello.example',
  });
  expect(await opens(SITE)).toBe(true);
  for (const other of [
    'https://scuola.example',
    'http://www.scuola.example',
    `${SITE}:8443`,
    'https://x.example',
    'null',
  ])
    expect(await opens(other)).toBe(false);
  await set(SITE, true);
  await set(SITE, false);
  expect(await opens(SITE)).toBe(false);
  expect(await opens('https://fisso.example')).toBe(true);
  expect(await audited('chat-origin')).toEqual([
    { origin: SITE, isAllowed: true },
    { origin: SITE, isAllowed: false },
  ]);
});

test('[CH19] what is no origin is refused, and so is whoever is no coordinator', async () => {
  const paola = await seat('Paola Conti', 'coordinator');
  const maria = await seat('Maria Rossi', 'volunteer');
  const failing = (window: TestRenderer, origin: string) =>
    window.call({ name: 'set-chat-origin', change: { origin, isAllowed: true } }).then(
      () => 'ok',
      (error: { failure?: { code: string } }) => error.failure?.code,
    );
  for (const wrong of [
    'www.scuola.example',
    `${SITE}/pagina`,
    `${SITE}?x=1`,
    'file:///etc',
    'https://a@b.example',
    '*',
  ])
    expect(await failing(paola, wrong)).toBe('invalid-request');
  expect(await failing(maria, SITE)).toBe('forbidden');
  await expect(maria.call({ name: 'chat-site' })).rejects.toMatchObject({ failure: { code: 'forbidden' } });
  expect(await audited('settings-refused')).toEqual([{ code: 'forbidden' }]);
  expect(await hub.storage.read((tx) => tx.chatOrigins())).toEqual([]);
  const stranger = await fetch(`${hub.httpUrl}/v1/chat-site`);
  expect(stranger.status).toBe(401);
});

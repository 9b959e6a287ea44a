import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { categoriesIn } from '../../hub/public/categories-in.ts';
import { kindsUnknownToVersion1 } from '../../hub/version-1.ts';
import { defaultAssociationSettings, type AssociationSettings } from '../../shared/model/association-settings.ts';
import { plainRule } from '../../shared/routing/default-rules.ts';
import type { Rule } from '../../shared/routing/settings.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** What coordinators set for the whole association: over real HTTP, and by a real core; and what the hub does with it. */
let hub: TestHub;
let cores: TestCore[];

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
});

afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

const ruleOf = (change: Partial<Rule>): Rule => ({
  ...{ id: 'teatro', name: 'Teatro', by: 'words', values: ['teatro'], groupId: 'didattica', ...plainRule, people: [] },
  ...change,
});
const routing = (revision: number, ...rules: Rule[]) => ({ part: 'routing', value: { revision, rules } });

async function coordinator(name: string): Promise<TestDevice> {
  await hub.code(name, 'coordinator');
  return enrolDevice(hub, name);
}

const put = (device: TestDevice | null, body: unknown) =>
  fetch(`${hub.httpUrl}/v1/settings`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const settings = () => hub.storage.read((tx) => tx.associationSettings());
const audited = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))
    .filter(({ kind }) => kind.startsWith('settings'))
    .map(({ kind, userId, facts }) => [kind, userId, facts]);
const toldTo = (device: TestDevice): AssociationSettings[] =>
  device.wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((change) => (change.kind === 'settings' ? [change.settings] : []));

test('[RT4] [RT5] a coordinator sets a part: told to every device, written down; until then nothing is sent', async () => {
  const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
  expect(await settings()).toEqual(defaultAssociationSettings);
  expect(toldTo(maria)).toEqual([]);
  expect((await put(paola, routing(0, ruleOf({})))).status).toBe(204);
  const routingAfter = { revision: 1, rules: [ruleOf({})] };
  expect(await settings()).toEqual({ ...defaultAssociationSettings, routing: routingAfter });
  await maria.until(() => toldTo(maria).length === 1, 'the settings');
  expect(toldTo(maria)[0]?.routing).toEqual(routingAfter);
  expect(await audited()).toEqual([['settings', paola.userId, '{"part":"routing","revision":1}']]);
  expect(kindsUnknownToVersion1).toContain('settings');
});

test('[RT5] who has not seen the newest is told so; so is who may not, and what is none; nothing changes by it', async () => {
  const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
  expect((await put(paola, routing(0, ruleOf({})))).status).toBe(204);
  const late = await put(paola, routing(0));
  expect([late.status, await late.json()]).toEqual([409, { code: 'settings-changed' }]);
  const forbidden = await put(maria, routing(1));
  expect([forbidden.status, await forbidden.json()]).toEqual([403, { code: 'forbidden' }]);
  expect((await put(null, routing(1))).status).toBe(401);
  const { deadlines } = defaultAssociationSettings;
  for (const odd of [
    ...[null, {}, 'x', { part: 'x', value: {} }, routing(1, ruleOf({ name: '' })), routing(1, ruleOf({ values: [] }))],
    { part: 'deadlines', value: { ...deadlines, answerHours: { mark: 72, coordinators: 48 } } },
    { part: 'deadlines', value: { ...deadlines, weekly: [] } },
    { part: 'deadlines', value: { ...deadlines, closures: ['2026-02-30'] } },
  ])
    expect((await put(paola, odd)).status).toBe(400);
  expect((await settings()).routing.revision).toBe(1);
  expect((await audited()).map(([kind]) => kind)).toEqual(['settings', 'settings-refused']);
});

describe('[RT1] what arrives is put where the rules say', () => {
  /** What devices have said is gathered for a moment (PR4). */
  const settled = async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      hub.clock.advance(301);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const routedOf = async (id: string) => (await hub.storage.read((tx) => tx.conversation(id)))?.routed;

  test('[RT3] a mail by its words, with the reason in the content and in no stub, and no word of it in the data', async () => {
    const [paola, maria, luca] = [
      await coordinator('Paola'),
      await enrolDevice(hub, 'Maria'),
      await enrolDevice(hub, 'Luca'),
    ];
    await put(paola, routing(0, ruleOf({ values: ['sentinell*'], inText: true })));
    const id = await hub.receive({ subject: 'Domanda', text: 'Una sentinellona a teatro.' });
    const routed = {
      groupId: 'didattica',
      why: { by: 'rule', ruleId: 'teatro', name: 'Teatro', condition: 'words' },
      passed: [],
    };
    expect(await routedOf(id)).toEqual(routed);
    await maria.until(() => maria.held.has(id));
    expect(maria.held.get(id)?.conversation?.routed).toEqual(routed);
    await maria.run({ name: 'claim', conversationId: id });
    await luca.until(() => luca.held.get(id)?.conversation === null);
    expect(JSON.stringify(luca.held.get(id)?.stub)).not.toContain('Teatro');
    expect(JSON.stringify(await routedOf(id))).not.toMatch(/sentinell/i);
  });

  test('[GU2] [RT3] a flagged one that waits tells nobody by which rule it was known', async () => {
    const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
    await put(paola, routing(0, ruleOf({ name: 'Regola riservata', values: ['depressione'], inText: true })));
    const id = await hub.receive({ subject: 'Domanda', text: 'Soffro di depressione e non riesco a venire al turno.' });
    await maria.until(() => maria.held.has(id));
    for (const device of [maria, paola]) {
      const aboutIt = device.wire.frames.flatMap((frame) =>
        frame.type === 'patch' ? frame.changes.filter((change) => change.kind === 'put' || change.kind === 'stub') : [],
      );
      expect(aboutIt.length).toBeGreaterThan(0);
      expect(JSON.stringify(aboutIt)).not.toMatch(/Regola riservata|depressione/);
    }
    expect((await maria.run({ name: 'claim', conversationId: id })).ok).toBe(true);
    await maria.until(() => maria.held.get(id)?.conversation != null);
    expect(maria.held.get(id)?.conversation?.routed?.why).toMatchObject({ name: 'Regola riservata' });
  });

  test('[RT2] by how things stand: passed over while none of its people is there, or while too many wait', async () => {
    const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
    const people = [maria.userId];
    const first = ruleOf({ id: 'a', name: 'Con Maria', people, unlessNobody: true, unlessWaiting: 1 });
    await put(paola, routing(0, first, ruleOf({ id: 'b', name: 'Senza', groupId: 'cassa' })));
    maria.wire.send({ type: 'presence', state: 'available', looking: [], typing: null });
    await settled();
    const groupOf = async () => (await routedOf(await hub.receive({ subject: 'Teatro' })))?.groupId;
    expect(await groupOf()).toBe('didattica');
    expect(await groupOf()).toBe('cassa');
    maria.wire.send({ type: 'presence', state: 'away', looking: [], typing: null });
    await settled();
    const id = await hub.receive({ subject: 'Teatro' });
    expect(await routedOf(id)).toMatchObject({ groupId: 'cassa', passed: [{ name: 'Con Maria' }] });
  });

  test('every door: the group that was chosen, the key, what follows an older case', async () => {
    const why = async (change: Parameters<TestHub['receive']>[0]) =>
      (await routedOf(await hub.receive({ subject: '', ...change })))?.why;
    expect(await why({ origin: 'portal', groupId: 'cassa' })).toEqual({ by: 'choice' });
    expect(await why({ channel: 'chat', origin: 'chat', groupId: 'volontari' })).toEqual({ by: 'choice' });
    expect(await why({ channel: 'voicemail', origin: 'switchboard', key: '8' })).toEqual({ by: 'key', key: '8' });
    expect(await why({ channel: 'voicemail', origin: 'switchboard', key: null })).toEqual({ by: 'default' });
    expect(await why({ writtenTo: ['didattica'] })).toMatchObject({ by: 'rule', ruleId: 'address-didattica' });
  });
});

async function openCore(name: string): Promise<TestRenderer> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });
  cores.push(core);
  const window = core.renderer();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  return window;
}

test('[RT4] [RT5] a device keeps them, also offline; its window gets the hub’s word, and nothing is set without it', async () => {
  await hub.code('Paola', 'coordinator');
  const [paola, maria] = [await openCore('Paola'), await openCore('Maria')];
  expect(await paola.watch({ name: 'settings' }).until(() => true, 'them')).toEqual(defaultAssociationSettings);
  const settings = { part: 'routing' as const, value: { revision: 0, rules: [ruleOf({})] } };
  expect(await paola.call({ name: 'set-settings', settings })).toBeNull();
  const shown = maria.watch({ name: 'settings' });
  expect((await shown.until(({ routing: { revision } }) => revision === 1, 'news')).routing.rules).toEqual([
    ruleOf({}),
  ]);
  const refused = async (window: TestRenderer, code: string) =>
    expect(window.call({ name: 'set-settings', settings })).rejects.toMatchObject({ failure: { code } });
  await refused(paola, 'settings-changed');
  await refused(maria, 'forbidden');
  await hub.hub.close();
  await paola.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await refused(paola, 'hub-unreachable');
  expect(shown.now().routing.rules).toEqual([ruleOf({})]);
});

test('[RT6] the entries of the form: as shipped until they are set, each id once, and none whose group is gone', async () => {
  const paola = await coordinator('Paola');
  const entry = (id: string, groupId: string) => ({ id, name: { it: id, en: id }, groupId });
  const categories = (list: readonly object[], revision = 0) => ({ part: 'categories', value: { revision, list } });
  const shown = async () => (await categoriesIn(hub.storage)()).map(({ id }) => id);
  expect(await shown()).toEqual(['segreteria', 'volontari', 'didattica', 'cassa', 'telematici']);
  const nameless = { ...entry('x', 'cassa'), name: { it: ' ', en: 'x' } };
  for (const wrong of [[entry('x', 'cassa'), entry('x', 'cassa')], [nameless], [entry('Not an id', 'cassa')]])
    expect((await put(paola, categories(wrong))).status).toBe(400);
  expect((await put(paola, categories([entry('libri', 'didattica'), entry('gite', 'sciolto')]))).status).toBe(204);
  expect(await shown()).toEqual(['libri']);
  expect((await put(paola, categories([]))).status).toBe(409);
  expect(await audited()).toEqual([['settings', paola.userId, '{"part":"categories","revision":1}']]);
});

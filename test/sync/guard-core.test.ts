import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../shared/protocol/commands.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** A core and the real hub: what becomes of a confidential reply on the device of whoever wrote it. */
const CONFIDED = 'Mi dispiace che Suo figlio sia in cura dallo psichiatra.';
let hub: TestHub;
let core: TestCore;
let cable: Cable;
let window: TestRenderer;
let id: string;

beforeEach(async () => {
  hub = await startTestHub();
  cable = createCable();
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: { openSocket: cable.openSocket },
  });
  window = core.renderer();
  await window
    .watch({ name: 'status' })
    .until(({ connection, me }) => connection === 'online' && me !== null, 'online');
  id = await hub.receive();
  await run({ name: 'claim', conversationId: id });
  await conversation().until((open) => open?.under === 1, 'claimed');
});

afterEach(async () => {
  core.remove();
  await hub.close();
});

const run = (command: Command) => window.call({ name: 'command', command });
const conversation = () => window.watch({ name: 'conversation', id });
const atHub = async () => (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
const reply = { name: 'reply', under: 1, text: CONFIDED } as const;

test('[GU4] [CO7] it comes back as a draft with the reason, and no bit of it is at the hub', async () => {
  await run({ ...reply, conversationId: id, messageId: 'm-1' });
  const open = await conversation().until((each) => (each?.drafts.length ?? 0) > 0, 'back');
  expect(open?.drafts[0]).toMatchObject({
    kind: 'reply',
    text: CONFIDED,
    returned: { code: 'confidential', flags: ['health'] },
  });
  expect((await atHub()).map(({ text }) => text)).not.toContain(CONFIDED);
});

test('[GU5] the second step travels with the command, also when it was taken offline', async () => {
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  const despite = { flags: ['health'], reason: 'asked-for' } as const;
  await run({ ...reply, conversationId: id, messageId: 'm-2', despite: { ...despite, flags: [...despite.flags] } });
  cable.plug();
  await window.call({ name: 'retry-now' });
  await window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'gone out');
  expect((await atHub()).map(({ text }) => text)).toContain(CONFIDED);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 200 }));
  expect(entries.filter(({ kind }) => kind === 'sent-despite')).toHaveLength(1);
});

test('[GU9] words of the association come to the window, and stay there offline', async () => {
  const guard = { always: ['caso Betulla'], never: [], association: { phones: ['035 555 01 00'] } };
  const words = window.watch({ name: 'guard' });
  expect(await words.until(() => true, 'the first answer')).toEqual({ always: [], never: [], association: {} });
  await hub.storage.write((tx) => tx.putGuardSettings(guard));
  expect(await words.until(({ always }) => always.length > 0, 'the words')).toEqual(guard);
  cable.pull();
  expect(
    await core
      .renderer()
      .watch({ name: 'guard' })
      .until(() => true, 'offline'),
  ).toEqual(guard);
});

test('[GU8] a word that is no volunteer’s to set comes back as a notice that is about no case', async () => {
  await run({ name: 'set-guard-word', conversationId: 'none', phrase: 'caso Betulla', verdict: 'always' });
  const [notice] = await window.watch({ name: 'notices' }).until((all) => all.length > 0, 'refused');
  expect(notice).toMatchObject({
    kind: 'refused',
    conversationId: null,
    command: 'set-guard-word',
    failure: { code: 'forbidden' },
  });
  expect(await hub.storage.read((tx) => tx.guardSettings())).toMatchObject({ always: [] });
});

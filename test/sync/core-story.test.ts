import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Two cores and the real hub in one process: sockets, databases and protocol are real. */
interface Seat {
  readonly core: TestCore;
  readonly cable: Cable;
  readonly window: TestRenderer;
}

let hub: TestHub;
let maria: Seat;
let luca: Seat;

async function seat(name: string): Promise<Seat> {
  const cable = createCable();
  const core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) },
    deps: { openSocket: cable.openSocket },
  });
  const window = core.renderer();
  await online({ core, cable, window });
  return { core, cable, window };
}

const online = ({ window }: Seat) =>
  window.watch({ name: 'status' }).until(({ connection, me }) => connection === 'online' && me !== null, 'online');
const offline = ({ window }: Seat) =>
  window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
const toTake = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 } as const;
const opened = ({ window }: Seat, id: string) => window.watch({ name: 'conversation', id });
const run = ({ window }: Seat, command: Command) => window.call({ name: 'command', command });
const settled = ({ window }: Seat) =>
  window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'nothing in the outbox');

async function back(away: Seat): Promise<void> {
  away.cable.plug();
  await away.window.call({ name: 'retry-now' });
  await online(away);
}

const reply = (id: string, under: Under, text: string): Command => ({
  ...{ name: 'reply', conversationId: id, under, messageId: `r-${text.length}-${id.slice(-6)}`, text },
});

async function claimed(by: Seat, id: string): Promise<number> {
  await run(by, { name: 'claim', conversationId: id });
  const open = await opened(by, id).until((value) => typeof value?.under === 'number', 'claimed');
  return open?.under as number;
}

/** Texts that the hub holds of one kind, in order. */
const atHub = (id: string, kind: 'reply' | 'note' = 'reply'): Promise<string[]> =>
  hub.storage.write(async (tx) => {
    const messages = (await tx.messages([id], 0)).get(id) ?? [];
    return messages.filter((message) => message.kind === kind).map(({ text }) => text);
  });

beforeEach(async () => {
  hub = await startTestHub();
  [maria, luca] = await Promise.all([seat('Maria Rossi'), seat('Luca Bianchi')]);
});

afterEach(async () => {
  maria.core.remove();
  luca.core.remove();
  await hub.close();
});

test('[FE3] a mail that arrives is listed on both', async () => {
  const id = await hub.receive();
  for (const { window } of [maria, luca]) {
    const { rows } = await window.watch(toTake).until(({ total }) => total === 1);
    expect(rows[0]).toMatchObject({ id, state: 'waiting', claim: 'none', content: { contactName: 'Anna Belotti' } });
  }
});

describe('a claim', () => {
  test('[CL3] [EV2] [EV5] makes it private: content is gone on the other device, and the receipt is shown', async () => {
    const id = await hub.receive();
    const his = opened(luca, id);
    await his.until((value) => value?.content?.subject === 'Iscrizione alla gita');
    await run(luca, { name: 'open', conversationId: id });
    await settled(luca);
    await claimed(maria, id);
    expect(await his.until((value) => value?.content === null)).toMatchObject({
      ...{ messages: [], under: null, row: { claim: 'other', state: 'claimed', content: null } },
    });
    await opened(maria, id).until(
      (value) => JSON.stringify(value?.content?.eviction) === '{"removed":1,"pending":0,"opened":1}',
      'receipt',
    );
  });

  test('[EV6] the window that showed it is given up after it was blanked, others are not', async () => {
    const id = await hub.receive();
    const other = luca.core.renderer(9);
    await other.watch(toTake).until(({ total }) => total === 1);
    const his = opened(luca, id);
    await his.until((value) => value?.content !== null && value !== null);
    await claimed(maria, id);
    await his.until((value) => value?.content === null);
    const discarded = luca.core.toMain.filter(({ type }) => type === 'discard');
    expect(discarded).toEqual([{ type: 'discard', portId: luca.window.portId }]);
    const [notice] = other.watch({ name: 'notices' }).now();
    expect(notice).toMatchObject({ kind: 'evicted-while-open', conversationId: id, failure: { code: 'taken' } });
    const { users } = other.watch({ name: 'directory' }).now();
    expect(users.find(({ id: userId }) => userId === notice?.failure?.userId)?.name).toBe('Maria Rossi');
    expect(notice?.failure?.at).toBe(hub.clock.now());
  });

  test('[CL2] the loser is told by whom and when', async () => {
    const id = await hub.receive();
    await Promise.all([maria, luca].map((each) => opened(each, id).until((value) => value !== null)));
    await Promise.all([maria, luca].map((each) => run(each, { name: 'claim', conversationId: id })));
    await Promise.all([settled(maria), settled(luca)]);
    const notices = [maria, luca].map(({ window }) => window.watch({ name: 'notices' }).now());
    expect(notices.flat()).toHaveLength(1);
    expect(notices.flat()[0]).toMatchObject({ kind: 'refused', command: 'claim', failure: { code: 'taken' } });
  });

  test('[CL6] of what one holds succeeds and changes nothing', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    expect(await claimed(maria, id)).toBe(under);
    expect(maria.window.watch({ name: 'notices' }).now()).toEqual([]);
  });
});

describe('attachments', () => {
  const bytes = Buffer.from('%PDF-1.4 certificato');
  const pdf = { name: 'certificato.pdf', type: 'application/pdf', bytes };
  const attachmentOf = async (by: Seat, id: string): Promise<string> => {
    const open = await opened(by, id).until((value) => (value?.messages[0]?.attachments.length ?? 0) > 0);
    return open?.messages[0]?.attachments[0]?.id ?? '';
  };

  test('[EV7] are fetched after the claim and are here when the network is not; nobody else gets them', async () => {
    const id = await hub.receive({ attachments: [pdf] });
    const attachment = await attachmentOf(luca, id);
    await expect(luca.window.call({ name: 'attachment', id: attachment })).rejects.toThrow('attachment-missing');
    await claimed(maria, id);
    const fetched = await maria.window.call({ name: 'attachment', id: attachment });
    expect(Buffer.from(fetched.bytes).equals(bytes)).toBe(true);
    expect([fetched.name, fetched.type]).toEqual([pdf.name, pdf.type]);
    maria.cable.pull();
    await offline(maria);
    expect(await maria.window.call({ name: 'attachment', id: attachment })).toMatchObject({ name: pdf.name });
    await expect(luca.window.call({ name: 'attachment', id: attachment })).rejects.toThrow('attachment-missing');
  });
});

describe('answering', () => {
  test('[CO2] a reply is in the outbox, then in the thread, and once at the hub; its draft is gone', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    await maria.window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: 'Salve' });
    const open = opened(maria, id);
    await open.until((value) => value?.drafts[0]?.text === 'Salve');
    await run(maria, reply(id, under, 'Salve'));
    await open.until((value) => value?.messages.at(-1)?.text === 'Salve' && value.messages.at(-1)?.pending === null);
    await settled(maria);
    const after = await open.until((value) => value?.drafts.length === 0);
    expect(after?.row.content?.awaitingAnswer).toBe(false);
    expect(await atHub(id)).toEqual(['Salve']);
  });

  test('[CL7] [FE7] a released case waits again: the hand-over note is seen, the private thread is not', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    await run(maria, reply(id, under, 'Risposta riservata'));
    await run(maria, { name: 'release', conversationId: id, under, handover: 'Richiamare lunedì' });
    const his = await opened(luca, id).until(
      (value) => value?.row.state === 'waiting' && JSON.stringify(value).includes('Richiamare'),
    );
    const texts = his?.messages.map(({ text }) => text) ?? [];
    expect(texts).toContain('Richiamare lunedì');
    expect(texts).not.toContain('Risposta riservata');
    await opened(maria, id).until(
      (value) => !JSON.stringify(value).includes('Risposta riservata'),
      'hidden from her too',
    );
    expect(maria.window.watch({ name: 'search', text: 'riservata', limit: 5 }).now().hits).toEqual([]);
  });

  test('[CL8] transferred: hers no more, and no notice tells her what she did herself', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    const { users } = await maria.window.watch({ name: 'directory' }).until((value) => value.users.length === 2);
    const to = { userId: users.find(({ name }) => name === 'Luca Bianchi')?.id ?? '' };
    const hers = opened(maria, id);
    await hers.until((value) => value?.content !== null && value !== null);
    await run(maria, { name: 'transfer', conversationId: id, under, to, handover: 'La conosci' });
    await hers.until((value) => value?.content === null);
    await opened(luca, id).until((value) => typeof value?.under === 'number');
    expect(maria.window.watch({ name: 'notices' }).now()).toEqual([]);
    expect(maria.core.toMain).toContainEqual({ type: 'discard', portId: maria.window.portId });
  });

  test('[CL9] resolved and reopened', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    const hers = opened(maria, id);
    await run(maria, { name: 'resolve', conversationId: id, under });
    await hers.until((value) => value?.row.state === 'resolved' && value.row.pending === 0);
    expect(maria.window.watch({ ...toTake, view: 'resolved' }).now().total).toBe(1);
    await run(maria, { name: 'reopen', conversationId: id });
    await hers.until(
      (value) => value?.row.state === 'claimed' && typeof value.under === 'number' && value.under > under,
    );
  });
});

describe('without the network', () => {
  test('[CO1] [CO6] everything here can be read and searched; what is written waits and leaves once', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    maria.cable.pull();
    const { problem, localSinceAt } = await offline(maria);
    expect([problem, localSinceAt > 0]).toEqual([{ code: 'hub-unreachable' }, true]);
    await run(maria, reply(id, under, 'Scritta senza rete'));
    const { messages } = opened(maria, id).now() ?? { messages: [] };
    expect(messages.at(-1)).toMatchObject({ text: 'Scritta senza rete', delivery: 'queued', pending: 2 });
    expect(maria.window.watch({ name: 'outbox' }).now()).toMatchObject([{ seq: 2, name: 'reply', sent: false }]);
    expect(maria.window.watch({ name: 'search', text: 'gita', limit: 5 }).now().hits).toHaveLength(1);
    await back(maria);
    await settled(maria);
    expect(await atHub(id)).toEqual(['Scritta senza rete']);
  });

  test('[CL5] both ask for the same case: one gets it, the other gets the text back with the reason', async () => {
    const id = await hub.receive();
    for (const each of [maria, luca]) await opened(each, id).until((value) => value !== null);
    for (const each of [maria, luca]) {
      each.cable.pull();
      await offline(each);
      const { seq } = await run(each, { name: 'claim', conversationId: id });
      await run(each, reply(id, { claim: seq }, each === maria ? 'Da Maria.' : 'Da Luca, di più.'));
      const asked = opened(each, id).now();
      expect(asked).toMatchObject({ row: { claim: 'requested', state: 'waiting', pending: 2 }, under: { claim: seq } });
      expect(each.window.watch(toTake).now().total).toBe(1);
      expect(each.window.watch({ ...toTake, view: 'mine' }).now().total).toBe(0);
    }
    await back(maria);
    await opened(maria, id).until((value) => value?.row.claim === 'mine' && value.row.pending === 0);
    await luca.window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: 'Stavo scrivendo' });
    await back(luca);
    await settled(luca);
    const his = await opened(luca, id).until((value) => value?.content === null);
    expect(his?.drafts).toMatchObject([
      { kind: 'reply', text: 'Da Luca, di più.\n\nStavo scrivendo', returned: { code: 'stale' } },
    ]);
    const notices = luca.window.watch({ name: 'notices' }).now();
    expect(notices.map(({ command, failure }) => [command, failure?.code])).toEqual([
      ['claim', 'taken'],
      ['reply', 'stale'],
    ]);
    expect(await atHub(id)).toEqual(['Da Maria.']);
  });

  test('[CO8] what has not left can be taken back: its text is a draft, its number has no effect', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    maria.cable.pull();
    await offline(maria);
    const first = await run(maria, reply(id, under, 'Ci ripenso'));
    await run(maria, reply(id, under, 'Questa parte'));
    expect(await maria.window.call({ name: 'cancel', seq: first.seq })).toEqual({ cancelled: true });
    expect(await maria.window.call({ name: 'cancel', seq: first.seq })).toEqual({ cancelled: false });
    expect(opened(maria, id).now()).toMatchObject({
      drafts: [{ text: 'Ci ripenso', returned: null }],
      row: { pending: 1 },
    });
    expect(maria.window.watch({ name: 'outbox' }).now()).toHaveLength(1);
    await back(maria);
    await settled(maria);
    expect(await atHub(id)).toEqual(['Questa parte']);
    const { seq } = await run(maria, reply(id, under, 'E anche questa'));
    expect(await maria.window.call({ name: 'cancel', seq })).toEqual({ cancelled: false });
    await settled(maria);
    expect(await atHub(id)).toEqual(['Questa parte', 'E anche questa']);
  });

  test('[EV2] a case that is taken meanwhile is evicted on return, and only then confirmed', async () => {
    const id = await hub.receive();
    await opened(luca, id).until((value) => value !== null);
    luca.cable.pull();
    await offline(luca);
    await claimed(maria, id);
    const hers = opened(maria, id);
    await hers.until((value) => value?.content?.eviction?.pending === 1);
    await back(luca);
    await hers.until((value) => value?.content?.eviction?.removed === 1 && value.content.eviction.pending === 0);
    expect(opened(luca, id).now()).toMatchObject({ content: null });
  });

  test('[CO1] after a restart everything is as it was left', async () => {
    const id = await hub.receive();
    const under = await claimed(maria, id);
    maria.cable.pull();
    await offline(maria);
    await run(maria, reply(id, under, 'Prima del riavvio'));
    await maria.window.call({ name: 'save-draft', conversationId: id, kind: 'note', text: 'Appunto' });
    maria.core.stop();
    const core = openTestCore({ folder: maria.core.folder, start: { hubUrl: hub.syncUrl } });
    maria = { core, cable: maria.cable, window: core.renderer() };
    expect(opened(maria, id).now()).toMatchObject({ drafts: [{ text: 'Appunto' }] });
    await online(maria);
    await settled(maria);
    expect(await atHub(id)).toEqual(['Prima del riavvio']);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSystemIds } from '../../hub/cli/effects.ts';
import { waitingAgain, withLine } from '../../hub/commands/decision.ts';
import { beginNewLife } from '../../hub/new-life.ts';
import { createOutgoingQueue } from '../../hub/outgoing-queue.ts';
import type { Digest } from '../../shared/protocol/up.ts';
import type { Committed, Storage } from '../../hub/storage/storage.ts';
import { createStepClock } from '../support/step-clock.ts';
import {
  addConversation,
  claimBy,
  line,
  mailed,
  mailOf,
  NOW,
  replied,
  seed,
  withAttachments,
} from '../support/storage-samples.ts';
import { parts } from './hub-storage-parts.ts';

export interface OpenStorage {
  readonly storage: Storage;
  /** Another process with the same data. */
  openAgain(): Promise<Storage>;
  close(): Promise<void>;
}

/** What every storage of the hub has to do; runs over each implementation. */
export function hubStorageSuite(name: string, open: () => Promise<OpenStorage>): void {
  describe(`hub storage on ${name}`, () => {
    const at: At = { storage: never, openAgain: never };
    let opened: OpenStorage;

    beforeEach(async () => {
      opened = await open();
      Object.assign(at, { storage: opened.storage, openAgain: opened.openAgain });
      await at.storage.write(seed);
    });

    afterEach(() => opened.close());

    transactions(at);
    content(at);
    bookkeeping(at);
    parts(at);
  });
}

/** What the test at hand works on; filled before each one. */
type At = Pick<OpenStorage, 'storage' | 'openAgain'>;

const never = undefined as never;

function transactions(at: At): void {
  test('[FE1] Numbers of the feed are gapless in order of commits, also when transactions fail', async () => {
    const before = await at.storage.read((tx) => tx.feedSeq());
    const jobs = Array.from({ length: 20 }, (_, index) =>
      at.storage.write(async (tx) => {
        await tx.putUser({ id: `u${index}`, name: `U ${index}`, role: 'volunteer', active: true });
        if (index % 3 === 0) throw new Error('rolled back');
      }),
    );
    const results = await Promise.allSettled(jobs);
    const kept = results.filter(({ status }) => status === 'fulfilled').length;
    const rows = await at.storage.read((tx) => tx.feed(before, 100));
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: kept }, (_, index) => before + 1 + index));
  });

  test('[FE1] An entity has one row, with its latest number', async () => {
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    const cursor = await at.storage.read((tx) => tx.feedSeq());
    await at.storage.write((tx) => claimBy(tx, record, 'maria'));
    await at.storage.write((tx) => tx.touchConversation('c1'));
    const rows = await at.storage.read((tx) => tx.feed(0, 100));
    expect(rows.filter(({ id }) => id === 'c1')).toEqual([
      { kind: 'conversation', id: 'c1', seq: cursor + 2, publicSeq: cursor + 1 },
    ]);
    expect(await at.storage.read((tx) => tx.feedCount(cursor))).toBe(1);
  });

  test('Transactions run one after the other, and what is committed is told before the next begins', async () => {
    const log: string[] = [];
    const job = (label: string) =>
      at.storage.write(
        async (tx) => {
          log.push(`${label} begins`);
          await tx.meta();
          await tx.users();
        },
        () => log.push(`${label} committed`),
      );
    await Promise.all([job('a'), job('b')]);
    expect(log).toEqual(['a begins', 'a committed', 'b begins', 'b committed']);
  });

  test('A failed transaction leaves nothing, runs no callback, and fails its caller only', async () => {
    let committed = false;
    const failing = at.storage.write(
      async (tx) => {
        await addConversation(tx, 'c1');
        throw new Error('no');
      },
      () => (committed = true),
    );
    await expect(failing).rejects.toThrow('no');
    expect(committed).toBe(false);
    expect(await at.storage.read((tx) => tx.conversation('c1'))).toBeNull();
    expect((await at.storage.write((tx) => addConversation(tx, 'c1'))).number).toBe('2026-000001');
  });

  test('Case numbers are gapless for each year', async () => {
    const numbers = await at.storage.write(async (tx) => [
      await tx.nextCaseNumber(2026),
      await tx.nextCaseNumber(2026),
      await tx.nextCaseNumber(2027),
      await tx.nextCaseNumber(2026),
    ]);
    expect(numbers).toEqual(['2026-000001', '2026-000002', '2027-000001', '2026-000003']);
  });

  test('Commits are told with what they moved; reading and failing tell nothing', async () => {
    const told: Committed[] = [];
    const stop = at.storage.onCommit(({ feed, mail }) => told.push({ feed, mail }));
    await at.storage.read((tx) => tx.users());
    await at.storage.write((tx) => tx.users());
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) => tx.touchConversation('c1'));
    stop();
    await at.storage.write((tx) => tx.touchConversation('c1'));
    expect(told).toEqual([
      { feed: true, mail: false },
      { feed: true, mail: false },
    ]);
  });

  test('A commit says how far the feed has come by it', async () => {
    const told: (number | undefined)[] = [];
    const stop = at.storage.onCommit(({ feedSeq }) => told.push(feedSeq));
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const first = await at.storage.read((tx) => tx.feedSeq());
    await at.storage.write(async (tx) => {
      await tx.touchConversation('c1');
      await tx.touchConversation('c1');
    });
    stop();
    expect(told).toEqual([first, first + 2]);
  });

  test('What is committed is there for another process, and after closing', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const other = await at.openAgain();
    expect(await other.read((tx) => tx.conversation('c1'))).toMatchObject({ number: '2026-000001' });
    await other.write((tx) => tx.touchConversation('c1'));
    await other.close();
    expect(await at.storage.read((tx) => tx.feedCount(0))).toBeGreaterThan(0);
    await at.storage.close();
    const later = await at.openAgain();
    expect(await later.read((tx) => tx.meta())).toEqual({ hubId: 'hub', epoch: 'epoch', association: 'Prova' });
    await later.close();
  });

  test('Closing waits for the transactions that are in line', async () => {
    const written = at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.close();
    expect(await written).toMatchObject({ id: 'c1' });
    const later = await at.openAgain();
    expect(await later.read((tx) => tx.conversation('c1'))).not.toBeNull();
    await later.close();
  });
}

function content(at: At): void {
  test('A conversation comes back as it was stored, with messages and attachments in order', async () => {
    const record = await at.storage.write((tx) => addConversation(tx, 'c1', withAttachments()));
    expect(await at.storage.read((tx) => tx.conversation('c1'))).toEqual(record);
    expect(await at.storage.read((tx) => tx.conversationByReplyToken('token-c1'))).toEqual(record);
    expect(await at.storage.read((tx) => tx.conversationByReplyToken('other'))).toBeNull();
    const [message] = (await at.storage.read((tx) => tx.messages(['c1'], 0))).get('c1') ?? [];
    expect(message).toMatchObject({ text: 'Città, perché, €', quoted: 'citato', event: null, automatic: false });
    expect(message?.attachments.map(({ name }) => name)).toEqual(['b.pdf', 'a.jpg']);
    const bytes = await at.storage.read((tx) => tx.attachmentBytes('c1-f0'));
    expect(Buffer.from(bytes ?? [])).toEqual(Buffer.from([0, 255, 1]));
    expect(await at.storage.read((tx) => tx.attachment('c1-f1'))).toMatchObject({ conversationId: 'c1' });
    expect(await at.storage.read((tx) => tx.attachment('none'))).toBeNull();
  });

  test('[IN1] A text with U+0000 is stored, with that character or a sign in its place', async () => {
    const message = { ...withAttachments(), text: 'prima\0dopo', quoted: '\0' };
    await at.storage.write((tx) => addConversation(tx, 'c1', message));
    const [stored] = (await at.storage.read((tx) => tx.messages(['c1'], 0))).get('c1') ?? [];
    expect(stored?.text).toMatch(/^prima[\0\uFFFD]dopo$/);
  });

  test('[FE6] Only messages changed above a number are read', async () => {
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    const cursor = await at.storage.read((tx) => tx.feedSeq());
    await at.storage.write((tx) => claimBy(tx, record, 'maria'));
    const news = (await at.storage.read((tx) => tx.messages(['c1'], cursor))).get('c1');
    expect(news?.map(({ event }) => event?.code)).toEqual(['claimed']);
  });

  test('[FE6] Rights carry the number since which they hold; taking what is open and staying a participant keep it', async () => {
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    const opened = await at.storage.read((tx) => tx.feedSeq());
    const claimed = await at.storage.write((tx) => claimBy(tx, record, 'maria'));
    const resolved = { ...claimed, state: 'resolved' as const, resolvedAt: NOW };
    await at.storage.write((tx) => tx.saveConversation(withLine(claimed, resolved, line('c1-resolved'))));
    const [readable] = [...(await at.storage.read((tx) => tx.readable(['c1']))).values()];
    expect(readable?.openSinceSeq).toBe(opened);
    expect([...(readable?.sinceSeqByUserId ?? [])]).toEqual([['maria', opened]]);
    await at.storage.write((tx) => tx.saveConversation(withLine(resolved, waitingAgain(resolved), line('c1-waits'))));
    const [again] = [...(await at.storage.read((tx) => tx.readable(['c1']))).values()];
    expect(again).toMatchObject({ openSinceSeq: opened + 3, sinceSeqByUserId: new Map() });
  });
}

function bookkeeping(at: At): void {
  test('[HS6] An enrolment code is used by one of two at once', async () => {
    const enrolment = { codeHash: 'h', userId: 'maria', createdAt: NOW, expiresAt: NOW + 1, usedAt: null };
    await at.storage.write((tx) => tx.addEnrolment(enrolment));
    const used = await Promise.all([1, 2].map(() => at.storage.write((tx) => tx.useEnrolment('h', NOW))));
    expect(used).toEqual([true, false]);
    expect(await at.storage.read((tx) => tx.enrolment('h'))).toEqual({ ...enrolment, usedAt: NOW });
  });

  test('[DI1] The digest counts versions as this user sees them, without what is gone', async () => {
    const digests = (): Promise<readonly Digest[]> =>
      at.storage.read(async (tx) => [await tx.digest('maria'), await tx.digest('luca')]);
    const [[first]] = [await digests()];
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    const arrived = await at.storage.read((tx) => tx.feedSeq());
    const counted = { count: (first?.count ?? 0) + 1, sum: (first?.sum ?? 0) + arrived };
    expect(await digests()).toEqual([counted, counted]);
    await at.storage.write((tx) => tx.touchConversation('c1'));
    const touched = { ...counted, sum: counted.sum + 1 };
    expect(await digests()).toEqual([touched, touched]);
    await at.storage.write((tx) => claimBy(tx, record, 'maria'));
    await at.storage.write((tx) => tx.touchConversation('c1'));
    const claimed = { ...counted, sum: counted.sum + 2 };
    expect(await digests()).toEqual([{ ...claimed, sum: claimed.sum + 1 }, claimed]);
    const reply = { id: 'r', shortcut: 's', title: 't', lang: 'it' as const, groupId: null, text: 'x' };
    await at.storage.write((tx) => tx.putCannedReply(reply));
    await at.storage.write((tx) => tx.removeCannedReply('r'));
    expect((await digests())[1]).toEqual(claimed);
  });

  test('[CO5] Answers come back, are dropped up to a number, and granted claims stay', async () => {
    await at.storage.write(async (tx) => {
      await tx.addAnswer('pc-maria', 1, {
        outcome: { ok: true, fence: 4 },
        claim: { conversationId: 'c', fence: 4 },
      });
      await tx.addAnswer('pc-maria', 2, { outcome: { ok: false, failure: { code: 'taken' } }, claim: null });
      await tx.addAnswer('pc-maria', 3, { outcome: { ok: true }, claim: null });
      await tx.dropAnswers('pc-maria', 2);
    });
    const answers = await at.storage.read((tx) => tx.answers('pc-maria', [1, 2, 3]));
    expect([...answers.keys()].sort((a, b) => a - b)).toEqual([1, 3]);
    expect((await at.storage.read((tx) => tx.device('pc-maria')))?.lastCommand).toBe(3);
    await expect(
      at.storage.write((tx) => tx.addAnswer('pc-maria', 3, { outcome: { ok: true }, claim: null })),
    ).rejects.toThrow(/unique/i);
  });

  test('[EV1] Holds of many conversations at once; content sent again begins a new, unopened hold', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `c${index}`);
    await at.storage.write(async (tx) => {
      for (const id of ids) await addConversation(tx, id);
      await tx.recordHolds(ids.map((conversationId) => ({ deviceId: 'pc-luca', conversationId, fence: 0, seq: 1 })));
      expect(await tx.recordOpened('pc-luca', 'c0', NOW)).toBe(true);
      expect(await tx.recordOpened('pc-luca', 'c0', NOW)).toBe(false);
      expect(await tx.recordOpened('pc-maria', 'c0', NOW)).toBe(false);
    });
    const counts = await at.storage.read((tx) => tx.evictions(['c0', 'c249']));
    expect([...counts.values()]).toEqual([
      { removed: 0, pending: 1, opened: 1 },
      { removed: 0, pending: 1, opened: 0 },
    ]);
    await at.storage.write(async (tx) => {
      expect(await tx.recordEvicted({ deviceId: 'pc-luca', conversationId: 'c0', fence: 0, at: NOW })).toBe(false);
      expect(await tx.recordEvicted({ deviceId: 'pc-luca', conversationId: 'c0', fence: 1, at: NOW })).toBe(true);
      expect(await tx.recordEvicted({ deviceId: 'pc-luca', conversationId: 'c0', fence: 1, at: NOW })).toBe(false);
      await tx.recordHolds([{ deviceId: 'pc-luca', conversationId: 'c0', fence: 2, seq: 1 }]);
    });
    const again = await at.storage.read((tx) => tx.evictions(['c0']));
    expect(again.get('c0')).toEqual({ removed: 0, pending: 1, opened: 0 });
  });

  test('[OU1] Mails wait in order of their time, with references to the earlier mails', async () => {
    await at.storage.write(async (tx) => {
      const record = await addConversation(tx, 'c1', mailed('c1', 'first@x'));
      const reply = {
        ...line('r1'),
        kind: 'reply' as const,
        text: 'Risposta',
        at: NOW + 10,
        mailMessageId: 'second@x',
      };
      await tx.saveConversation({ ...withLine(record, record, reply), mails: [mailOf('r1')] });
    });
    const claim = (now: number) => at.storage.write((tx) => tx.claimMail({ now, owner: 'hub', until: now + 100 }));
    expect(await claim(NOW - 1)).toBeNull();
    expect(await at.storage.read((tx) => tx.nextMailDueAt())).toBe(NOW);
    expect(await claim(NOW)).toMatchObject({
      id: 'r1',
      text: 'Risposta',
      mailMessageId: 'second@x',
      references: ['first@x'],
      replyToken: 'token-c1',
      number: '2026-000001',
      attempts: 0,
    });
    await at.storage.write((tx) => tx.setMail({ id: 'r1', state: 'queued', dueAt: NOW + 5, hasFailed: true }));
    expect(await claim(NOW)).toBeNull();
    expect(await claim(NOW + 5)).toMatchObject({ attempts: 1 });
    expect(await at.storage.read((tx) => tx.mailByMessageId('second@x'))).toMatchObject({ id: 'r1', state: 'queued' });
    expect(await at.storage.read((tx) => tx.mailByMessageId('first@x'))).toBeNull();
  });

  test('[OU4] A mail is given to one of two hubs, and to the other one when the time of the first is over', async () => {
    const other = await at.openAgain();
    const [first, second] = [queueOn(at.storage), queueOn(other)];
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) =>
      tx.saveConversation({ ...withLine(record, record, replied), mails: [mailOf('r1')] }),
    );
    const given = [await first.queue.next(NOW), await second.queue.next(NOW)];
    expect(given.map((mail) => mail?.id)).toEqual(['r1', undefined]);
    expect(await second.queue.nextDueAt()).toBe(NOW + OWNED_MS);
    expect(await second.queue.next(NOW + OWNED_MS - 1)).toBeNull();
    for (const { clock } of [first, second]) clock.set(NOW + OWNED_MS);
    expect(await second.queue.next(NOW + OWNED_MS)).toMatchObject({ id: 'r1' });
    await expect(first.queue.sending('r1')).rejects.toThrow(/taken/);
    await first.queue.retry('r1', NOW);
    await second.queue.sending('r1');
    await first.queue.failed('r1');
    await second.queue.sent('r1', NOW);
    expect(await at.storage.read((tx) => tx.mail('r1'))).toMatchObject({ state: 'sent' });
    await other.close();
  });

  test('[OU4] What a hub has begun is uncertain only when its time is over, and sent if it says so later', async () => {
    const other = await at.openAgain();
    const [first, second] = [queueOn(at.storage), queueOn(other)];
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) =>
      tx.saveConversation({ ...withLine(record, record, replied), mails: [mailOf('r1')] }),
    );
    await first.queue.next(NOW);
    await first.queue.sending('r1');
    const state = () => at.storage.read(async (tx) => (await tx.mail('r1'))?.state);
    if (at.storage.isShared) await second.queue.recover();
    expect(await second.queue.next(NOW)).toBeNull();
    expect(await state()).toBe('sending');
    expect(await second.queue.nextDueAt()).toBe(NOW + OWNED_MS);
    expect(await second.queue.next(NOW + OWNED_MS)).toBeNull();
    expect(await state()).toBe('uncertain');
    await first.queue.sent('r1', NOW);
    expect(await state()).toBe('sent');
    await other.close();
  });

  test('[RE1] [RE5] [RE6] A new life has another epoch, leaves numbers out, and sends no old mail', async () => {
    const record = await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) =>
      tx.saveConversation({ ...withLine(record, record, replied), mails: [mailOf('r1')] }),
    );
    const first = await at.storage.write((tx) => tx.nextCaseNumber(2026));
    const before = await at.storage.read((tx) => tx.meta());
    const beginning = { now: NOW, ids: createSystemIds(createStepClock(NOW)), skippedNumbers: 50 };
    const begun = await at.storage.write((tx) => beginNewLife(tx, beginning));
    expect(begun).toMatchObject({ uncertainMails: 1, meta: { hubId: before?.hubId } });
    expect(begun?.meta.epoch).not.toBe(before?.epoch);
    expect(await at.storage.read((tx) => tx.meta())).toEqual(begun?.meta);
    expect(Number((await at.storage.write((tx) => tx.nextCaseNumber(2026))).slice(5))).toBe(
      Number(first.slice(5)) + 51,
    );
    expect(await at.storage.read((tx) => tx.unsentMails())).toEqual([]);
    const messages = (await at.storage.read((tx) => tx.messages(['c1'], 0))).get('c1');
    expect(messages?.find(({ id }) => id === 'r1')?.delivery).toBe('uncertain');
  });

  test('[IN2] A dedupe key is kept once', async () => {
    await at.storage.write(async (tx) => {
      await addConversation(tx, 'c1');
      await tx.addReceived('key', 'c1', NOW);
    });
    expect(await at.storage.read((tx) => tx.receivedConversation('key'))).toMatchObject({ id: 'c1' });
    await expect(at.storage.write((tx) => tx.addReceived('key', 'c1', NOW))).rejects.toThrow(/unique/i);
  });
}

const OWNED_MS = 5 * 60_000;

/** The queue of one run of a hub. */
function queueOn(storage: Storage) {
  const clock = createStepClock(NOW);
  return { clock, queue: createOutgoingQueue({ storage, clock, ids: createSystemIds(clock) }) };
}

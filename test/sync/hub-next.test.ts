import { expect, test } from 'vitest';
import type { SkipReason } from '../../shared/model/next.ts';
import { twoVolunteers } from '../support/two-volunteers.ts';
import { urgentWords } from '../support/urgent-words.ts';

const office = twoVolunteers();

interface Asked {
  readonly groupIds?: readonly string[] | null;
  readonly skipped?: readonly string[];
}

const claim = (conversationId: string, { groupIds = null, skipped = [] }: Asked = {}) => ({
  name: 'claim',
  conversationId,
  next: { groupIds, skipped },
});
const skip = (conversationId: string, under: number, skipped: SkipReason = 'no-time') => ({
  name: 'release',
  conversationId,
  under,
  handover: '',
  skipped,
});
const notNext = (conversationId: string) => ({ ok: false, failure: { code: 'not-next', conversationId } });

async function received(count: number, over: (n: number) => object = () => ({})): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    office.hub.clock.set(office.hub.clock.now() + 1_000);
    ids.push(await office.hub.receive(over(n)));
  }
  return ids;
}

test('[NX1] Fifty spellings of "urgente" change no place: who wrote first is next', async () => {
  expect(new Set(urgentWords).size).toBe(50);
  const ids = await received(60, (n) =>
    n < 10 ? {} : { subject: urgentWords[n - 10] ?? '', text: urgentWords[n - 10] ?? '' },
  );
  const last = ids.at(-1) ?? '';
  for (const id of ids.slice(0, -1)) {
    expect(await office.maria.run(claim(last))).toEqual(notNext(id));
    expect(await office.luca.run(claim(id))).toMatchObject({ ok: true });
  }
  expect(await office.maria.run(claim(last))).toMatchObject({ ok: true });
  expect(await office.maria.run(claim(ids[0] ?? ''))).toMatchObject({ failure: { code: 'none-waiting' } });
}, 60_000);

test('[NX1] Of two who ask at once for the same each gets another one, in order', async () => {
  const [first = '', second = ''] = await received(2);
  const outcomes = await Promise.all([office.maria.run(claim(first)), office.luca.run(claim(first))]);
  expect(outcomes).toContainEqual({ ok: true, fence: 1 });
  expect(outcomes).toContainEqual(notNext(second));
});

test('[NX1] Only the groups that are named count; in none nothing waits', async () => {
  const [first = '', second = ''] = await received(2, (n) => ({ groupId: n === 0 ? 'segreteria' : 'didattica' }));
  expect(await office.maria.run(claim(first, { groupIds: ['didattica'] }))).toEqual(notNext(second));
  expect(await office.maria.run(claim(first, { groupIds: [] }))).toMatchObject({ failure: { code: 'none-waiting' } });
  expect(await office.maria.run(claim(second, { groupIds: ['didattica'] }))).toMatchObject({ ok: true });
});

test('[NX1] [CL7] What was released is first again; what one holds already is granted', async () => {
  const [first = '', second = ''] = await received(2);
  expect(await office.maria.push(claim(first), claim(first))).toEqual([
    { ok: true, fence: 1 },
    { ok: true, fence: 1 },
  ]);
  await office.maria.run({ name: 'release', conversationId: first, under: 1, handover: '' });
  expect(await office.luca.run(claim(second))).toEqual(notNext(first));
});

test('[NX3] What somebody skipped is next for everybody else, and for them only after somebody else has had it', async () => {
  const [first = '', second = ''] = await received(2);
  await office.maria.push(claim(first), skip(first, 1));
  expect(await office.luca.run(claim(second))).toEqual(notNext(first));
  expect(await office.maria.run(claim(first))).toMatchObject({ ok: true });
  await office.maria.run(skip(first, 3));
  expect(await office.maria.run(claim(second, { skipped: [first] }))).toMatchObject({ ok: true });
  await office.luca.push(claim(first), { name: 'release', conversationId: first, under: 5, handover: '' });
  expect(await office.maria.run(claim(second, { skipped: [first] }))).toMatchObject({ ok: true });
  await office.maria.run({ name: 'resolve', conversationId: second, under: 1 });
  const [third = ''] = await received(1);
  expect(await office.maria.run(claim(third, { skipped: [first] }))).toEqual(notNext(first));
});

test('[NX3] Nobody leaves out what they have not skipped with a reason', async () => {
  const [first = '', second = ''] = await received(2);
  expect(await office.maria.run(claim(second, { skipped: [first] }))).toEqual(notNext(first));
  await office.maria.push(claim(first), { name: 'release', conversationId: first, under: 1, handover: 'per voi' });
  expect(await office.maria.run(claim(second, { skipped: [first] }))).toEqual(notNext(first));
});

test('[NX3] [AU1] The reason stands in the line and in the audit, and must be one of the list', async () => {
  const [first = ''] = await received(1);
  await office.maria.push(claim(first), skip(first, 1, 'know-the-person'));
  const messages = (await office.hub.storage.read((tx) => tx.messages([first], 0))).get(first) ?? [];
  const event = { code: 'released', userId: office.maria.userId, skipped: 'know-the-person' };
  expect(messages.at(-1)).toMatchObject({ kind: 'system', text: '', event });
  const entries = await office.hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }));
  const release = entries.find(({ kind }) => kind === 'release');
  expect(JSON.parse(release?.facts ?? '{}')).toEqual({ fence: 2, hasHandover: false, skipped: 'know-the-person' });
  await office.maria.run(claim(first));
  const odd = { ...skip(first, 3), skipped: 'non mi va' };
  expect(await office.maria.run(odd)).toEqual({ ok: false, failure: { code: 'invalid-command' } });
});

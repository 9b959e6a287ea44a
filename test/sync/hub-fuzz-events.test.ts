import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../shared/protocol/down.ts';
import {
  enrolOver,
  helloOf,
  nonceOf,
  openFuzzHub,
  type FuzzHub,
  type Identity,
  type Line,
} from '../support/fuzz-hub.ts';
import { incomingMail } from '../support/hub-fixture.ts';

/** Every event of the hub, seen by everybody: who is sent all of it, who only that it happened, and who nothing. */
const persons = ['holder', 'holderElsewhere', 'other', 'coordinator'] as const;
type Person = (typeof persons)[number];
type Seen = Change['kind'] | 'nothing';

const users: Record<Person, string> = { holder: 'anna', holderElsewhere: 'anna', other: 'luca', coordinator: 'carla' };
const TEXT = 'CANARINO';

interface Seat {
  readonly identity: Identity;
  readonly line: Line;
  seq: number;
}

let hub: FuzzHub;
let seats: Record<Person, Seat>;
let id: string;
let lastId = 0;

beforeAll(async () => {
  hub = await openFuzzHub(['anna', 'luca']);
  await hub.storage.write((tx) => tx.putUser({ id: 'carla', name: 'Carla', role: 'coordinator', active: true }));
  const seat = async (person: Person): Promise<Seat> => {
    const identity = await enrolOver(hub, users[person]);
    const line = hub.line();
    line.send(JSON.stringify(helloOf(identity, nonceOf(line))));
    return { identity, line, seq: 0 };
  };
  seats = {
    holder: await seat('holder'),
    holderElsewhere: await seat('holderElsewhere'),
    other: await seat('other'),
    coordinator: await seat('coordinator'),
  };
  await seen(async () => undefined);
});

afterAll(async () => {
  hub.inner.close();
  await hub.storage.close();
});

/** What the devices are sent because of a step: the kind of the change, and whether the step's text is in it. */
async function seen(step: () => Promise<unknown>): Promise<Record<Person, readonly [Seen, boolean]>> {
  hub.clock.advance(1_000);
  await step();
  await hub.settle();
  const of = ({ line }: Seat): readonly [Seen, boolean] => {
    const changes = line.take().flatMap((frame) => {
      if (frame.type === 'ping') line.send('{"type":"pong"}');
      if (frame.type !== 'patch') return [];
      line.send(JSON.stringify({ type: 'ack', cursor: frame.cursor, answered: 0 }));
      return frame.changes;
    });
    return [changes.at(-1)?.kind ?? 'nothing', JSON.stringify(changes).includes(`${TEXT}-${lastId}`)];
  };
  const [holder, holderElsewhere, other, coordinator] = persons.map((person) => of(seats[person]));
  await hub.settle();
  return { holder, holderElsewhere, other, coordinator } as Record<Person, readonly [Seen, boolean]>;
}

const words = () => `${TEXT}-${(lastId += 1)}`;

function run(person: Person, command: object): Promise<void> {
  const seat = seats[person];
  const text = words();
  const common = { conversationId: id, messageId: `message-${lastId}`, text, handover: text };
  const commands = [{ seq: (seat.seq += 1), command: { ...common, ...command } }];
  seat.line.send(JSON.stringify({ type: 'push', commands }));
  return hub.settle();
}

async function arrive(replies = false): Promise<void> {
  const record = replies ? await hub.storage.read((tx) => tx.conversation(id)) : null;
  const mail = incomingMail({ text: words(), replyToken: record?.replyToken ?? null });
  id = (await hub.inner.intake.receive(mail)).conversationId;
}

async function delivered(): Promise<void> {
  const mail = await hub.inner.outgoingQueue.next(hub.clock.now());
  if (mail === null) throw new Error('no mail waits');
  await hub.inner.outgoingQueue.sending(mail.id);
  await hub.inner.outgoingQueue.sent(mail.id, hub.clock.now());
}

const directory = { id: 'risposta', shortcut: 'x', title: 'X', lang: 'it' as const, groupId: null };
const all = (kind: Seen) => ({ holder: kind, holderElsewhere: kind, other: kind, coordinator: kind });
const holders = (rest: Seen) => ({ ...all(rest), holder: 'put', holderElsewhere: 'put' }) as const;
const receipt = (fence: number) => JSON.stringify({ type: 'evicted', items: [{ conversationId: id, fence }] });

/** In this order: each goes on from where the one before left the conversation. */
const events: readonly (readonly [string, () => Promise<unknown>, Record<Person, Seen>])[] = [
  ['an arrival', () => arrive(), all('put')],
  ['its acknowledgement has left', delivered, all('put')],
  ['another message while it waits', () => arrive(true), all('put')],
  ['an opening before the claim', () => run('other', { name: 'open' }), all('nothing')],
  ['a claim', () => run('holder', { name: 'claim' }), holders('stub')],
  ['a claim that comes too late', () => run('other', { name: 'claim' }), all('nothing')],
  ['an opening that is told after the claim', () => run('coordinator', { name: 'open' }), holders('nothing')],
  ['a receipt', async () => seats.other.line.send(receipt(1)), holders('nothing')],
  ['the same receipt again', async () => seats.other.line.send(receipt(1)), all('nothing')],
  ['a note', () => run('holder', { name: 'note', under: 1 }), holders('nothing')],
  ['a note by somebody without the right', () => run('coordinator', { name: 'note', under: 1 }), all('nothing')],
  ['a reply', () => run('holderElsewhere', { name: 'reply', under: 1 }), holders('nothing')],
  ['the reply has left', delivered, holders('nothing')],
  ['a message of the contact', () => arrive(true), holders('nothing')],
  ['the end', () => run('holder', { name: 'resolve', under: 1 }), holders('stub')],
  ['a message after the end', () => arrive(true), holders('stub')],
  ['the end again', () => run('holder', { name: 'resolve', under: 2 }), holders('stub')],
  ['a reopening', () => run('holder', { name: 'reopen' }), holders('stub')],
  [
    'a transfer to somebody',
    () => run('holder', { name: 'transfer', under: 3, to: { userId: 'luca' } }),
    { ...all('stub'), other: 'put' },
  ],
  ['a note of the new one', () => run('other', { name: 'note', under: 4 }), { ...all('nothing'), other: 'put' }],
  ['a transfer to a group', () => run('other', { name: 'transfer', under: 4, to: { groupId: 'cassa' } }), all('put')],
  ['the next claim', () => run('holder', { name: 'claim' }), holders('stub')],
  ['a release', () => run('holder', { name: 'release', under: 6 }), all('put')],
  [
    'a new person',
    () => hub.storage.write((tx) => tx.putUser({ id: 'nuova', name: words(), role: 'volunteer', active: true })),
    all('user'),
  ],
  [
    'a group',
    () => hub.storage.write((tx) => tx.putGroup({ id: 'g', name: { it: words(), en: 'x' }, position: 9 })),
    all('group'),
  ],
  [
    'a canned reply',
    () => hub.storage.write((tx) => tx.putCannedReply({ ...directory, text: words() })),
    all('canned-reply'),
  ],
  ['its end', () => hub.storage.write((tx) => tx.removeCannedReply('risposta')), all('canned-reply-gone')],
];

/** Steps that bring no text of their own. */
const silent = /acknowledgement|opening|^a claim|^the next claim|receipt|^the end|reopening|its end/;

test.each(events)(
  '[FE4][FE5] %s is sent to those who may see it, and no more than they may',
  async (what, step, kinds) => {
    const sent = await seen(step);
    const expected = Object.fromEntries(
      persons.map((person) => {
        const kind = kinds[person];
        return [
          person,
          [kind, !silent.test(what) && kind !== 'stub' && kind !== 'nothing' && kind !== 'canned-reply-gone'],
        ];
      }),
    );
    expect(sent).toEqual(expected);
  },
);

import { expect, test } from 'vitest';
import { errorCodes, type ErrorCode } from '../../shared/errors.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { createKey, enrolFrame } from '../support/device.ts';
import {
  damaged,
  distorted,
  foreignVersion,
  garbage,
  randomCommand,
  tooLarge,
  type FuzzFrame,
} from '../support/fuzz-frames.ts';
import {
  enrolOver,
  helloOf,
  nonceOf,
  openFuzzHub,
  type FuzzHub,
  type Identity,
  type Line,
} from '../support/fuzz-hub.ts';
import { verified } from '../support/audit.ts';
import { incomingMail } from '../support/hub-fixture.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';

/** Nobody but the witness may ever be sent this. */
const SECRET = 'SEGRETO';
const STRANGERS_PER_ROUND = 28;
const OFFENDERS = 6;

interface World {
  readonly hub: FuzzHub;
  readonly random: SeededRandom;
  readonly counts: Map<string, number>;
  /** Codes with which frames were refused, and how often. */
  readonly refused: Map<ErrorCode, number>;
  readonly offenders: Offender[];
  readonly witness: Witness;
  readonly revoked: Identity;
  readonly conversationIds: string[];
  frames: number;
  lastId: number;
}

/** A device that came in rightly and sends whatever it likes. */
interface Offender {
  readonly identity: Identity;
  line: Line;
  /** Number of its last command, as the hub says. */
  seq: number;
}

/** A device that behaves, on one connection all the time. */
interface Witness {
  readonly identity: Identity;
  readonly line: Line;
  seq: number;
  readonly notes: string[];
  readonly held: Map<string, string>;
}

test.each([20_260_320, 20_260_321])(
  '[LIM1][LIM2][HS2][HS4][HS5] 55,000 wrong frames of seed %i: each costs its sender, nobody else, and nothing is lost',
  async (seed) => {
    const world = await openWorld(seed);
    for (let round = 0; world.frames < 55_000; round += 1) {
      world.hub.clock.advance(70);
      await strangersRound(world);
      await offendersRound(world);
      expect(takeWitness(world.witness)).toEqual([]);
      if (round % 40 === 0) await witnessRound(world);
      if (round % 200 === 100) await floodRound(world);
    }
    await witnessRound(world);
    await checkEnd(world);
  },
  240_000,
);

async function openWorld(seed: number): Promise<World> {
  const offenderIds = Array.from({ length: OFFENDERS }, (_, index) => `offender-${index}`);
  const hub = await openFuzzHub(['witness', ...offenderIds]);
  const random = seededRandom(seed);
  const identity = await enrolOver(hub, 'witness');
  const line = await welcomed(hub, identity);
  const witness: Witness = { identity, line, seq: 0, notes: [], held: new Map() };
  const revoked = await enrolOver(hub, 'offender-0');
  await hub.storage.write((tx) => tx.revokeDevice(revoked.deviceId, hub.clock.now()));
  const offenders: Offender[] = [];
  for (const id of offenderIds) {
    const offender = await enrolOver(hub, id);
    offenders.push({ identity: offender, line: await welcomed(hub, offender), seq: 0 });
  }
  const rest = { counts: new Map(), refused: new Map(), offenders, witness, revoked, conversationIds: [] };
  const world: World = { hub, random, ...rest, frames: 0, lastId: 0 };
  for (let count = 0; count < 10; count += 1) await witnessRound(world);
  return world;
}

async function welcomed(hub: FuzzHub, identity: Identity): Promise<Line> {
  const line = hub.line(identity.userId);
  line.send(JSON.stringify(helloOf(identity, nonceOf(line))));
  await hub.settle();
  return line;
}

const nextId = (world: World): string => `fuzz-${(world.lastId += 1)}`;

function count(world: World, { what }: FuzzFrame): void {
  world.frames += 1;
  world.counts.set(what, (world.counts.get(what) ?? 0) + 1);
}

/** One frame each by connections that nobody knows: none may be let in, each is told why. */
async function strangersRound(world: World): Promise<void> {
  const { hub, random } = world;
  const sent = Array.from({ length: STRANGERS_PER_ROUND }, () => {
    const line = hub.line(`stranger-${random.below(50)}`);
    const frame = strangersFrame(world, nonceOf(line));
    line.send(frame.text);
    count(world, frame);
    return { line, frame };
  });
  await hub.settle();
  for (const { line, frame } of sent) {
    const answer = line.take().at(-1);
    checkCode(frame, line.ended()?.code ?? null);
    if (line.ended() === null) line.lose();
    else expect(answer).toEqual({ type: 'error', failure: line.ended() });
    countRefusal(world, line);
  }
}

/** By hand: an assertion of the framework costs more than the frame. */
function checkCode({ what, text, codes }: FuzzFrame, code: ErrorCode | null): void {
  if (!codes.includes(code)) throw new Error(`${what} was answered with ${code}: ${text.slice(0, 300)}`);
}

function countRefusal({ refused }: World, line: Line): void {
  const code = line.ended()?.code;
  if (code !== undefined) refused.set(code, (refused.get(code) ?? 0) + 1);
}

const enrolment: readonly ErrorCode[] = ['wrong-code', 'rate-limited'];
const anything: readonly (ErrorCode | null)[] = [
  'bad-frame',
  'unsupported-version',
  'unknown-device',
  'bad-signature',
  ...enrolment,
];

function strangersFrame({ random, revoked, witness, offenders }: World, nonce: string): FuzzFrame {
  const known = random.pick(offenders).identity;
  const stale = (): object => helloOf(known, `${nonce}x`);
  const enrol = (): object => enrolFrame('AAAAA-AAAAA', FUZZ_KEY);
  const wrong = (what: string, frame: object, codes: FuzzFrame['codes']): FuzzFrame => ({
    what,
    text: JSON.stringify(frame),
    codes,
  });
  const early = [
    { type: 'pong' },
    { type: 'ack', cursor: 9, answered: 9 },
    { type: 'push', commands: [{ seq: 1, command: {} }] },
    { type: 'evicted', items: [{ conversationId: 'a', fence: 1 }] },
  ];
  const roll = random.next();
  if (roll < 0.46) return garbage(random);
  if (roll < 0.465) return tooLarge(random);
  if (roll < 0.55) return foreignVersion(random, random.pick([CHEAP_HELLO, enrol()]));
  if (roll < 0.65) return wrong('out of order', random.pick(early), ['bad-frame']);
  if (roll < 0.66) return wrong('replayed hello', stale(), ['bad-signature']);
  if (roll < 0.67) return wrong('revoked device', helloOf(revoked, nonce), ['revoked-device']);
  if (roll < 0.7) return wrong('unknown device', CHEAP_HELLO, ['unknown-device']);
  if (roll < 0.72)
    return wrong('somebody else', { ...CHEAP_HELLO, deviceId: witness.identity.deviceId }, ['bad-signature']);
  if (roll < 0.75) return wrong('wrong code', enrol(), enrolment);
  if (roll < 0.88)
    return {
      what: 'damaged text',
      text: damaged(random, JSON.stringify(random.pick([CHEAP_HELLO, enrol()]))),
      codes: anything,
    };
  return wrong('distorted', distorted(random, random.pick([CHEAP_HELLO, enrol()])) as object, anything);
}

const commandNames = [
  'claim',
  'open',
  'release',
  'transfer',
  'resolve',
  'reopen',
  'reply',
  'note',
  'command-refused',
  'evicted',
];
const FUZZ_KEY = createKey();
const CHEAP_HELLO = {
  type: 'hello',
  protocol: 1,
  deviceId: 'nobody',
  signature: 'A'.repeat(86),
  epoch: null,
  cursor: 0,
  answered: 0,
  appVersion: 'fuzz',
};

/** One frame each by devices that are let in; whoever was sent away comes back. */
async function offendersRound(world: World): Promise<void> {
  const { hub, offenders } = world;
  const sent = offenders.map((offender) => {
    const frame = offendersFrame(world, offender);
    offender.line.send(frame.text);
    count(world, frame);
    return { offender, frame };
  });
  await hub.settle();
  for (const { offender, frame } of sent) {
    const code = offender.line.ended()?.code ?? null;
    checkCode(frame, code);
    takeFrames(offender);
    if (code === null) continue;
    countRefusal(world, offender.line);
    await comeBack(world, offender);
  }
}

function takeFrames(offender: Offender): void {
  for (const text of offender.line.takeTexts()) {
    if (text.includes(SECRET)) throw new Error('a device was sent what it may not see');
    const seq = /^\{"type":"answer","seq":(\d+)/.exec(text)?.[1];
    if (seq !== undefined) offender.seq = Math.max(offender.seq, Number(seq));
    const cursor = /"cursor":(\d+),"done":(?:true|false)\}$/.exec(text)?.[1];
    if (cursor !== undefined) offender.line.send(JSON.stringify({ type: 'ack', cursor: Number(cursor), answered: 0 }));
  }
}

async function comeBack({ hub }: World, offender: Offender): Promise<void> {
  offender.line = await welcomed(hub, offender.identity);
  const welcome = offender.line.take().find((frame) => frame.type === 'welcome');
  if (welcome === undefined) throw new Error('a device that is known was not let in again');
  offender.seq = welcome.lastCommand;
}

/** Each has cases that it likes best, so that every kind of write meets one that its sender holds. */
function ownCases({ offenders, conversationIds }: World, identity: Identity): readonly string[] {
  const index = offenders.findIndex((offender) => offender.identity === identity);
  return conversationIds.filter((_, at) => Math.floor(at / 2) % OFFENDERS === index).slice(-3);
}

function offendersFrame(world: World, { seq, identity }: Offender): FuzzFrame {
  const { random, conversationIds } = world;
  const own = ownCases(world, identity);
  const command = (): unknown => {
    const ids = own.length > 0 && random.next() < 0.6 ? own : conversationIds;
    return randomCommand(random, ids, nextId(world));
  };
  const taken = (what: string, frame: object, codes: FuzzFrame['codes'] = [null]): FuzzFrame => ({
    what,
    text: JSON.stringify(frame),
    codes,
  });
  const commands = (from: number, length: number): object[] =>
    Array.from({ length }, (_, index) => ({ seq: from + index, command: command() }));
  const push = (from: number): object => ({ type: 'push', commands: commands(from, 1 + random.below(3)) });
  const items = [
    { conversationId: random.pick(conversationIds), fence: random.below(9) },
    { conversationId: 'unknown', fence: 1 },
  ];
  const roll = random.next();
  if (roll < 0.2) return taken('commands', push(seq + 1));
  if (roll < 0.26) return taken('replayed commands', push(Math.max(1, seq - random.below(5))));
  if (roll < 0.28) return taken('numbers left out', push(seq + 2 + random.below(1e6)), ['sequence-gap']);
  if (roll < 0.52)
    return taken('acknowledgement', { type: 'ack', cursor: random.below(1e9), answered: random.below(1e9) });
  if (roll < 0.55) return taken('receipts', { type: 'evicted', items });
  if (roll < 0.86) return taken('pong', { type: 'pong', extra: distorted(random, {}) });
  if (roll < 0.88) return taken('hello again', { ...CHEAP_HELLO, deviceId: identity.deviceId }, ['bad-frame']);
  if (roll < 0.9) return garbage(random);
  if (roll < 0.95)
    return {
      what: 'damaged commands',
      text: damaged(random, JSON.stringify(push(seq + 1))),
      codes: [null, 'bad-frame', 'sequence-gap'],
    };
  return taken('distorted commands', distorted(random, push(seq + 1)) as object, [null, 'bad-frame', 'sequence-gap']);
}

/** Far too many at once: refused with the wait, and the sender may come back. */
async function floodRound(world: World): Promise<void> {
  const { hub, random } = world;
  const offender = random.pick(world.offenders);
  const frame = { what: 'flood', text: '{"type":"pong"}', codes: [] };
  for (let sent = 0; sent < 250; sent += 1) {
    offender.line.send(frame.text);
    count(world, frame);
  }
  await hub.settle();
  const failure = offender.line.ended();
  expect(failure).toMatchObject({ code: 'rate-limited' });
  expect(failure?.retryAfterMs).toBeGreaterThan(0);
  countRefusal(world, offender.line);
  takeFrames(offender);
  await comeBack(world, offender);
}

/** Something arrives; the witness sees it, takes it, and keeps it with a secret note, or gives it back to the queue. */
async function witnessRound({ hub, witness, conversationIds }: World): Promise<void> {
  const { conversationId } = await hub.inner.intake.receive(incomingMail({ dedupeKey: `fuzz-${witness.seq}` }));
  conversationIds.push(conversationId);
  await hub.settle();
  takeWitness(witness);
  expect(witness.held.get(conversationId)).toBe('put');
  const messageId = `note-${conversationIds.length}`;
  const isKept = conversationIds.length % 2 === 0;
  if (isKept) witness.notes.push(messageId);
  const about = { conversationId, under: 1, messageId, text: `${SECRET} ${messageId}`, handover: '' };
  const commands = [
    { name: 'claim', conversationId },
    { ...about, name: isKept ? 'note' : 'release' },
  ].map((command) => ({ seq: (witness.seq += 1), command }));
  witness.line.send(JSON.stringify({ type: 'push', commands }));
  await hub.settle();
  const outcomes = [{ ok: true, fence: 1 }, { ok: true }];
  expect(takeWitness(witness)).toEqual(
    commands.map(({ seq }, index) => ({ type: 'answer', seq, outcome: outcomes[index] })),
  );
}

function takeWitness({ line, held }: Witness): readonly Down[] {
  const answers: Down[] = [];
  for (const frame of line.take()) {
    if (frame.type === 'ping') line.send('{"type":"pong"}');
    if (frame.type === 'answer') answers.push(frame);
    if (frame.type !== 'patch') continue;
    for (const change of frame.changes) {
      if (change.kind === 'put') held.set(change.conversation.id, 'put');
      if (change.kind === 'stub') held.set(change.stub.id, 'stub');
    }
    line.send(JSON.stringify({ type: 'ack', cursor: frame.cursor, answered: 0 }));
  }
  expect(line.ended()).toBeNull();
  return answers;
}

async function checkEnd({ hub, witness, conversationIds, refused, counts }: World): Promise<void> {
  expect(hub.log.filter((line) => line.includes('"defect"'))).toEqual([]);
  const stored = await hub.storage.read((tx) => tx.messages(conversationIds, 0));
  expect([...stored.keys()].sort()).toEqual([...conversationIds].sort());
  const ids = new Set([...stored.values()].flat().map(({ id }) => id));
  expect(witness.notes.filter((id) => !ids.has(id))).toEqual([]);
  expect(await verified(hub.storage)).toMatchObject({ ok: true });
  const audited = new Set(
    (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 50_000 }))).map(({ kind }) => kind),
  );
  for (const kind of commandNames) expect([kind, audited.has(kind)]).toEqual([kind, true]);
  const known = new Set<string>(errorCodes);
  expect([...refused.keys()].filter((code) => !known.has(code))).toEqual([]);
  expect([...refused.keys()].sort()).toEqual([
    ...['bad-frame', 'bad-signature', 'frame-too-large', 'rate-limited', 'revoked-device', 'sequence-gap'],
    ...['unknown-device', 'unsupported-version', 'wrong-code'],
  ]);
  expect(counts.size).toBeGreaterThan(25);
}

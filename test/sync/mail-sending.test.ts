import { afterEach, describe, expect, test } from 'vitest';
import { parseRelay } from '../../hub/outgoing/relay.ts';
import { createSender, type MailSender } from '../../hub/outgoing/sender.ts';
import { transmit } from '../../hub/outgoing/transmit.ts';
import type { Delivery } from '../../shared/model/message.ts';
import { createMemoryOutgoing, type MemoryOutgoing } from '../support/memory-outgoing.ts';
import { type Fault, openSmtpOutside, type SmtpOutside, type Stage } from '../support/smtp-outside.ts';
import { eventually } from '../support/processes.ts';

const start = Date.UTC(2026, 2, 2, 10);
const sender = { association: 'Associazione DBO', localPart: 'assistenza', domain: 'dbo.example' };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

interface World {
  readonly queue: MemoryOutgoing;
  readonly outside: SmtpOutside;
  readonly mailSender: MailSender;
  now: number;
  /** Timers that the sender has asked for: moved by the test. */
  readonly due: { at: number; run: () => void }[];
}

async function createWorld(url?: string): Promise<World> {
  const outside = await openSmtpOutside();
  open.push(outside);
  const queue = createMemoryOutgoing();
  const due: World['due'] = [];
  const world = { queue, outside, due, now: start } as World & { mailSender: MailSender };
  world.mailSender = createSender({
    queue,
    relay: parseRelay(url ?? `smtp://127.0.0.1:${outside.port}`),
    sender,
    clock: { now: () => world.now },
    timers: {
      after: (delayMs, run) => {
        const timer = { at: world.now + delayMs, run };
        due.push(timer);
        return () => void (due.includes(timer) && due.splice(due.indexOf(timer), 1));
      },
    },
    random: { next: () => 0.5 },
    log: { defect: () => {} },
    limits: { connectMs: 400, silenceMs: 400 },
  });
  open.push({ close: () => world.mailSender.stop() });
  return world;
}

/** What has to become of a mail when the outside does this at that stage; arrived: copies that the outside holds. */
const cases: readonly (readonly [Stage, Fault, Delivery, arrived: number])[] = [
  ['connect', 'cut', 'queued', 0],
  ['connect', 'hang', 'queued', 0],
  ['connect', '421 Busy', 'queued', 0],
  ['connect', '554 No', 'queued', 0],
  ['ehlo', 'cut', 'queued', 0],
  ['ehlo', 'hang', 'queued', 0],
  ['ehlo', '421 Later', 'queued', 0],
  ['ehlo', '550 Go away', 'queued', 0],
  ['mail', '451 Later', 'queued', 0],
  ['mail', '550 Sender refused', 'failed', 0],
  ['mail', '530 Authentication required', 'queued', 0],
  ['mail', 'cut', 'queued', 0],
  ['mail', 'hang', 'queued', 0],
  ['rcpt', '450 Mailbox busy', 'queued', 0],
  ['rcpt', '550 No such user', 'failed', 0],
  ['rcpt', 'cut', 'queued', 0],
  ['rcpt', 'hang', 'queued', 0],
  ['rcpt', '421 Closing', 'queued', 0],
  ['data', '451 Later', 'queued', 0],
  ['data', '554 No valid recipients', 'failed', 0],
  ['data', 'cut', 'queued', 0],
  ['before-354', 'cut', 'queued', 0],
  ['before-354', 'hang', 'queued', 0],
  ['in-data', 'cut', 'uncertain', 0],
  ['in-data', 'hang', 'uncertain', 0],
  ['in-data', '451 Disk full', 'queued', 0],
  ['in-data', '552 Too much', 'failed', 0],
  ['after-dot', '450 Greylisted', 'queued', 1],
  ['after-dot', '554 Looks like spam', 'failed', 1],
  ['after-dot', 'cut', 'uncertain', 1],
  ['after-dot', 'hang', 'uncertain', 1],
];

describe.each([
  ['pipelining', ['PIPELINING']],
  ['one command at a time', []],
])('mail out, %s', (_, extensions) => {
  test.each(cases)('[OU2] at %s the outside does "%s": %s', async (stage, fault, ...[state, arrived]) => {
    const world = await createWorld();
    world.outside.extensions = [...extensions];
    world.outside.fault = { stage, fault };
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    const last = () => world.queue.history.at(-1)?.split(' ')[1];
    await eventually(`m1 is ${state}`, () => last() === state);
    expect(world.queue.stateOf('m1')).toBe(state);
    expect(world.outside.arrived).toHaveLength(arrived);
    const began = world.queue.history.includes('m1 sending');
    expect(began).toBe(['in-data', 'after-dot'].includes(stage));
  });

  test('[OU1] nothing fails: queued, sending, sent, one copy', async () => {
    const world = await createWorld();
    world.outside.extensions = [...extensions];
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('m1 is sent', () => world.queue.stateOf('m1') === 'sent');
    expect(world.queue.history).toEqual(['m1 sending', 'm1 sent']);
    expect(world.outside.arrived).toHaveLength(1);
  });
});

/** A relay that asks for a password, not on this machine as far as the hub can tell: TLS or nothing. */
const behindTls: readonly (readonly [string, Stage | null, Fault | null, string[]])[] = [
  ['is not offered', null, null, []],
  ['is refused for now', 'starttls', '454 Not now', ['STARTTLS']],
  ['is refused', 'starttls', '502 No', ['STARTTLS']],
  ['ends the connection', 'starttls', 'cut', ['STARTTLS']],
  ['is never answered', 'starttls', 'hang', ['STARTTLS']],
  ['ends in the handshake', 'handshake', 'cut', ['STARTTLS']],
  ['hangs in the handshake', 'handshake', 'hang', ['STARTTLS']],
];

test.each(behindTls)(
  '[OU2] TLS %s: again later, and no password was said',
  async (_, stage, ...[fault, extensions]) => {
    const world = await createWorld();
    const relay = parseRelay(`smtp://user:geheim@0.0.0.0:${world.outside.port}`);
    world.outside.extensions = extensions;
    world.outside.fault = stage === null || fault === null ? null : { stage, fault };
    const end = await transmit(
      {
        from: 'a@dbo.example',
        to: 'b@example.com',
        raw: Buffer.from('Subject: x\r\n\r\nx\r\n'),
        clientName: 'dbo.example',
        beforeData: () => Promise.reject(new Error('never')),
      },
      relay!,
      { limits: { connectMs: 400, silenceMs: 400 }, signal: new AbortController().signal },
    );
    expect(end).toBe('retry');
    expect(world.outside.logins).toBe(0);
    expect(world.outside.arrived).toEqual([]);
  },
);

describe('mail out', () => {
  test('[OU1] the state is stored before the first byte leaves: while that fails, nothing leaves', async () => {
    const world = await createWorld();
    world.queue.failNext('sending');
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('m1 waits for its next attempt', () => world.queue.history.includes('m1 queued'));
    expect(world.outside.arrived).toEqual([]);
  });

  test('[OU2] a connection cut while the state is being stored: again, and no byte has left', async () => {
    const world = await createWorld();
    world.outside.fault = { stage: 'after-354', fault: 'cut' };
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('the attempt ended', () => /queued|uncertain/.test(world.queue.history.at(-1) ?? ''));
    expect(world.outside.arrived).toEqual([]);
    expect(world.queue.stateOf('m1')).not.toBe('sending');
  });

  test('[OU1] sent, but that could not be stored: not sent again, and uncertain after the next start', async () => {
    const world = await createWorld();
    world.queue.failNext('sent');
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('the outside has it', () => world.outside.arrived.length === 1);
    await eventually('the sender waits', () => world.due.some(({ at }) => at === start + 5_000));
    world.now += 10_000;
    for (const timer of world.due.splice(0)) timer.run();
    await world.mailSender.stop();
    expect(world.outside.arrived).toHaveLength(1);
    await world.queue.recover();
    expect(world.queue.stateOf('m1')).toBe('uncertain');
  });

  test('[OU2] what an earlier process left in the middle is uncertain and not repeated', async () => {
    const world = await createWorld();
    world.queue.add({ id: 'm1' });
    await world.queue.sending('m1');
    world.queue.add({ id: 'm2' });
    await world.mailSender.start();
    await eventually('m2 is sent', () => world.queue.stateOf('m2') === 'sent');
    expect(world.queue.stateOf('m1')).toBe('uncertain');
    expect(world.outside.arrived).toHaveLength(1);
  });

  test('[OU2] repeated after 30 s, 2 min, 10 min, 1 h, 1 h, then it leaves, with the same Message-ID', async () => {
    const world = await createWorld();
    world.outside.fault = { stage: 'after-dot', fault: '451 Later' };
    world.queue.add({ id: 'm1', createdAt: start });
    await world.mailSender.start();
    const waits: number[] = [];
    for (let round = 1; round <= 5; round++) {
      await eventually(
        `attempt ${round} ended`,
        () => world.outside.arrived.length === round && world.due.length === 1,
      );
      waits.push((world.due[0]!.at - world.now) / 1_000);
      world.now = world.due[0]!.at;
      if (round === 5) world.outside.fault = null;
      world.due.splice(0)[0]!.run();
    }
    await eventually('m1 is sent', () => world.queue.stateOf('m1') === 'sent');
    expect(waits).toEqual([30, 120, 600, 3_600, 3_600]);
    expect(new Set(world.outside.arrived.map((raw) => /^Message-ID:\s+<([^>]+)>/im.exec(raw)![1])).size).toBe(1);
  });

  test('[OU2] after five days of "not now" a person has to know', async () => {
    const world = await createWorld();
    world.outside.fault = { stage: 'rcpt', fault: '450 Busy' };
    world.queue.add({ id: 'm1', createdAt: start - 5 * 24 * 3_600_000 - 1 });
    await world.mailSender.start();
    await eventually('m1 failed', () => world.queue.stateOf('m1') === 'failed');
  });

  test('one mail that cannot be sent does not hold the next one up', async () => {
    const world = await createWorld();
    world.queue.add({ id: 'm1', to: { name: 'x', address: 'a>b@example.com' } });
    world.queue.add({ id: 'm2', createdAt: start });
    await world.mailSender.start();
    await eventually('m2 is sent', () => world.queue.stateOf('m2') === 'sent');
    expect(world.queue.stateOf('m1')).toBe('failed');
  });

  test('a mail too large for the relay fails instead of coming back for days', async () => {
    const world = await createWorld();
    world.outside.extensions = ['SIZE 200'];
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('m1 failed', () => world.queue.stateOf('m1') === 'failed');
  });

  test('nobody listens at the relay: again later', async () => {
    const world = await createWorld();
    await world.outside.close();
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('m1 waits', () => world.queue.history.includes('m1 queued'));
  });

  test('without a relay mails stay queued', async () => {
    const world = await createWorld('none');
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await world.mailSender.stop();
    expect(world.queue.stateOf('m1')).toBe('queued');
    expect(world.outside.connections()).toBe(0);
  });

  test('mails leave in order, also those that come while others are leaving', async () => {
    const world = await createWorld();
    await world.mailSender.start();
    for (let index = 1; index <= 5; index++) world.queue.add({ id: `m${index}`, createdAt: start + index });
    await eventually('all are sent', () => world.queue.history.length === 10);
    expect(world.queue.history.filter((line) => line.endsWith(' sent'))).toEqual([
      'm1 sent',
      'm2 sent',
      'm3 sent',
      'm4 sent',
      'm5 sent',
    ]);
  });

  test('[LI3] stopping in the middle of DATA ends in 2 s and leaves it uncertain', async () => {
    const world = await createWorld();
    world.outside.fault = { stage: 'after-dot', fault: 'hang' };
    world.queue.add({ id: 'm1' });
    await world.mailSender.start();
    await eventually('it is in DATA', () => world.outside.arrived.length === 1);
    const stopped = world.mailSender.stop();
    world.due.find(({ at }) => at === start + 2_000)?.run();
    await stopped;
    expect(world.queue.stateOf('m1')).toBe('uncertain');
  });
});

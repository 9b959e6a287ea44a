import { expect, test } from 'vitest';
import { visitorDownSchema, type VisitorDown } from '../../shared/chat/frames.ts';
import type { VisitorConnection } from '../../hub/chat/visitor-connection.ts';
import { damaged, distorted, garbage } from '../support/fuzz-frames.ts';
import { openFuzzHub, type FuzzHub } from '../support/fuzz-hub.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';

/** One hostile page: what it was sent, and whether the hub has ended it. */
interface Page {
  readonly connection: VisitorConnection;
  readonly frames: VisitorDown[];
  isEnded: boolean;
  session: string | null;
}

function openPage(hub: FuzzHub, session: string | null): Page {
  const frames: VisitorDown[] = [];
  const page: Page = {
    frames,
    isEnded: false,
    session,
    connection: hub.inner.connectVisitor({
      address: '',
      send: (text) => frames.push(visitorDownSchema.parse(JSON.parse(text))),
      close: () => (page.isEnded = true),
    }),
  };
  return page;
}

const odd = ['ciao', 'a\u0000b\ud800', ' ', '\u202e', 'x'.repeat(4_000), 'Mio figlio è in psichiatria'];

function frame(random: SeededRandom, line: number): object {
  const begin = {
    groupId: random.pick(['segreteria', 'cassa', 'x']),
    name: random.pick(odd).slice(0, 200),
    email: null,
  };
  return random.pick<object>([
    { type: 'line', line, text: random.pick(odd), begin },
    { type: 'line', line, text: random.pick(odd), begin, despite: true },
    { type: 'line', line: random.below(5), text: random.pick(odd) },
    { type: 'appointment', line, begin },
    { type: 'typing' },
    { type: 'seen', at: random.below(2 ** 31) },
    { type: 'ticket', name: random.pick(odd).slice(0, 200), email: random.pick(['a@b.example', 'x', '@']) },
    { type: 'transcript' },
    { type: 'end' },
    { type: 'pong' },
    { type: 'hello', protocol: 1, session: null, language: 'it' },
  ]);
}

test.each([1, 2, 3])(
  '[CH2] [CH14] whatever a page sends costs its own connection at most: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const hub = await openFuzzHub(['maria']);
    let session: string | null = null;
    for (let round = 0; round < 120; round += 1) {
      const page = openPage(hub, session);
      page.connection.received(JSON.stringify({ type: 'hello', protocol: 1, session, language: 'it' }));
      await hub.settle();
      const welcome = page.frames.find((each) => each.type === 'welcome');
      let line = (welcome?.lastLine ?? 0) + 1;
      session = random.next() < 0.3 ? (welcome?.session ?? null) : null;
      for (let sent = 0; sent < 8 && !page.isEnded; sent += 1) {
        const right = frame(random, line);
        const wrong = [
          () => JSON.stringify(right),
          () => JSON.stringify(right),
          () => JSON.stringify(distorted(random, right)),
          () => damaged(random, JSON.stringify(right)),
          () => garbage(random).text,
        ];
        page.connection.received(random.pick(wrong)());
        await hub.settle();
        for (const each of page.frames) if (each.type === 'ack') line = Math.max(line, each.line + 1);
      }
      page.connection.lost();
      hub.clock.advance(60_000);
      await hub.settle();
    }
    expect(hub.log.filter((each) => each.includes('defect'))).toEqual([]);
    await hub.storage.read(async (tx) => {
      const chats = await tx.conversations({ after: '', limit: 1_000 });
      expect(chats.length).toBeGreaterThan(5);
      for (const { id, lastMessageAt } of chats) {
        const messages = (await tx.messages([id], 0)).get(id) ?? [];
        const instants = messages.map(({ at }) => at);
        expect(new Set(instants).size).toBe(instants.length);
        expect(Math.max(...instants)).toBe(lastMessageAt);
      }
    });
    hub.inner.close();
    await hub.storage.close();
  },
  60_000,
);

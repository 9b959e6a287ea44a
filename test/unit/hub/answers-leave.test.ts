import { expect, test } from 'vitest';
import { enrolOver, helloOf, openFuzzHub } from '../../support/fuzz-hub.ts';

test('[CO5] The answers to a frame leave before the next one, which came with it, is carried out', async () => {
  const hub = await openFuzzHub(['maria']);
  const identity = await enrolOver(hub, 'maria');
  let nonce = '';
  let answered: number[] = [];
  let applied = 0;
  const left: object[] = [];
  const sent: string[] = [];
  let isWelcomed = false;
  const connection = hub.inner.connect({
    address: '',
    send(text) {
      const frame = JSON.parse(text) as { type: string; nonce?: string; seq?: number };
      nonce = frame.nonce ?? nonce;
      sent.push(frame.type);
      if (frame.type === 'answer') answered.push(frame.seq ?? 0);
    },
    flush() {
      // The welcome leaves by itself, before the first page is made.
      if (!isWelcomed) isWelcomed = sent.at(-1) === 'welcome';
      else left.push({ answered, applied });
      answered = [];
    },
    close: () => undefined,
  });
  connection.received(JSON.stringify(helloOf(identity, nonce)));
  await hub.settle();
  expect(isWelcomed).toBe(true);
  const write = hub.storage.write.bind(hub.storage);
  hub.storage.write = async (run, committed) => {
    const value = await write(run, (committing) => {
      applied += 1;
      committed?.(committing);
    });
    return value;
  };
  const noop = { name: 'noop', conversationId: 'c-1' };
  for (const seqs of [[1, 2], [3]]) {
    const commands = seqs.map((seq) => ({ seq, command: noop }));
    connection.received(JSON.stringify({ type: 'push', commands }));
  }
  await hub.settle();
  expect(left).toEqual([
    { answered: [1, 2], applied: 1 },
    { answered: [3], applied: 2 },
  ]);
  connection.lost(1000);
  hub.inner.close();
  await hub.storage.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually, listConversations, startHub } from '../support/processes.ts';
import { openSmtp } from '../support/smtp-client.ts';
import { openSmtpOutside, type Stage } from '../support/smtp-outside.ts';

const ROUNDS = 25;
const data = mkdtempSync(join(tmpdir(), 'sportello-killed-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Where the hub stands when it is killed; `sent`: just after the outside said 250. */
const moments: readonly (Stage | 'sent')[] = ['rcpt', 'before-354', 'after-354', 'in-data', 'after-dot', 'sent'];

test(
  '[OU1] [OU2] the hub is killed 25 times in the middle of sending: nothing lost, nothing doubled, what was in DATA is uncertain',
  async () => {
    const outside = await openSmtpOutside();
    const relay = `smtp://127.0.0.1:${outside.port}`;
    const options = { data, relay, extra: ['--mail-domain', 'dbo.example'] };
    let inData = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const moment = moments[round % moments.length]!;
      outside.fault = moment === 'sent' ? null : { stage: moment, fault: 'hang' };
      const before = { faults: outside.faults(), arrived: outside.arrived.length };
      const hub = await startHub(options);
      await bring(hub.smtpPort, round);
      await eventually(`round ${round}: the hub stands at ${moment}`, () =>
        moment === 'sent' ? outside.arrived.length > before.arrived : outside.faults() > before.faults,
      );
      await hub.kill();
      if (moment === 'in-data' || moment === 'after-dot') inData += 1;
    }
    outside.fault = null;
    const hub = await startHub(options);
    const settled = await eventually('every mail has come to its end', async () => {
      const conversations = await listConversations(data);
      const deliveries = conversations.map((conversation) => (conversation['deliveries'] as string[]).join());
      return deliveries.every((delivery) => delivery === 'sent' || delivery === 'uncertain') ? deliveries : null;
    });
    await hub.stop();
    await outside.close();

    const copies = outside.arrived.map((raw) => /^Message-ID:\s+<([^>]+)>/im.exec(raw)![1]);
    expect(new Set(copies).size, 'nothing doubled').toBe(copies.length);
    expect(settled, 'nothing lost').toHaveLength(ROUNDS);
    const uncertain = settled.filter((delivery) => delivery === 'uncertain').length;
    expect(uncertain, 'what was in DATA is uncertain').toBeGreaterThanOrEqual(inData);
    expect(copies.length, 'what is said to be sent has arrived').toBeGreaterThanOrEqual(ROUNDS - uncertain);
  },
  5 * 60_000,
);

/** One mail comes in; its acknowledgement is the mail that wants to leave. */
async function bring(port: number, round: number): Promise<void> {
  const client = await openSmtp(port);
  const raw = `From: Anna <anna${round}@example.com>\r\nSubject: Prova ${round}\r\nMessage-ID: <k${round}@example.com>\r\n\r\nTesto ${round}\r\n`;
  const answer = await client.deliver({
    from: `anna${round}@example.com`,
    to: ['assistenza@dbo.example'],
    raw: Buffer.from(raw),
  });
  client.destroy();
  if (!answer.startsWith('250')) throw new Error(answer);
}

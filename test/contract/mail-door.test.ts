import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { domain, ownMessageId, readMailFixture, token } from '../support/mail-fixtures.ts';
import { clientCases } from '../support/mail-cases-clients.ts';
import { kindCases } from '../support/mail-cases-kinds.ts';
import { specialCases } from '../support/mail-cases-special.ts';
import { openSmtp } from '../support/smtp-client.ts';
import { openTestDoor, type TestDoor } from '../support/smtp-door.ts';

const mailCases = [...clientCases, ...specialCases, ...kindCases];

let door: TestDoor;
beforeAll(async () => {
  door = await openTestDoor();
});
afterAll(() => door.close());
beforeEach(() => {
  door.intake.received.length = 0;
  door.intake.refused.length = 0;
  door.intake.bouncedIds.length = 0;
  door.intake.ownMessageIds.add(ownMessageId);
  door.intake.failing = false;
});

async function deliver(from: string, to: readonly string[], raw: Uint8Array): Promise<string> {
  const client = await openSmtp(door.port);
  try {
    return await client.deliver({ from, to, raw });
  } finally {
    client.destroy();
  }
}

describe('mail over a real socket', () => {
  test.each(mailCases)(
    '[IN1] $file is one message or one recorded refusal before the sender is told',
    async (mailCase) => {
      const { file, from, to, expected } = mailCase;
      const answer = await deliver(from, to, readMailFixture(file));
      const { received, refused, bouncedIds } = door.intake;
      expect({ received: received.length, refused: refused.length, bounced: bouncedIds.length }).toEqual({
        received: expected.kind === 'incoming' ? 1 : 0,
        refused: expected.kind === 'refused' ? 1 : 0,
        bounced: expected.kind === 'bounce' ? 1 : 0,
      });
      expect(answer).toMatch(expected.kind === 'refused' ? expected.answer : /^250 /);
      if (expected.kind === 'incoming') expect(received[0]?.text).toBe(expected.text);
      if (expected.kind === 'refused') expect(refused[0]).toMatchObject({ door: 'mail', reason: expected.reason });
    },
  );

  test('[IN1] a refusal is recorded without address, subject or text', async () => {
    await deliver('anna.galli@example.com', [`assistenza+${token}@${domain}`], readMailFixture('loop.eml'));
    expect(JSON.stringify(door.intake.refused)).not.toMatch(/anna|galli|richiesta|dbo/i);
  });

  test('[IN1] while storage fails the sender is told to come again, and nothing is said to be accepted', async () => {
    door.intake.failing = true;
    const to = [`assistenza@${domain}`];
    expect(await deliver('a@example.com', to, readMailFixture('iphone.eml'))).toMatch(/^451 /);
    expect(await deliver('a@example.com', to, readMailFixture('empty.eml'))).toMatch(/^451 /);
    expect(await deliver('a@example.com', ['nobody@example.net'], readMailFixture('iphone.eml'))).toMatch(/^451 /);
    door.intake.failing = false;
    expect(await deliver('a@example.com', to, readMailFixture('iphone.eml'))).toMatch(/^250 /);
    expect(door.intake.received).toHaveLength(1);
  });

  test('[IN2] one mail that comes twice on different ways has one key', async () => {
    const raw = readMailFixture('pdf-attached.eml');
    await deliver('rosa.bonetti@example.net', [`segreteria@${domain}`], raw);
    const otherWay = Buffer.concat([
      Buffer.from('Received: from relay.example by mx.example; Mon, 9 Mar 2026 12:00:09 +0100\r\n'),
      raw,
    ]);
    await deliver('rosa.bonetti@example.net', [`cassa@${domain}`], otherWay);
    expect(door.intake.received).toHaveLength(1);
  });

  test('[IN2] one Message-ID on two different texts is two messages', async () => {
    const raw = readMailFixture('iphone.eml').toString('latin1');
    await deliver('m@example.com', [`assistenza@${domain}`], Buffer.from(raw, 'latin1'));
    await deliver('m@example.com', [`assistenza@${domain}`], Buffer.from(raw.replace('domenica', 'sabato'), 'latin1'));
    expect(door.intake.received).toHaveLength(2);
  });

  test('several mails one after the other over one connection', async () => {
    const client = await openSmtp(door.port);
    for (const file of ['iphone.eml', 'english.eml', 'accents-iso-8859-1.eml']) {
      expect(
        await client.deliver({ from: 'a@example.com', to: [`assistenza@${domain}`], raw: readMailFixture(file) }),
      ).toMatch(/^250 /);
    }
    client.destroy();
    expect(door.intake.received).toHaveLength(3);
  });

  test("[IN1] a known bounce is handed on, one of another's mail is recorded", async () => {
    door.intake.ownMessageIds.clear();
    expect(await deliver('', [`assistenza@${domain}`], readMailFixture('bounce.eml'))).toMatch(/^250 /);
    expect(door.intake.bouncedIds).toEqual([ownMessageId]);
    expect(door.intake.refused).toMatchObject([{ reason: 'bounce-unknown' }]);
  });
});

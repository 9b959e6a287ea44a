import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { domain, readMailFixture } from '../support/mail-fixtures.ts';
import { openSmtp, type SmtpClient } from '../support/smtp-client.ts';
import { openTestDoor, type TestDoor } from '../support/smtp-door.ts';

const to = [`assistenza@${domain}`];
const from = 'somebody@example.com';
const head = 'From: Somebody <somebody@example.com>\r\nSubject: Prova\r\nMIME-Version: 1.0\r\n';

let door: TestDoor;
const clients: SmtpClient[] = [];
beforeAll(async () => {
  door = await openTestDoor({ limits: { mailBytes: 300_000, unknownRecipients: 4, connectionsPerAddress: 8 } });
});
afterAll(() => door.close());
/** After every attack the door still takes an ordinary mail, exactly once. */
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  door.intake.received.length = 0;
  const answer = await (await open()).deliver({ from, to, raw: readMailFixture('iphone.eml') });
  if (!answer.startsWith('250 ') || door.intake.received.length !== 1) throw new Error(`the door is broken: ${answer}`);
  for (const client of clients.splice(0)) client.destroy();
  door.intake.received.length = 0;
  door.intake.refused.length = 0;
});

async function open(): Promise<SmtpClient> {
  const client = await openSmtp(door.port);
  clients.push(client);
  return client;
}

async function deliver(raw: string | Uint8Array, recipients: readonly string[] = to): Promise<string> {
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw;
  return (await open()).deliver({ from, to: recipients, raw: bytes });
}

describe('bad input at the SMTP door', () => {
  test('[IN1] too large, said beforehand: refused at MAIL with the limit', async () => {
    const client = await open();
    expect(await client.command('EHLO client.example')).toContain('SIZE 300000');
    expect(await client.command(`MAIL FROM:<${from}> SIZE=400000`)).toMatch(/^552 .*300000/);
  });

  test('[IN1] too large, not said beforehand: recorded, and told after the last byte', async () => {
    expect(await deliver(`${head}\r\n${'riga di testo\r\n'.repeat(30_000)}`)).toMatch(/^552 .*25 MB/);
    expect(door.intake.refused).toMatchObject([{ reason: 'too-large' }]);
    expect(door.intake.refused[0]?.sizeBytes).toBeGreaterThan(300_000);
  });

  test('a command line without end is cut off with an answer', async () => {
    const client = await open();
    client.write(`EHLO ${'a'.repeat(40_000)}`);
    expect(await client.reply()).toMatch(/^421 /);
    await client.closed();
  });

  test('[IN1] a line of 200,000 characters in a message is read', async () => {
    expect(await deliver(`${head}\r\n${'x'.repeat(200_000)}\r\n`)).toMatch(/^250 /);
    expect(door.intake.received[0]?.text).toHaveLength(60_000);
    expect(door.intake.received[0]?.attachments).toMatchObject([{ name: 'testo-completo.txt', type: 'text/plain' }]);
  });

  test('DATA without recipients is out of order', async () => {
    const client = await open();
    await client.command('EHLO client.example');
    await client.command(`MAIL FROM:<${from}>`);
    expect(await client.command('DATA')).toMatch(/^503 /);
  });

  test('[IN1] an unknown recipient is refused and recorded, the known one beside it gets the mail', async () => {
    const client = await open();
    await client.command('EHLO client.example');
    await client.command(`MAIL FROM:<${from}>`);
    expect(await client.command('RCPT TO:<someone@elsewhere.example>')).toMatch(/^550 /);
    expect(await client.command(`RCPT TO:<assistenza@not-${domain}>`)).toMatch(/^550 /);
    expect(await client.command(`RCPT TO:<assistenza@${domain}>`)).toMatch(/^250 /);
    expect(door.intake.refused.map(({ reason }) => reason)).toEqual(['unknown-recipient', 'unknown-recipient']);
  });

  test('whoever guesses addresses is sent away', async () => {
    const client = await open();
    await client.command('EHLO client.example');
    await client.command(`MAIL FROM:<${from}>`);
    for (let count = 1; count < 4; count++)
      expect(await client.command(`RCPT TO:<x${count}@elsewhere.example>`)).toMatch(/^550 /);
    expect(await client.command('RCPT TO:<x4@elsewhere.example>')).toMatch(/^421 /);
    await client.closed();
  });

  test('[IN1] binary garbage instead of a message is refused or kept, never lost', async () => {
    const garbage = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251));
    expect(await deliver(garbage)).toMatch(/^(250|554) /);
    expect(door.intake.received.length + door.intake.refused.length).toBe(1);
  });

  test('[IN1] binary garbage instead of commands ends the connection only', async () => {
    const client = await open();
    client.write(Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * 31 + 10) % 256)));
    await client.closed();
  });

  test('[IN1] parts nested 200 levels deep', async () => {
    const levels = Array.from(
      { length: 200 },
      (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
    );
    const ends = Array.from({ length: 200 }, (_, level) => `--b${199 - level}--\r\n`);
    const raw = `${head}${levels.join('')}Content-Type: text/plain\r\n\r\nIn fondo al pozzo\r\n${ends.join('')}`;
    expect(await deliver(raw)).toMatch(/^250 /);
    expect(door.intake.received[0]?.text).toContain('In fondo al pozzo');
  });

  test('[IN1] 10,000 header lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `X-Riga-${index}: ${index}\r\n`).join('');
    expect(await deliver(`${head}${lines}\r\nTesto\r\n`)).toMatch(/^250 /);
    expect(door.intake.received).toMatchObject([{ subject: 'Prova', text: 'Testo' }]);
  });

  test('[IN1] a charset that does not exist, and bytes that are not what it says', async () => {
    const raw = Buffer.concat([
      Buffer.from(`${head}Content-Type: text/plain; charset="x-marziano-42"\r\n\r\nCitt`),
      Buffer.from([0xe0, 0xff, 0xfe, 0x00]),
      Buffer.from(' di Bergamo\r\n'),
    ]);
    expect(await deliver(raw)).toMatch(/^250 /);
    expect(door.intake.received[0]?.text).toMatch(/^Citt.* di Bergamo$/);
    // none may be left
    expect(door.intake.received[0]?.text).not.toMatch(/[\u0000-\u0008]/);
  });

  test('[IN1] a boundary that is never closed, and one that never comes', async () => {
    const open1 = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPrima parte\r\n`;
    expect(await deliver(open1)).toMatch(/^250 /);
    const never = `${head}Content-Type: multipart/mixed; boundary=c\r\n\r\nSolo testo, nessuna parte\r\n`;
    expect(await deliver(never)).toMatch(/^250 /);
    expect(door.intake.received.map(({ text }) => text)).toEqual(['Prima parte', 'Solo testo, nessuna parte']);
  });

  test('[IN1] line breaks hidden in names become spaces', async () => {
    const name = '=?utf-8?Q?Mario=0D=0ABcc=3A_tutti=40example.net=0D=0A?=';
    const subject = '=?utf-8?Q?Ciao=0D=0AX-Sportello=3A_1=0D=0A=00=1B[31m?=';
    const raw = `From: ${name} <somebody@example.com>\r\nSubject: ${subject}\r\n\r\nTesto\r\n`;
    expect(await deliver(raw)).toMatch(/^250 /);
    const [incoming] = door.intake.received;
    expect(incoming?.contact).toEqual({ name: 'Mario Bcc: tutti@example.net', email: from, phone: null });
    expect(incoming?.subject).toBe('Ciao X-Sportello: 1 [31m');
  });

  test('[IN1] a sender that leaves in the middle of DATA was told nothing and left nothing', async () => {
    const client = await open();
    for (const line of ['EHLO c.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to[0]}>`, 'DATA'])
      await client.command(line);
    client.write(`${head}\r\nmetà del mess`);
    client.destroy();
    await client.closed();
    expect(door.intake.received).toHaveLength(0);
    expect(door.intake.refused).toHaveLength(0);
  });

  test('pipelined nonsense is answered line by line and then cut off', async () => {
    const client = await open();
    client.write(
      `${['EHLO c.example', 'FOO', 'VRFY x', 'DATA', 'MAIL FROM:<<>>', 'RCPT', ''].join('\r\n')}${'BOH\r\n'.repeat(20)}`,
    );
    const answers: string[] = [];
    for (let answer = await client.reply(); !answer.startsWith('421'); answer = await client.reply())
      answers.push(answer.slice(0, 3));
    expect(answers.slice(0, 2)).toEqual(['250', '500']);
    await client.closed();
  });

  test('a smuggled end of message (bare line feeds) does not make a second mail', async () => {
    const raw = `${head}\r\nTesto\n.\nMAIL FROM:<ceo@example.com>\nRCPT TO:<${to[0]}>\nDATA\nFrom: x@example.com\n\nFalso\n.\n`;
    const client = await open();
    for (const line of ['EHLO c.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to[0]}>`, 'DATA'])
      await client.command(line);
    client.write(raw);
    expect(await client.command('\r\n.')).toMatch(/^250 /);
    expect(door.intake.received).toHaveLength(1);
  });

  test('more connections from one address than allowed are sent away', async () => {
    const held = await Promise.all(Array.from({ length: 8 }, () => open()));
    const answer = await (await openSmtp(door.port)).command('EHLO c.example').catch(() => 'closed');
    expect(held).toHaveLength(8);
    expect(answer).toMatch(/closed|^421|^5/);
  });
});

describe('somebody who holds the door', () => {
  async function atDoor(
    limits: NonNullable<Parameters<typeof openTestDoor>[0]>['limits'],
    visit: (port: number, own: TestDoor) => Promise<void>,
  ) {
    const own = await openTestDoor({ limits });
    try {
      await visit(own.port, own);
    } finally {
      await own.close();
    }
  }

  test('in silence is sent away', () =>
    atDoor({ silenceMs: 200 }, async (port) => {
      const client = await openSmtp(port);
      expect(await client.reply()).toMatch(/^421 /);
    }));

  test('with small talk is sent away too', () =>
    atDoor({ connectionMs: 300 }, async (port) => {
      const client = await openSmtp(port);
      let answer = '250';
      while (answer.startsWith('250')) answer = await client.command('NOOP');
      expect(answer).toMatch(/^421 /);
    }));

  test('[IN1] with more mail at once than there is room for is told to come again, and all is released', () =>
    atDoor({ memoryBytes: 50_000 }, async (port, own) => {
      const raw = Buffer.from(`${head}\r\n${'riga di testo\r\n'.repeat(5_000)}`);
      const small = readMailFixture('iphone.eml');
      const client = await openSmtp(port);
      expect(await client.deliver({ from, to, raw })).toMatch(/^451 /);
      for (let count = 0; count < 3; count++) {
        const mail = Buffer.concat([Buffer.from(`X-Count: ${count}\r\n`), small, Buffer.alloc(20_000, `${count}\r\n`)]);
        expect(await client.deliver({ from, to, raw: mail })).toMatch(/^250 /);
      }
      client.destroy();
      expect(own.intake.received).toHaveLength(3);
    }));

  test('[IN1] a door that closes while a mail is being read says "come again" and records nothing', async () => {
    const program = fileURLToPath(new URL('../support/mortal-parser.ts', import.meta.url));
    const own = await openTestDoor({ parser: { program } });
    const client = await openSmtp(own.port);
    const answer = client.deliver({ from, to, raw: Buffer.from(`${head}\r\nLOOP\r\n`) }).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await own.close();
    expect(await answer).toMatch(/^(4\d\d|cut)/);
    expect(own.intake.refused).toEqual([]);
  });
});

describe('a mail that kills its reader', () => {
  const reader = fileURLToPath(new URL('../support/mortal-parser.ts', import.meta.url));

  test.each([
    ['dies', 'DIE'],
    ['never ends', 'LOOP'],
    ['takes all memory', 'EAT'],
    ['answers nonsense', 'LIE'],
    ['says what is no answer', 'BABBLE'],
  ])('[IN1] the reader %s: recorded as parser-failed, and the next mail is read', async (_, word) => {
    const mortal = await openTestDoor({ parser: { program: reader, timeLimitMs: 700, memoryLimitMb: 40 } });
    const send = async (text: string) => {
      const client = await openSmtp(mortal.port);
      const answer = await client.deliver({ from, to, raw: Buffer.from(`${head}\r\n${text}\r\n`) });
      client.destroy();
      return answer;
    };
    expect(await send(word)).toMatch(/^554 /);
    expect(mortal.intake.refused).toMatchObject([{ reason: 'parser-failed' }]);
    expect(await send('buono')).toMatch(/^250 /);
    expect(mortal.intake.received).toHaveLength(1);
    await mortal.close();
  });
});

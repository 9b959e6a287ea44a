import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineFiles } from '../../../../hub/intake/attachments.ts';
import { pdfPage, picture, recording } from '../../../../hub/demo/files.ts';
import { morning } from '../../../../hub/demo/morning.ts';
import { enrolCode, type ListedConversation, listConversations, startHub } from '../../../support/processes.ts';

const data = mkdtempSync(join(tmpdir(), 'sportello-demo-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function playDemo(): Promise<ListedConversation[]> {
  const hub = await startHub({ data, extra: ['--demo'] });
  await hub.line(/^demo ready$/m, 60_000);
  const listed = await listConversations(data, true);
  expect(await hub.stop()).toBe(0);
  return listed;
}

describe('the demonstration', () => {
  let listed: ListedConversation[];
  beforeAll(async () => {
    listed = await playDemo();
  }, 90_000);

  test('is a morning of tickets by mail and portal, and of voicemails, oldest first', () => {
    const answers = morning.filter((item) => item.door === 'mail' && item.isAnswer === true).length;
    expect(listed).toHaveLength(morning.length - answers);
    const arrivals = listed.map((conversation) => Date.parse(String(conversation['arrivedAt'])));
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
    expect(arrivals.at(-1)! - arrivals[0]!).toBeGreaterThan(3 * 3_600_000);
    expect(arrivals.at(-1)).toBeLessThan(Date.now());
    expect(new Set(listed.map(({ group }) => group)).size).toBe(5);
    expect(listed.filter(({ channel }) => channel === 'voicemail')).toHaveLength(3);
    expect(listed.every(({ state }) => state === 'waiting')).toBe(true);
  });

  test('[IN3] holds a reminder that came by answering the acknowledgement', () => {
    expect(listed[0]).toMatchObject({ number: expect.stringMatching(/-000001$/), reminders: 1 });
  });

  test('[IN4] every acknowledgement has left and lies in the folder of the outside', async () => {
    const deliveries = listed.flatMap((conversation) => conversation['deliveries'] as string[]);
    expect(deliveries).toHaveLength(20);
    expect(new Set(deliveries)).toEqual(new Set(['sent']));
    const files = readdirSync(join(data, 'outside'));
    expect(files).toHaveLength(20);
    const mail = await simpleParser(readFileSync(join(data, 'outside', files[0]!)));
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
  });

  test('every attachment came through the doors', () => {
    const names = listed.flatMap((conversation) =>
      (conversation['messages'] as { attachments: { name: string }[] }[]).flatMap(({ attachments }) => attachments),
    );
    // How a mail was laid out is kept beside its files (OM1).
    const files = names.filter(({ name }) => name !== 'messaggio.html');
    expect(files).toHaveLength(morning.reduce((sum, item) => sum + (item.files?.length ?? 0), 0));
    expect(morning.some((item) => item.door === 'mail' && item.html !== undefined)).toBe(true);
  });

  test('knows three volunteers and a coordinator', async () => {
    expect(await enrolCode(data, 'Maria Rossi')).toMatch(/^\w{5}-\w{5}$/);
    expect(await enrolCode(data, 'Carla Riva', 'coordinator')).toMatch(/^\w{5}-\w{5}$/);
    await expect(enrolCode(data, 'Carla Riva', 'volunteer')).rejects.toThrow(/known as coordinator/);
  });

  test('enters nothing a second time', async () => {
    expect((await playDemo()).length).toBe(listed.length);
  }, 60_000);
});

test("the demonstration's files are what they say", async () => {
  const offered = [recording('a.wav', 1), pdfPage('b.pdf', ['Riga (una)']), picture('c.png')].map((file) => ({
    name: file.filename,
    declaredType: 'application/octet-stream',
    bytes: file.content,
  }));
  const { attachments } = await examineFiles(offered);
  expect(attachments.map(({ type }) => type)).toEqual(['audio/wav', 'application/pdf', 'image/png']);
});

test('stopped in the middle of the morning it ends cleanly', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-demo-'));
  const hub = await startHub({ data: folder, extra: ['--demo'] });
  expect(await hub.stop()).toBe(0);
  expect(hub.errors()).toBe('');
  rmSync(folder, { recursive: true, force: true });
});

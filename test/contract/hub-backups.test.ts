import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { copiesIn } from '../../hub/backups/plan.ts';
import { sendMail } from '../support/mailbox.ts';
import { eventually, startHub, type HubProcess } from '../support/processes.ts';
import { runHub } from '../support/hub-command.ts';

/** Copies that the hub makes by itself, each restored and looked at; as processes and files. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-backups-'));
let hub: HubProcess | undefined;
afterEach(async () => {
  await hub?.kill();
  hub = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Served {
  readonly data: string;
  readonly copies: string;
  metric(name: string): Promise<number>;
}

async function serve(name: string): Promise<Served> {
  const [data, copies] = [join(folder, name), join(folder, `${name}-copies`)];
  hub = await startHub({ data, extra: ['--backup-dir', copies, '--admin-port', '0', '--mail-domain', 'dbo.example'] });
  const [, port] = await hub.line(/^admin=(\d+)$/m);
  return {
    data,
    copies,
    async metric(wanted) {
      const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
      return Number(new RegExp(`^sportello_hub_${wanted} (\\S+)$`, 'm').exec(text)?.[1]);
    },
  };
}

async function aTicket(): Promise<void> {
  await sendMail(hub?.smtpPort ?? 0, {
    ...{ from: 'Anna Belotti <anna@posta.example>', to: 'assistenza@dbo.example', subject: 'Gita' },
    ...{ text: 'Ci sono ancora posti per la gita?', attachments: [{ filename: 'elenco.txt', content: 'Anna, Bruno' }] },
  });
}

describe('a hub with a folder for copies', () => {
  test('makes one at once, restores it, and says so', async () => {
    const { copies, metric } = await serve('regular');
    await eventually('the copy is verified', async () => (await metric('backup_verified_seconds')) > 0, 20_000);
    expect(await metric('backup_failures')).toBe(0);
    const names = readdirSync(copies).toSorted();
    const [copy = ''] = copiesIn(names);
    expect(names).toEqual([copy, `${copy}.sha256`, 'hub.keys'].toSorted());
    // In the form that sha256sum reads.
    expect(readFileSync(join(copies, `${copy}.sha256`), 'utf8')).toBe(`${await sha256(join(copies, copy))}  ${copy}\n`);
  }, 40_000);
});

describe('backup verify', () => {
  test('opens every text and attachment; names a changed byte, lost keys, another hub’s keys, noise', async () => {
    const { data } = await serve('looked-at');
    await aTicket();
    const [copy, keys] = [join(folder, 'a.db'), join(folder, 'hub.keys')];
    expect(await runHub('backup', '--data', data, '--to', copy)).toMatchObject({ code: 0 });
    const good = await runHub('backup', 'verify', '--from', copy);
    expect(good).toMatchObject({ code: 0, errors: '' });
    // Acknowledgement and mail, and the attachment.
    expect(good.output).toMatch(/^verified: 1 conversations, \d+ messages, [2-9] opened with the keys\n$/);
    expect(readdirSync(folder).filter((name) => name.startsWith('.verify'))).toEqual([]);

    renameSync(keys, join(folder, 'elsewhere.keys'));
    expect(await runHub('backup', 'verify', '--from', copy)).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringContaining('can’t be opened'.replace('’', "'")),
    });
    expect(await runHub('backup', 'verify', '--from', copy, '--keys', join(folder, 'elsewhere.keys'))).toMatchObject({
      code: 0,
    });

    const bytes = readFileSync(copy);
    bytes.fill(0x5a, bytes.length - 3_000, bytes.length - 2_900);
    const changed = join(folder, 'changed.db');
    writeFileSync(changed, bytes);
    writeFileSync(`${changed}.sha256`, `${await sha256(copy)}  changed.db\n`);
    expect((await runHub('backup', 'verify', '--from', changed)).errors).toContain('SHA-256');
    writeFileSync(join(folder, 'noise.db'), 'not a database, '.repeat(500));
    expect(await runHub('backup', 'verify', '--from', join(folder, 'noise.db'))).toMatchObject({ code: 1 });
    expect(await runHub('backup', 'verify', '--from', join(folder, 'none.db'))).toMatchObject({ code: 2 });
  }, 60_000);

  test('numbers that make no sense are refused', async () => {
    const wrong = ['--backup-dir', folder, '--backup-every', '0'];
    expect(await runHub('serve', ...wrong)).toMatchObject({ code: 2 });
  });
});

async function sha256(file: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

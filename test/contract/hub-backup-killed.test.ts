import Database from 'better-sqlite3';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copiesIn } from '../../hub/backups/plan.ts';
import { runHub } from '../support/hub-command.ts';
import { sendMail } from '../support/mailbox.ts';
import { eventually, startHub, startProgram, type Program } from '../support/processes.ts';

/** `kill -9` while a copy is made: of the hub, whose copying goes on without it, and of the copying itself. */
let folder: string;
let data: string;
let copies: string;
let received = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-backup-killed-'));
  data = join(folder, 'data');
  const hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  await aTicket(hub.smtpPort);
  await hub.kill();
}, 60_000);
beforeEach(() => {
  copies = mkdtempSync(join(folder, 'copies-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function aTicket(port: number): Promise<void> {
  await sendMail(port, {
    ...{ from: 'Anna Belotti <anna@posta.example>', to: 'assistenza@dbo.example', subject: `Gita ${received}` },
    ...{ text: 'Ci sono ancora posti?', attachments: [{ filename: 'elenco.txt', content: 'Anna, Bruno' }] },
  });
  received += 1;
}

/** Kills the program as soon as something of that name lies in the folder; or later, where that was over in a moment. */
async function killedAt(program: Program, name: RegExp): Promise<void> {
  const isThere = (): boolean => readdirSync(copies).some((each) => name.test(each));
  let hasEnded = false;
  void program.ended.then(() => (hasEnded = true));
  const end = Date.now() + 60_000;
  while (!isThere() && !hasEnded && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
  await program.kill();
  expect(isThere() || hasEnded || readdirSync(copies).length > 0).toBe(true);
}

/** What was said to be stored is there, and every page of it. */
function assertDataIsWhole(): void {
  const database = new Database(join(data, 'hub.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.prepare('select count(*) from conversations').pluck().get()).toBe(received);
  database.close();
}

const verify = (name: string) => runHub('backup', 'verify', '--from', join(copies, name));

describe('the hub is killed', () => {
  test.each([
    ['while it copies', /\.new\.part$/],
    ['once the sum is written down', /\.sha256$/],
    ['while it tries the copy', /^\.verify-/],
  ])(
    '[RE7] %s: its data is whole, no half copy passes for a good one, the next start has a good one',
    async (_when, at) => {
      const args = ['--data', data, '--backup-dir', copies, '--mail-domain', 'dbo.example'];
      await killedAt(startProgram(['hub/index.ts', ...args, '--http-port', '0', '--smtp-port', '0']), at);
      const hub = await startHub({ data, extra: [...args.slice(2), '--admin-port', '0'] });
      try {
        await aTicket(hub.smtpPort);
        const [, port] = await hub.line(/^admin=(\d+)$/m);
        const metric = async (name: string): Promise<number> => {
          const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
          return Number(new RegExp(`^sportello_hub_${name} (\\S+)$`, 'm').exec(text)?.[1]);
        };
        await eventually('a copy has proved good', async () => (await metric('backup_verified_seconds')) > 0, 60_000);
        expect([await metric('backup_failures'), await metric('backups_damaged')]).toEqual([0, 0]);
      } finally {
        await hub.kill();
      }
      const names = readdirSync(copies);
      expect(copiesIn(names)).not.toEqual([]);
      expect(await verify(copiesIn(names)[0] ?? '')).toMatchObject({ code: 0, errors: '' });
      for (const name of copiesIn(names)) {
        expect(names).toContain(`${name}.sha256`);
      }
      assertDataIsWhole();
    },
    180_000,
  );
});

describe('the copying is killed', () => {
  test.each([
    ['in the middle of the copy', /^copy\.db\.part$/],
    ['in the middle of the keys', /^hub\.keys\.\d+\.part$/],
  ])(
    '[RE7] %s: there is no copy of that name, or a good one; the next one works and leaves nothing of it',
    async (_when, at) => {
      const args = ['backup', '--data', data, '--to', join(copies, 'copy.db')];
      await killedAt(startProgram(['hub/index.ts', ...args]), at);
      if (existsSync(join(copies, 'copy.db'))) {
        expect(await verify('copy.db')).toMatchObject({ code: 0 });
        rmSync(join(copies, 'copy.db'));
      } else expect(await verify('copy.db')).toMatchObject({ code: 2 });
      assertDataIsWhole();
      expect(await runHub(...args)).toMatchObject({ code: 0, errors: '' });
      expect(await verify('copy.db')).toMatchObject({ code: 0 });
      expect(readdirSync(copies).toSorted()).toEqual(['copy.db', 'hub.keys']);
    },
    180_000,
  );

  test('[RE7] nobody’s death broke the chain of the audit; what is half a copy under a whole one’s name is told apart', async () => {
    expect((await runHub('audit', 'verify', '--data', data)).output).toMatch(/^ok /);
    const whole = join(copies, 'whole.db');
    expect(await runHub('backup', '--data', data, '--to', whole)).toMatchObject({ code: 0 });
    const bytes = readFileSync(whole);
    for (const part of [0, 0.6]) {
      writeFileSync(join(copies, 'half.db'), bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(await verify('half.db')).toMatchObject({ code: 1, output: '' });
      const folderOfTry = join(folder, `try-${part}`);
      mkdirSync(folderOfTry);
      expect((await runHub('restore', '--data', folderOfTry, '--from', join(copies, 'half.db'))).code).not.toBe(0);
      expect(existsSync(join(folderOfTry, 'hub.db'))).toBe(false);
    }
  }, 120_000);
});

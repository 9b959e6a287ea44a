import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestRenderer } from '../support/core-fixture.ts';
import { forkCore, type CoreChild } from '../support/core-process.ts';
import { enrolCode, startHub, type HubProcess } from '../support/processes.ts';
import { sendMail } from '../support/mailbox.ts';
import { textsAtHub } from '../support/texts-at-hub.ts';

/** Real processes that die in the middle: kill -9 of hub and core, 50 times in all. */
const ROUNDS = 50;
const TEXTS_PER_ROUND = 6;
const folder = mkdtempSync(join(tmpdir(), 'sportello-killed-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let core: CoreChild;
let window: TestRenderer;

const url = (): string => `ws://127.0.0.1:${hub.httpPort}/v1/sync`;

async function restartHub(): Promise<void> {
  const { httpPort, smtpPort } = hub;
  hub = await startHub({ data, httpPort, smtpPort, extra: ['--mail-domain', 'dbo.example'] });
}

function startCore(code: string | null = null): void {
  core = forkCore(join(folder, 'core'), { hubUrl: url(), enrolCode: code });
  window = core.renderer();
}

/** How often each text is stored at the hub. */
function atHub(): Map<string, number> {
  const sqlite = new Sqlite(join(data, 'hub.db'), { readonly: true });
  const counts = new Map<string, number>();
  for (const text of textsAtHub(sqlite, "kind = 'note'")) counts.set(text, (counts.get(text) ?? 0) + 1);
  sqlite.close();
  return counts;
}

const settled = () =>
  window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'nothing in the outbox');

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  startCore(await enrolCode(data, 'Maria Rossi'));
  await sendMail(hub.smtpPort, {
    ...{ from: { name: 'Anna', address: 'anna@posta.example' }, to: 'assistenza@dbo.example' },
    ...{ subject: 'Gita', text: 'Buongiorno' },
  });
}, 60_000);

afterAll(async () => {
  await core?.kill();
  await hub?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('kill -9 in the middle of sending', () => {
  test(`[CO2] [CO3] [CO1] ${ROUNDS} times: nothing lost, nothing doubled`, async () => {
    const list = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 5 } as const;
    const { rows } = await window.watch(list).until(({ total }) => total === 1, 'the mail');
    const conversationId = rows[0]?.id ?? '';
    await window.call({ name: 'command', command: { name: 'claim', conversationId } });
    const open = window.watch({ name: 'conversation', id: conversationId });
    const under = (await open.until((value) => typeof value?.under === 'number', 'claimed'))?.under as number;
    const stored: string[] = [];
    const tried: string[] = [];

    for (let round = 0; round < ROUNDS; round += 1) {
      // Writes as fast as it can; some calls are in the air when something dies.
      const calls = Array.from({ length: TEXTS_PER_ROUND }, (_, index) => {
        const text = `giro ${round} testo ${index}`;
        tried.push(text);
        const messageId = `n-${round}-${index}`;
        const command = { name: 'note', conversationId, under, messageId, text } as const;
        return window.call({ name: 'command', command }).then(() => stored.push(text));
      });
      const someStored = Math.min(round % (TEXTS_PER_ROUND + 1), TEXTS_PER_ROUND - 1);
      await calls[someStored];
      const isHubsTurn = round % 2 === 0;
      if (isHubsTurn) {
        await hub.kill();
        await Promise.all(calls);
        await restartHub();
      } else {
        await core.kill();
        startCore();
      }
      await window.call({ name: 'retry-now' });
      // In every third round the next one begins before this one has healed.
      if (round % 3 !== 0) await settled();
    }
    await settled();
    const counts = atHub();
    expect([...counts].filter(([, n]) => n !== 1)).toEqual([]);
    expect(stored.filter((text) => !counts.has(text))).toEqual([]);
    expect([...counts.keys()].filter((text) => !tried.includes(text))).toEqual([]);
    expect(stored.length).toBeGreaterThan(ROUNDS * 3);
    expect(await window.watch({ name: 'notices' }).until(() => true)).toEqual([]);
  }, 240_000);

  test('[CO1] while a draft is being typed: what was reported as saved is there', async () => {
    for (let round = 0; round < 6; round += 1) {
      let saved = 0;
      let typed = '';
      const id = `c-bozza-${round}`;
      while (saved < 5 + round * 7) {
        typed += 'parola ';
        await window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: typed });
        saved = typed.length / 7;
      }
      void window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: `${typed}ancora ` });
      await core.kill();
      startCore();
      await window.call({ name: 'new-id' });
      const sqliteText = await draftText(id);
      expect([typed, `${typed}ancora `]).toContain(sqliteText);
    }
  }, 60_000);
});

/** Drafts are shown with their conversation; this one has none here, so it is read from the file. */
async function draftText(id: string): Promise<string> {
  await core.stop();
  const { openDatabase } = await import('../../main/core/db/open-database.ts');
  const { draftsOf } = await import('../../main/core/db/drafts.ts');
  const { testKey } = await import('../support/core-fixture.ts');
  const opened = openDatabase({ file: join(folder, 'core', 'sportello.db'), key: testKey, now: 0 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const text = opened.db.read((tx) => draftsOf(tx, id)[0]?.text ?? '');
  opened.db.close();
  startCore();
  return text;
}

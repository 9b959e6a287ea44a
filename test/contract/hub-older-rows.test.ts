import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../hub/storage/migrate.ts';
import { prepareSchema } from '../../hub/storage/postgres-schema.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { filesContaining } from '../support/canary.ts';
import { freshDatabase, hasPostgres } from '../support/postgres.ts';

/** Data of a program that stored subject, contact, names of files and addresses of mails readable. */
const older = migrations.filter(({ version }) => version < 27);
const canary = 'canarino-4711';

const row = (id: string, email: string | null): string =>
  `insert into conversations (id, number, channel, origin, group_id, state, fence, arrived_at, subject, contact_name,
     contact_email, contact_phone, verified, reminders, awaiting_answer, last_message_at, reply_token, open_since_seq,
     private_since_seq)
   values ('${id}', '2026-${id}', 'ticket', 'mail', 'g', 'waiting', 0, 0, 'Oggetto ${canary}', 'Anna ${canary}',
     ${email === null ? 'null' : `'${email}'`}, '333 ${canary}', 0, 0, 0, 0, 'token-${id}', 1, 0)`;

const rows = [
  "insert into meta values ('hub_id', 'hub'), ('epoch', 'epoch'), ('association', 'Prova')",
  `insert into groups values ('g', 'G', 'G', 0)`,
  row('000001', `Anna.${canary}@posta.example`),
  row('000002', `anna.${canary}@POSTA.example`),
  row('000003', null),
  `insert into messages (id, conversation_id, seq, kind, text, at, automatic, visibility, redactions)
   values ('m1', '000001', 1, 'incoming', 'Ciao', 0, 0, 'open', 0)`,
  `insert into attachments (id, message_id, conversation_id, position, name, type, size_bytes)
   values ('a1', 'm1', '000001', 0, '${canary}.pdf', 'application/pdf', 1)`,
  `insert into attachments (id, message_id, conversation_id, position, name, type, size_bytes, document_destroyed_at)
   values ('a2', 'm1', '000001', 1, '${canary}.jpg', 'image/jpeg', 1, 5)`,
  `insert into outgoing_mails (id, kind, conversation_id, message_id, to_name, to_address, subject, state, due_at, attempts,
     created_at)
   values ('o1', 'reply', '000001', 'm1', 'Anna', 'anna.${canary}@posta.example', 'Re: ${canary}', 'queued', 0, 0, 0)`,
].map((statement) => statement.replace('into groups', 'into "groups"'));

interface Opened {
  readonly storage: Storage;
  /** All rows of the tables that had them readable, as text. */
  dump(): Promise<string>;
  /** Opens it once more. */
  again(): Promise<Storage>;
  close(): Promise<void>;
}

const TABLES = ['conversations', 'attachments', 'outgoing_mails', 'meta'];

function sealing(name: string, open: () => Promise<Opened>): void {
  describe(`Sealing what is older, ${name}`, () => {
    let opened: Opened;

    beforeEach(async () => {
      opened = await open();
    });

    afterEach(() => opened.close());

    test('[RD10] it is read, found by its address and sent as before, and readable nowhere', async () => {
      const { storage } = opened;
      const first = await storage.read((tx) => tx.conversation('000001'));
      expect(first).toMatchObject({
        subject: `Oggetto ${canary}`,
        contact: { name: `Anna ${canary}`, email: `Anna.${canary}@posta.example`, phone: `333 ${canary}` },
      });
      expect((await storage.read((tx) => tx.conversation('000003')))?.contact.email).toBeNull();
      const own = await storage.read((tx) => tx.conversationsOf(` ANNA.${canary}@posta.example `, 9));
      expect(own.map(({ id }) => id)).toEqual(['000001', '000002']);
      const names = ['a1', 'a2'].map((id) => storage.read((tx) => tx.attachment(id)));
      expect((await Promise.all(names)).map((file) => file?.attachment.name)).toEqual([`${canary}.pdf`, '████████']);
      expect(await opened.dump()).not.toContain(canary);
      const mail = await storage.write((tx) => tx.claimMail({ owner: 'test', now: 1, until: 2 }));
      expect(mail).toMatchObject({ to: { address: `anna.${canary}@posta.example` }, subject: `Re: ${canary}` });
    });

    test('[RD10] it is sealed once: another opening changes nothing', async () => {
      const before = await opened.dump();
      await (await opened.again()).close();
      expect(await opened.dump()).toBe(before);
    });
  });
}

sealing('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-older-'));
  const file = join(folder, 'hub.db');
  const sqlite = await openSqliteFile({ file, now: 0, migrations: older });
  sqlite.exec(rows.join(';\n'));
  sqlite.close();
  const again = () => openSqliteStorage({ file, now: 0, timers: null });
  const storage = await again();
  return {
    storage,
    again,
    async dump() {
      expect(filesContaining(folder, canary)).toEqual([]);
      const database = new Database(file, { readonly: true });
      const all = TABLES.map((table) => database.prepare(`select * from ${table}`).all());
      database.close();
      return JSON.stringify(all);
    },
    async close() {
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe.skipIf(!hasPostgres)('on a server', () => {
  sealing('PostgreSQL', async () => {
    const database = await freshDatabase();
    const { address } = database;
    await prepareSchema({ address, now: 0, migrations: older });
    for (const statement of rows) await database.query(statement);
    const again = () => openPostgresStorage({ address, now: 0, timers: null, instance: 'older' });
    const storage = await again();
    return {
      storage,
      again,
      dump: async () => {
        const all = await Promise.all(TABLES.map((table) => database.query(`select * from ${table}`)));
        return JSON.stringify(all.map((rows) => rows.map((each) => JSON.stringify(each)).toSorted()));
      },
      async close() {
        await storage.close();
        await database.drop();
      },
    };
  });
});

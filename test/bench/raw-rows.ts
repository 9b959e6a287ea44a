import Database from 'better-sqlite3';
import { migrate } from '../../main/core/db/migrate.ts';
import { numberOf } from '../../main/core/db/case-number.ts';
import { textOf } from '../support/seed-hub.ts';

/** Of several sizes tried (300 to 10,000), the best or as good as the best. */
const ROWS_PER_TRANSACTION = 2_000;

export interface RawOptions {
  readonly file: string;
  readonly conversations: number;
  /** `null`: none. `default`: FTS5 as it comes. `ours`: contentless, without positions, with prefixes. */
  readonly index: 'default' | 'ours' | null;
}

/**
 * What better-sqlite3 does by itself with the same rows: same tables and their indexes, same cipher, page size, journal
 * and synchronous mode, statements prepared once, texts at hand. Returns seconds.
 */
export function writeRaw({ file, conversations, index }: RawOptions): number {
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${'c0'.repeat(32)}'"`);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'foreign_keys = ON']) {
    database.pragma(pragma);
  }
  database.pragma('cache_size = -32000');
  migrate(database);
  if (index === 'default') {
    database.exec(`drop table search; create virtual table search using fts5(head, body,
      tokenize = 'unicode61 remove_diacritics 2')`);
  }
  const write = writerOn(database, index !== null);
  const start = performance.now();
  for (let from = 0; from < conversations; from += ROWS_PER_TRANSACTION) {
    database.exec('begin immediate');
    for (let n = from; n < Math.min(conversations, from + ROWS_PER_TRANSACTION); n += 1) write(n);
    database.exec('commit');
  }
  const seconds = (performance.now() - start) / 1_000;
  database.close();
  return seconds;
}

function writerOn(database: Database.Database, isIndexed: boolean): (n: number) => void {
  const slot = database.prepare('insert into slot (body) values (?)');
  const conversation = database.prepare(
    `insert into conversation (key, id, channel, group_id, state, fence, arrived_at, content_slot, origin, verified,
       participant_ids, reminders, last_message_at, v_list, v_sort, v_state, v_group_id, v_claim, v_awaiting_answer,
       v_pending, version) values (?, ?, 'ticket', ?, 'waiting', 0, ?, ?, 'mail', 0, '[]', 0, ?, 'to-take', ?, 'waiting',
       ?, 'none', 1, 0, ?)`,
  );
  const message = database.prepare(
    "insert into message (key, id, kind, at, automatic, slot) values (?, ?, 'incoming', ?, 0, ?)",
  );
  const search = isIndexed ? database.prepare('insert into search (rowid, head, body) values (?, ?, ?)') : null;
  return (n) => {
    const [key, at, text, group] = [2_026_000_001 + n, 1_770_000_000_000 + n * 1_000, textOf(n), groups[n % 3]];
    const head = { subject: subjectOf(n), contact: contactOf(n) };
    const headSlot = slot.run(Buffer.from(JSON.stringify(head))).lastInsertRowid;
    const textSlot = slot.run(Buffer.from(JSON.stringify({ text, quoted: null, attachmentNames: [] }))).lastInsertRowid;
    conversation.run(key, idOf(n), group, at, headSlot, at, at, group, n + 1);
    message.run(key, `m-${n}`, at, textSlot);
    search?.run(key, [numberOf(key), head.subject, head.contact.name, head.contact.email].join('\n'), text);
  };
}

export const groups = ['segreteria', 'didattica', 'cassa'] as const;
export const idOf = (n: number): string => `seed-${String(n).padStart(9, '0')}`;
export const subjectOf = (n: number): string => `Oggetto della richiesta ${n}`;
export const contactOf = (n: number) => ({ name: 'Anna Belotti', email: `persona${n}@posta.example`, phone: null });

import { createHash } from 'node:crypto';
import type { CoreDb } from '../../main/core/db/database.ts';
import { saveDraft } from '../../main/core/db/drafts.ts';
import { setMeta } from '../../main/core/db/meta.ts';
import { addCommand } from '../../main/core/db/outbox.ts';
import { storeAnswers } from '../../main/core/sync/answer.ts';
import { applyPages } from '../../main/core/sync/apply-patch.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { me, putOf, takenOf } from '../support/core-database.ts';

type Step = (db: CoreDb) => void;

const page =
  (cursor: number, changes: Change[]): Step =>
  (db) => {
    const context = { userId: me, localNow: 1_000, confirmsAll: false, isOpen: () => false };
    db.write((tx) => applyPages(tx, [{ type: 'patch', changes, cursor, done: true }], context));
    db.truncateLog();
  };
const draft =
  (n: number, text: string): Step =>
  (db) =>
    db.write((tx) => saveDraft(tx, { conversationId: `c-${n}`, kind: 'reply' }, { text, at: 2_000 }));
const command =
  (n: number): Step =>
  (db) =>
    db.write((tx) => {
      addCommand(
        tx,
        { name: 'note', conversationId: `c-${n}`, under: 1, messageId: `n-${n}`, text: `Nota ${n}` },
        3_000,
      );
    });
const answer =
  (seq: number, ok: boolean): Step =>
  (db) => {
    const outcome = ok ? ({ ok } as const) : ({ ok, failure: { code: 'stale' } } as const);
    db.write((tx) => storeAnswers(tx, [{ seq, outcome }], { userId: me, localNow: 4_000, hubNow: 4_000 }));
  };
const three = (from: number): Change[] => [0, 1, 2].map((more) => putOf(from + more));

/** Save drafts, store commands, take pages, take answers, evict. */
export const coreSteps: readonly Step[] = [
  (db) => db.write((tx) => setMeta(tx, 'userId', me)),
  page(1, three(1)),
  draft(1, 'Buongiorno'),
  draft(1, `Buongiorno, ${'grazie '.repeat(200)}`),
  command(2),
  command(3),
  page(2, three(4)),
  answer(1, true),
  answer(2, false),
  draft(2, 'seconda'),
  page(3, [takenOf(4), takenOf(5)]),
  command(6),
  page(4, [takenOf(1), takenOf(6)]),
  answer(3, false),
  draft(1, ''),
];

/** What must be there: the same before and after the space of what was evicted is given back at a start. */
const held = [
  "select * from meta where name <> 'erasedBytes' order by name",
  `select id, state, assignee_id, fence, has_draft, v_list, v_pending, body
   from conversation left join slot on slot = content_slot order by id`,
  'select message.id, kind, body from message join slot using (slot) order by message.id',
  'select conversation_id, kind, text, returned from draft order by 1, 2',
  'select seq, name, command, sent from outbox order by seq',
  'select conversation_id, fence from receipt order by 1',
  'select conversation_id, kind, failure from notice order by id',
];

export function coreSummary(db: CoreDb): string {
  const hash = createHash('sha256');
  for (const sql of held) {
    const rows = db.read((tx) => tx.all<Record<string, string | number | null | Uint8Array>>(sql));
    for (const value of rows.flatMap((row) => Object.values(row))) {
      hash.update(typeof value === 'object' && value !== null ? value : String(value));
    }
    hash.update(';');
  }
  return hash.digest('hex').slice(0, 16);
}

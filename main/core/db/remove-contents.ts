import { forgetAnsweredTexts } from './answered.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { emptyIndex } from './search-index.ts';
import { eraseSlots } from './slots.ts';

/**
 * `removeContent` of very many at once, a statement for each table instead of ten for each conversation. The index is made anew of
 * what is left: taking entries out costs some ms each.
 */
export function removeContents(db: WritableDb, rows: readonly Pick<ConversationRow, 'key'>[]): void {
  const given = { keys: JSON.stringify(rows.map(({ key }) => key)) };
  for (const { id } of db.all<{ id: string }>(ANSWERED, given)) forgetAnsweredTexts(db, id);
  eraseSlots(db, SLOTS, given);
  db.run(`delete from attachment_bytes where id in (select id from attachment where key in ${GIVEN})`, given);
  db.run(`delete from attachment where key in ${GIVEN}`, given);
  db.run(`delete from message where key in ${GIVEN}`, given);
  db.run(
    `update conversation set content_slot = null, origin = null, verified = null, linked_number = null,
       participant_ids = null, reminders = null, last_message_at = null, eviction = null,
       attachment_count = 0, awaiting_answer = 0
     where key in ${GIVEN}`,
    given,
  );
  emptyIndex(db);
}

const GIVEN = '(select value from json_each(@keys))';
const ANSWERED = `select distinct conversation_id as id from answered
  where conversation_id in (select id from conversation where key in ${GIVEN})`;
const SLOTS = `select content_slot as slot from conversation where key in ${GIVEN} and content_slot is not null
  union all select slot from message where key in ${GIVEN}`;

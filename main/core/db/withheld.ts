import type { Contact } from '../../../shared/model/conversation.ts';
import { forgetAnsweredTexts } from './answered.ts';
import { rowById, type HeadContent } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { readSlot } from './slots.ts';

/**
 * How a contact can be reached is kept from this person from now on (NK3): it leaves what else is kept here of the case, too.
 * To be called before the case is stored. Returns whether anything was here: the log has to be truncated.
 */
export function forgetWithheld(db: WritableDb, id: string, { withheld = [] }: Contact): boolean {
  const row = withheld.length === 0 ? undefined : rowById(db, id);
  if (row === undefined || row.content_slot === null) return false;
  const { contact } = readSlot<HeadContent>(db, row.content_slot);
  if (withheld.every((field) => contact[field] === null)) return false;
  forgetAnsweredTexts(db, id);
  return true;
}

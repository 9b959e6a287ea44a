import type { Draft, DraftKind } from '../../../shared/bridge/core-queries.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { DeskForm } from '../../../shared/model/desk.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { paddedText, unpaddedText } from './padded.ts';
import { giveFilesBack } from './reply-files.ts';

interface Stored {
  readonly kind: DraftKind;
  readonly text: Uint8Array;
  readonly local_saved_at: number;
  readonly returned: string | null;
}

export interface DraftKey {
  readonly conversationId: string;
  readonly kind: DraftKind;
}

export function draftsOf(db: ReadableDb, conversationId: string): Draft[] {
  const rows = db.all<Stored>('select * from draft where conversation_id = ? order by kind', [conversationId]);
  return rows.map((row) => ({
    kind: row.kind,
    text: unpaddedText(row.text),
    localSavedAt: row.local_saved_at,
    returned: row.returned === null ? null : (JSON.parse(row.returned) as Failure),
  }));
}

type FormKind = Extract<DraftKind, 'desk' | 'canned'>;

/** Forms of the desk (NB6), or of canned replies, oldest first. */
export function formDrafts(db: ReadableDb, wanted: FormKind): (Draft & { readonly conversationId: string })[] {
  const ids = db.all<{ id: string }>('select conversation_id as id from draft where kind = ? order by number', [
    wanted,
  ]);
  return ids.flatMap(({ id: conversationId }) =>
    draftsOf(db, conversationId)
      .filter(({ kind }) => kind === wanted)
      .map((draft) => ({ ...draft, conversationId })),
  );
}

/** An empty text removes the draft. The reason why a text came back stays while it is edited. */
export function saveDraft(
  db: WritableDb,
  { conversationId, kind }: DraftKey,
  draft: { text: string; at: number },
): void {
  if (draft.text === '') {
    db.run('delete from draft where conversation_id = ? and kind = ?', [conversationId, kind]);
  } else {
    db.run(
      `insert into draft (conversation_id, kind, text, local_saved_at) values (?, ?, ?, ?)
       on conflict (conversation_id, kind) do update set text = excluded.text, local_saved_at = excluded.local_saved_at`,
      [conversationId, kind, paddedText(draft.text), draft.at],
    );
  }
  if (kind === 'desk') db.touch('desk');
  if (kind === 'canned') db.touch('canned-replies');
  markDrafts(db, conversationId);
}

const textOf = (db: ReadableDb, key: DraftKey): string =>
  draftsOf(db, key.conversationId).find(({ kind }) => kind === key.kind)?.text ?? '';

/** The text of a command that will not be carried out, put before what is being written (CO7, CO8). */
export function returnText(
  db: WritableDb,
  command: Command,
  { failure, at }: { failure: Failure | null; at: number },
): void {
  giveFilesBack(db, command);
  const written = writtenText(command);
  if (written === null || written.text.trim() === '') return;
  const key = { conversationId: command.conversationId, kind: written.kind };
  // A form can't be put before another one; a case has one.
  const existing = key.kind === 'desk' ? '' : textOf(db, key);
  saveDraft(db, key, { text: existing === '' ? written.text : `${written.text}\n\n${existing}`, at });
  const returned = failure === null ? null : JSON.stringify(failure);
  db.run('update draft set returned = ? where conversation_id = ? and kind = ?', [
    returned,
    key.conversationId,
    key.kind,
  ]);
}

/** The form as it was when the case was opened by it. */
function formOf(command: Extract<Command, { name: 'create' }>): DeskForm {
  const { number, messageId, way = 'walk-in', contact, groupId, subject, text, numberTold: isTold } = command;
  const { name, phone, email } = contact;
  const who = { name, phone: phone ?? '', email: email ?? '', delegate: '', witness: '' };
  return { number, messageId, way, ...who, groupId, subject, text, isTold };
}

/** What a person wrote for this command, and the kind of draft it was. */
export function writtenText(command: Command): { readonly kind: DraftKind; readonly text: string } | null {
  switch (command.name) {
    case 'reply':
    case 'note':
      return { kind: command.name, text: command.text };
    case 'release':
    case 'transfer':
    case 'ask-transfer':
      return { kind: 'handover', text: command.handover };
    case 'create':
      return { kind: 'desk', text: JSON.stringify(formOf(command)) };
    case 'open':
    case 'claim':
    case 'withdraw-transfer':
    case 'accept-transfer':
    case 'decline-transfer':
    case 'add-participant':
    case 'remove-participant':
    case 'log-call':
    case 'confirm-contact':
    case 'set-promise':
    case 'end-promise':
    case 'require-document':
    case 'merge':
    case 'unmerge':
    case 'resolve':
    case 'reopen':
    case 'heard':
    case 'offer-appointment':
    case 'book-appointment':
    case 'move-appointment':
    case 'close-appointment':
    case 'redact':
    case 'redact-attachment':
    case 'set-guard-word':
    case 'keep-document':
    case 'destroy-document':
    case 'settle-mail':
    case 'noop':
      return null;
  }
}

/** The list shows which conversations have a draft. */
export function markDrafts(db: WritableDb, conversationId: string): void {
  db.touch(`conversation:${conversationId}`);
  const marked = db.get<{ before: number; after: number }>(
    `select has_draft as before, exists (select 1 from draft where conversation_id = @id)
       or exists (select 1 from reply_file where conversation_id = @id and leaving = 0) as after
     from conversation where id = @id`,
    { id: conversationId },
  );
  if (marked === undefined || marked.before === marked.after) return;
  db.run('update conversation set has_draft = ? where id = ?', [marked.after, conversationId]);
  db.touch('list');
}

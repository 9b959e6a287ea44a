import type { Notice } from '../../../shared/bridge/core-queries.ts';
import type { Failure } from '../../../shared/errors.ts';
import { numberOf } from './case-number.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface Stored {
  readonly id: number;
  readonly local_at: number;
  readonly conversation_id: string | null;
  readonly number: string | null;
  readonly kind: Notice['kind'];
  readonly command: string | null;
  /** JSON of the failure and, with it, of what was rescued or wanted. */
  readonly failure: string | null;
}

/** Tells the person something also when they were not looking; the number is kept, as the row may go. */
export function addNotice(db: WritableDb, notice: Omit<Notice, 'id' | 'number'>): void {
  const { conversationId } = notice;
  const key = db.get<{ key: number }>('select key from conversation where id = ?', [conversationId])?.key;
  db.run('insert into notice (local_at, conversation_id, number, kind, command, failure) values (?, ?, ?, ?, ?, ?)', [
    notice.localAt,
    conversationId,
    key === undefined ? null : numberOf(key),
    notice.kind,
    notice.command,
    storedFailure(notice),
  ]);
  db.touch('notices');
}

export function dismissNotice(db: WritableDb, id: number): void {
  db.run('delete from notice where id = ?', [id]);
  db.touch('notices');
}

/** What they told is not so any more. */
export function dropNotices(db: WritableDb, conversationId: string, kind: Notice['kind']): void {
  db.run('delete from notice where conversation_id = ? and kind = ?', [conversationId, kind]);
  db.touch('notices');
}

function storedFailure({ failure, rescued, wanted }: Pick<Notice, 'failure' | 'rescued' | 'wanted'>): string | null {
  return failure === null ? null : JSON.stringify({ ...failure, rescued, wanted });
}

export function allNotices(db: ReadableDb): Notice[] {
  return db.all<Stored>('select * from notice order by id').map((stored) => ({
    id: stored.id,
    localAt: stored.local_at,
    conversationId: stored.conversation_id,
    number: stored.number,
    kind: stored.kind,
    command: stored.command,
    ...readFailure(stored.failure),
  }));
}

function readFailure(stored: string | null): Pick<Notice, 'failure' | 'rescued' | 'wanted'> {
  if (stored === null) return { failure: null };
  const { rescued, wanted, ...failure } = JSON.parse(stored) as Failure & Pick<Notice, 'rescued' | 'wanted'>;
  return { failure, ...(rescued === undefined ? {} : { rescued }), ...(wanted === undefined ? {} : { wanted }) };
}

import type { Stub } from '../../../shared/model/conversation.ts';
import type { Message } from '../../../shared/model/message.ts';
import type { Passing } from '../../../shared/model/passing.ts';
import type { ConversationRow } from '../db/conversation-row.ts';
import type { WritableDb } from '../db/database.ts';
import { addNotice, allNotices, dropNotices } from '../db/notices.ts';

interface To {
  readonly userId: string;
  readonly localNow: number;
}

/** With the case as it is held before the change. */
type Telling = To & { readonly row: ConversationRow | undefined };

const passingOf = (row: ConversationRow | undefined): Passing | null =>
  row === undefined || row.passing === null ? null : (JSON.parse(row.passing) as Passing);

/** A case waits for this person's word, or does no longer (TR3); of many they are told in one notice more. */
export function tellAsked(db: WritableDb, { id, passing }: Stub, { userId, localNow, row }: Telling): void {
  const known = passingOf(row);
  const isForMe = passing?.toUserId === userId;
  if (known?.at === passing?.at) return;
  if (known?.toUserId === userId) dropNotices(db, id, 'passing-asked');
  if (!isForMe) return;
  const told = new Set(allNotices(db).map(({ kind }) => kind));
  if (told.has('passing-asked-many')) return;
  const notice = { localAt: localNow, command: null, failure: { code: 'taken', userId: passing.byUserId } } as const;
  if (told.has('passing-asked')) addNotice(db, { ...notice, conversationId: null, kind: 'passing-asked-many' });
  else addNotice(db, { ...notice, conversationId: id, kind: 'passing-asked' });
}

interface News {
  readonly id: string;
  readonly messages: readonly Pick<Message, 'id' | 'event'>[];
}

/** It stays with this person, who had passed it on, or holds it (TR5, TR6). */
export function tellEnded(db: WritableDb, { id, messages }: News, { userId, localNow, row }: Telling): void {
  const known = passingOf(row);
  if (row === undefined || known === null || (row.v_claim !== 'mine' && known.byUserId !== userId)) return;
  const event = messages.findLast(({ event: each }) => each?.code === 'passing' && each.step !== 'asked')?.event;
  if (event?.code !== 'passing' || event.step === 'withdrawn') return;
  const kind = event.step === 'declined' ? 'passing-declined' : 'passing-expired';
  const failure = { code: 'taken', userId: event.toUserId } as const;
  addNotice(db, { localAt: localNow, conversationId: id, kind, command: null, failure });
}

/** Whom this person had passed it to has accepted. True when they were told. */
export function tellAccepted(
  db: WritableDb,
  { stub, row }: { readonly stub: Stub; readonly row: ConversationRow },
  { userId, localNow }: To,
): boolean {
  const known = passingOf(row);
  if (known === null || stub.state !== 'claimed' || stub.assigneeId !== known.toUserId) return false;
  if (row.v_claim !== 'mine' && known.byUserId !== userId) return false;
  const failure = { code: 'taken', userId: known.toUserId } as const;
  addNotice(db, { localAt: localNow, conversationId: stub.id, kind: 'passing-accepted', command: null, failure });
  return true;
}

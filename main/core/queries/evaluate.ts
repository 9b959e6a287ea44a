import type { Query, Result } from '../../../shared/bridge/core-queries.ts';
import { agendaBetween, agendaOf, allSchedules } from '../db/appointments.ts';
import { associationSettings } from '../db/association-settings.ts';
import type { ReadableDb, Topic } from '../db/database.ts';
import { allCannedReplies, cannedChoice } from '../db/canned-replies.ts';
import { formDrafts } from '../db/drafts.ts';
import { allGroups, allUsers } from '../db/directory.ts';
import { guardSettings } from '../db/guard-settings.ts';
import { getMeta } from '../db/meta.ts';
import { allNotices } from '../db/notices.ts';
import { preferences } from '../db/preferences.ts';
import type { Presence } from '../sync/presence.ts';
import type { SyncStatus } from '../sync/sync-client.ts';
import { freeSlotsOf } from './agenda.ts';
import { alike } from './alike.ts';
import { conversation, mergedWith } from './conversation.ts';
import { counts, list } from './list.ts';
import { loads } from './loads.ts';
import { search } from './search.ts';
import { next } from './next.ts';
import { outbox, status } from './status.ts';

export type AnyResult = { readonly [N in Query['name']]: Result<N> }[Query['name']];

export interface QueryContext {
  readonly sync: SyncStatus;
  readonly protection: 'keyring' | 'none';
  readonly pin: Result<'status'>['pin'];
  readonly presence: Pick<Presence, 'result'>;
  readonly inspection: (conversationId: string) => Result<'inspection'>;
  /** The hub's clock as estimated here, ms. */
  readonly hubNow: number;
}

export function evaluate(
  db: ReadableDb,
  query: Query,
  { sync, protection, pin, presence, inspection, hubNow }: QueryContext,
): AnyResult {
  switch (query.name) {
    case 'status':
      return status(db, sync, { protection, pin });
    case 'directory':
      return { users: allUsers(db), groups: allGroups(db) };
    case 'counts':
      return counts(db);
    case 'list':
      return list(db, query, hubNow);
    case 'conversation':
      return conversation(db, query.id, getMeta(db, 'userId') ?? '');
    case 'merged':
      return mergedWith(db, query.id, getMeta(db, 'userId') ?? '');
    case 'alike':
      return alike(db, query.id);
    case 'search':
      return search(db, query, hubNow);
    case 'canned-replies':
      return allCannedReplies(db);
    case 'canned-choice':
      return cannedChoice(db, query.conversationId);
    case 'canned-drafts':
      return formDrafts(db, 'canned');
    case 'outbox':
      return outbox(db);
    case 'notices':
      return allNotices(db);
    case 'presence':
      return presence.result(query.conversationId);
    case 'agenda':
      return [...agendaBetween(db, query)];
    case 'appointments':
      return [...agendaOf(db, query.conversationId)];
    case 'free-slots':
      return freeSlotsOf(db, query, hubNow);
    case 'schedules':
      return allSchedules(db);
    case 'desk-drafts':
      return formDrafts(db, 'desk');
    case 'guard':
      return guardSettings(db);
    case 'settings':
      return associationSettings(db);
    case 'loads':
      return loads(db);
    case 'next':
      return next(db);
    case 'inspection':
      return inspection(query.conversationId);
    case 'preferences':
      return preferences(db);
  }
}

/** What has to change before an answer can be another one. */
export function topicsOf(query: Query): readonly Topic[] {
  switch (query.name) {
    case 'status':
      return ['status', 'outbox', 'directory'];
    case 'counts':
    case 'loads':
    case 'next':
    case 'list':
      return ['list'];
    case 'search':
      return ['list', 'index'];
    case 'alike':
      return [`conversation:${query.id}`, 'list', 'index'];
    case 'merged':
      return ['list'];
    case 'conversation':
      return [`conversation:${query.id}`];
    case 'outbox':
      return ['outbox', 'list'];
    case 'agenda':
    case 'appointments':
    case 'free-slots':
      return ['agenda', 'outbox'];
    case 'schedules':
      return ['agenda'];
    case 'desk-drafts':
      return ['desk'];
    case 'canned-choice':
    case 'canned-drafts':
      return ['canned-replies'];
    case 'directory':
    case 'canned-replies':
    case 'notices':
    case 'presence':
    case 'guard':
    case 'settings':
    case 'inspection':
    case 'preferences':
      return [query.name];
  }
}

/** Conversations whose text an answer shows: a window that got it is destroyed when they are evicted (EV6). */
export function bodiesShown(query: Query, result: AnyResult): readonly string[] {
  if (query.name === 'conversation') {
    const open = result as Result<'conversation'>;
    return open !== null && open.content !== null ? [open.row.id] : [];
  }
  if (query.name === 'inspection' && result !== null) return [query.conversationId];
  if (query.name === 'merged') {
    return (result as Result<'merged'>).flatMap(({ row, content }) => (content === null ? [] : [row.id]));
  }
  if (query.name === 'search')
    return (result as Result<'search'>).hits.flatMap(({ row }) => [row.id, ...(row.merged ?? []).map(({ id }) => id)]);
  return [];
}

import { useEffect, useRef } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { User } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp } from '../../store/context.tsx';
import type { App } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useUndoable } from '../../store/use-undoable.ts';
import { useResolve } from './use-resolve.ts';

/** What this person can do with the open case now; undefined is "not now". The same for buttons and keys. */
export interface Moves {
  readonly claim: (() => void) | undefined;
  readonly release: (() => void) | undefined;
  readonly transfer: (() => void) | undefined;
  readonly resolve: (() => void) | undefined;
  readonly reopen: (() => void) | undefined;
  readonly book: (() => void) | undefined;
  readonly add: (() => void) | undefined;
  readonly merge: (() => void) | undefined;
  readonly call: (() => void) | undefined;
  readonly promise: (() => void) | undefined;
  readonly chronology: (() => void) | undefined;
}

/** Says yes to a case that is passed to this person (TR4); undefined: none is. */
export function acceptOf(
  { row: { id: conversationId, passing, claim } }: OpenConversation,
  { me, app }: { readonly me: User | null; readonly app: App },
): (() => void) | undefined {
  if (passing === undefined || passing.toUserId !== me?.id || claim === 'requested') return undefined;
  return () => void app.send({ name: 'accept-transfer', conversationId, at: passing.at });
}

export function useMoves(open: OpenConversation): Moves {
  const { row, content, under } = open;
  const app = useApp();
  const { t } = useText();
  const { me } = useDirectory();
  const undoable = useUndoable();
  const resolve = useResolve();
  const conversationId = row.id;
  const isMine = row.state === 'claimed' && row.claim === 'mine' && under !== null;
  const isRequested = row.claim === 'requested' && under !== null;
  const mayReopen = row.state === 'resolved' && me !== null && content?.participantIds.includes(me.id) === true;
  // Everybody who takes part may, not the assignee alone (CL11).
  const takesPart = row.state === 'claimed' && row.claim !== 'requested' && under !== null;
  const reopened = { text: t('done.reopen', { number: row.number }), back: { name: 'resolve' } } as const;
  // What is about the case as a whole is for whoever sees it so (PV4).
  const seesAll = content?.seesFrom === undefined;
  const moves: Moves = {
    claim:
      row.state === 'waiting' && row.claim === 'none'
        ? () => void app.send({ name: 'claim', conversationId })
        : undefined,
    release: isMine ? () => app.openDialog({ kind: 'hand-over', mode: 'release', conversationId }) : undefined,
    transfer: isMine ? () => app.openDialog({ kind: 'hand-over', mode: 'transfer', conversationId }) : undefined,
    resolve: isMine ? () => askOrResolve(app, { open, resolve }) : undefined,
    reopen: mayReopen && seesAll ? () => void undoable({ name: 'reopen', conversationId }, reopened) : undefined,
    book: isMine || isRequested ? () => app.openDialog({ kind: 'book', conversationId, movesId: null }) : undefined,
    add: takesPart && seesAll ? () => app.openDialog({ kind: 'add-participant', conversationId }) : undefined,
    call: takesPart && row.channel !== 'chat' ? () => app.openDialog({ kind: 'call', conversationId }) : undefined,
    promise: takesPart ? () => app.openDialog({ kind: 'promise', conversationId }) : undefined,
    chronology: content === null ? undefined : () => app.openDialog({ kind: 'chronology', conversationId }),
    // What waits can be merged with a case that this person holds (MG2).
    merge:
      row.channel !== 'chat' && (isMine || isRequested || row.state === 'waiting') && content !== null
        ? () => app.openDialog({ kind: 'merge', conversationId, otherId: null })
        : undefined,
  };
  // Its button stands with what there is to know of it.
  useKeys({ ...moves, claim: moves.claim ?? acceptOf(open, { me, app }) });
  return moves;
}

interface Resolving {
  readonly open: OpenConversation;
  readonly resolve: (open: OpenConversation) => Promise<boolean>;
}

/** What the contact wrote below what is in sight is read first, or left on purpose (UN3). */
function askOrResolve(app: App, { open, resolve }: Resolving): void {
  const unseen = app.readings.get(open.row.id)?.unseen ?? 0;
  if (unseen === 0) void resolve(open);
  else app.openDialog({ kind: 'unseen', conversationId: open.row.id, unseen });
}

/** Says aloud what became of the open case: mine, requested, or lost to a colleague. */
export function useClaimWatch({ row }: OpenConversation): void {
  const app = useApp();
  const { t } = useText();
  const { nameOf } = useDirectory();
  const last = useRef({ id: row.id, claim: row.claim });
  useEffect(() => {
    const before = last.current;
    last.current = { id: row.id, claim: row.claim };
    if (before.id !== row.id || before.claim === row.claim) return;
    if (row.claim === 'mine') app.announce(t('announce.claimed', { number: row.number }));
    if (row.claim === 'requested') app.announce(t('announce.requested', { number: row.number }));
    if (row.claim === 'other') {
      app.announce(t('announce.lost', { number: row.number, name: nameOf(row.assigneeId) }), 'assertive');
    }
  }, [app, t, nameOf, row.id, row.claim, row.number, row.assigneeId]);
}

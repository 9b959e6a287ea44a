import { useState } from 'react';
import type { OpenConversation, ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { DraftEditor } from '../../drafts/use-draft.ts';
import { useLive } from '../../store/context.tsx';
import { seenAt } from '../../store/seen-at.ts';

/** What the contact wrote while a reply was being written. */
export interface News {
  readonly messages: readonly ThreadMessage[];
  /** Somebody asked to send all the same, and is shown it first. */
  readonly isAsked: boolean;
  /** Runs it at once where there is nothing new, else after the person has said so. */
  before(run: () => void): void;
  /** It was read. */
  read(): void;
  goBack(): void;
}

/** A reply is about what stood there when it was begun, also where that was yesterday. In a chat both write at once. */
export function useNews(open: OpenConversation, draft: DraftEditor, isReply: boolean): News {
  const offsetMs = useLive({ name: 'status' })?.hubOffsetMs ?? 0;
  const latest = seenAt(open).seenAt ?? 0;
  const isWriting = draft.text !== '';
  const [known, setKnown] = useState(() =>
    isWriting && draft.saving.state === 'saved' ? draft.saving.localAt + offsetMs : latest,
  );
  const [isAsked, setAsked] = useState(false);
  // Nothing is being written: whatever comes is known by the time that something is.
  if (!isWriting && known !== latest) setKnown(latest);
  const isWatched = isReply && isWriting && open.row.channel !== 'chat';
  const messages = isWatched ? open.messages.filter(({ kind, at }) => kind === 'incoming' && at > known) : [];
  const read = (): void => {
    setKnown(latest);
    setAsked(false);
  };
  return {
    messages,
    isAsked: isAsked && messages.length > 0,
    before(run) {
      if (messages.length === 0) run();
      else setAsked(true);
    },
    read,
    goBack: () => setAsked(false),
  };
}

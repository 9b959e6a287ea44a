import { useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import type { DraftEditor } from '../../drafts/use-draft.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import type { WrittenKind } from './editor.tsx';

interface SendOptions {
  readonly open: OpenConversation;
  readonly kind: WrittenKind;
  readonly draft: DraftEditor;
  readonly isBarred: boolean;
}

/** Sends what stands in the draft: it leaves the field only once the command is durable. */
export function useSend({ open, kind, draft, isBarred }: SendOptions): {
  readonly send: () => Promise<void>;
  readonly isSending: boolean;
  readonly canSend: boolean;
} {
  const app = useApp();
  const { t } = useText();
  const [isSending, setSending] = useState(false);
  const { under } = open;
  const text = draft.text.trimEnd();
  const canSend = !isBarred && !isSending && under !== null && text !== '' && text.length <= MAX_WRITTEN_TEXT;

  const send = async (): Promise<void> => {
    if (under === null) return;
    setSending(true);
    try {
      const messageId = await app.core.call({ name: 'new-id' });
      const isStored = await app.send({ name: kind, conversationId: open.row.id, under, messageId, text });
      if (isStored) {
        draft.clear();
        app.announce(t(kind === 'reply' ? 'composer.sent-announce' : 'composer.note-announce'));
      }
    } catch (error) {
      app.complain(failureOf(error));
    } finally {
      setSending(false);
    }
  };
  return { send, isSending, canSend };
}

import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { hasEmail } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import type { ThreadEntry } from '../../store/one-thread.ts';
import { Segments } from '../../ui/segments.tsx';
import styles from './conversation.module.css';

interface AnswerProps {
  readonly open: OpenConversation;
  readonly merged: readonly OpenConversation[];
  readonly entries: readonly ThreadEntry[];
  readonly renderComposer: (open: OpenConversation) => ReactNode;
}

/** Where one writes; of merged cases to the contact of the one that is chosen: first the one that wrote last (MG6). */
export function Answer({ open, merged, entries, renderComposer }: AnswerProps): ReactNode {
  const { t } = useText();
  const [chosen, setChosen] = useState(useApp().store.getState().place.writing?.conversationId ?? null);
  const parts = [open, ...merged.filter(({ under, content }) => under !== null && content !== null)];
  if (parts.length === 1) return renderComposer(open);
  const last = entries.findLast(({ message }) => message.kind === 'incoming' && !message.automatic)?.conversation.id;
  const known = parts.find(({ row }) => row.id === (chosen ?? last)) ?? open;
  return (
    <>
      <div className={styles['answer-by']}>
        <Segments
          label={t('merge.answer-by')}
          value={known.row.id}
          options={parts.map(({ row, content }) => ({
            value: row.id,
            label: `${row.number} · ${content?.contact.email ?? t(content !== null && hasEmail(content.contact) ? 'merge.email-withheld' : 'details.no-email')}`,
          }))}
          onChange={setChosen}
        />
      </div>
      <AnswerTo key={known.row.id} id={known.row.id} renderComposer={renderComposer} />
    </>
  );
}

/** Its drafts as they are now. */
function AnswerTo({ id, renderComposer }: { id: string } & Pick<AnswerProps, 'renderComposer'>): ReactNode {
  const open = useLive({ name: 'conversation', id });
  return open && open.content !== null && open.under !== null ? renderComposer(open) : null;
}

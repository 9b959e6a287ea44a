import { Paperclip } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { CannedEntry, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { namesOf } from '../../../shared/canned/files.ts';
import { useText } from '../../i18n/text.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './composer.module.css';
import { type ReadyReplies, useReadyReplies } from './use-ready-replies.ts';

export interface Canned extends ReadyReplies {
  readonly active: number;
  activeId(listId: string): string | undefined;
  choose(reply: CannedEntry): void;
  /** Whether the key was for the list. */
  onKeyDown(event: KeyboardEvent): boolean;
}

interface CannedProps {
  readonly open: OpenConversation;
  /** Null: none is asked for. */
  readonly query: string | null;
  readonly choose: (reply: CannedEntry) => void;
  readonly close: () => void;
}

/** The list that a slash opens. The focus stays in the text: arrows move, Enter or Tab insert, Esc closes. */
export function useCanned({ open, query, choose, close }: CannedProps): Canned {
  const ready = useReadyReplies(open, query);
  const { replies } = ready;
  const [chosen, setChosen] = useState({ query, index: 0 });
  const active = chosen.query === query ? chosen.index : 0;

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (query === null) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const reply = replies[active];
    if (step !== undefined && replies.length > 0) {
      setChosen({ query, index: (active + step + replies.length) % replies.length });
    } else if ((event.key === 'Enter' || event.key === 'Tab') && reply !== undefined) choose(reply);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const activeId = (listId: string): string | undefined =>
    replies[active] === undefined ? undefined : `${listId}-${replies[active].id}`;
  return { ...ready, active, activeId, choose, onKeyDown };
}

/** Scrolls the list and nothing around it: the text being written has to stay where it is. */
function keepInSight(optionId: string | undefined): void {
  const option = document.getElementById(optionId ?? '');
  const list = option?.parentElement;
  if (option == null || list == null) return;
  const top = option.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  const below = top + option.offsetHeight - list.clientHeight;
  if (below > list.scrollTop) list.scrollTop = below;
}

export function CannedPopup({ id, query, canned }: { id: string; query: string; canned: Canned }): ReactNode {
  const { t } = useText();
  const activeId = canned.activeId(id);
  useEffect(() => keepInSight(activeId), [activeId]);
  return (
    <div className={styles['popup']}>
      {canned.replies.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={t('canned.label')}
          className={styles['options']}
          // What scrolls has to be reached by the keyboard; the mouse scrolls it without taking the focus from the text.
          tabIndex={0}
          onMouseDown={(event) => event.preventDefault()}
        >
          {canned.replies.map((reply, index) => (
            // the text keeps the focus, aria-activedescendant points here
            <div
              key={reply.id}
              id={`${id}-${reply.id}`}
              role="option"
              aria-selected={index === canned.active}
              className={styles['option']}
              // The field must keep the focus, or it would take its draft for finished.
              onPointerDown={(event) => {
                event.preventDefault();
                canned.choose(reply);
              }}
            >
              <strong>
                {reply.title} <Forms reply={reply} canned={canned} />
              </strong>
              <code>/{reply.shortcut}</code>
              <WithFiles reply={reply} />
              <p title={reply.text}>{reply.text.replaceAll(/\s+/g, ' ')}</p>
            </div>
          ))}
        </div>
      )}
      <p className={styles['hint']}>
        {canned.replies.length === 0 ? t('canned.none', { text: query }) : t('canned.hint')}
      </p>
    </div>
  );
}

/** What comes along with it. */
function WithFiles({ reply: { files = [] } }: { reply: CannedEntry }): ReactNode {
  const { t } = useText();
  if (files.length === 0) return null;
  return (
    <span className={styles['carried']}>
      <Paperclip aria-hidden="true" />
      <span className="only-read-aloud">{t('canned-files.with')} </span>
      {namesOf(files)}
    </span>
  );
}

/** What it is written in, where that is not what this case is answered in; and whether it is this person's own. */
function Forms({ reply, canned: { lang, address } }: { reply: CannedEntry; canned: Canned }): ReactNode {
  const { t } = useText();
  const isOtherForm = reply.address !== undefined && reply.address !== address;
  return (
    <>
      {reply.lang !== lang && <Tag>{t('canned-page.language', { lang: reply.lang })}</Tag>}
      {reply.lang === lang && isOtherForm && <Tag>{t('canned.form', { form: reply.address ?? '' })}</Tag>}
      {reply.isOwn && <Tag tone="accent">{t('canned.own')}</Tag>}
    </>
  );
}

import { CircleAlert, MessageSquareText } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react';
import type { CannedEntry, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { fillVariables, findVariable, isVariableName, unresolvedVariables } from '../../../shared/canned/variables.ts';
import type { DraftEditor } from '../../drafts/use-draft.ts';
import { GuardNotes } from '../../guard/guard-notes.tsx';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { isWaitingChat } from '../../store/waiting-chat.ts';
import { Button } from '../../ui/button.tsx';
import { CannedPopup, useCanned } from './canned-popup.tsx';
import styles from './composer.module.css';
import { DespiteDialog } from './despite-dialog.tsx';
import { AttachButton, FileList } from './file-list.tsx';
import { NewsNotice } from './news-notice.tsx';
import { PromiseOffer } from './promise-offer.tsx';
import { insertText, selectGap } from './insert-text.ts';
import { SendBar } from './send-bar.tsx';
import { type Slash, slashBefore } from './slash.ts';
import type { Files } from './use-files.ts';
import { useWrittenSpelled } from './use-written-spelled.ts';
import { useNews } from './use-news.ts';
import { type Sending, useSend } from './use-send.ts';
import { useVariables } from './use-variables.ts';
import type { WrittenKind } from './written-kind.ts';

interface EditorProps {
  readonly open: OpenConversation;
  readonly kind: WrittenKind;
  readonly draft: DraftEditor;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** There is no address to send a reply to. */
  readonly isBarred: boolean;
  /** Null: none can go with it. */
  readonly files: Files | null;
  /** Offers an appointment in the reply. */
  readonly onPropose: () => void;
}

export function Editor({ open, kind, draft, field, isBarred, files, onPropose }: EditorProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const listId = useId();
  const variables = useVariables(open);
  const spelled = useWrittenSpelled({ open, kind, field, text: draft.text });
  const [slash, setSlash] = useState<Slash | null>(null);
  const unresolved = unresolvedVariables(draft.text);
  const sending = useSend({ open, kind, draft, files: files?.list ?? [], isBarred: isBarred || unresolved.length > 0 });
  const news = useNews(open, draft, kind === 'reply');
  const leave = (): void => {
    news.read();
    files?.forgetRefused();
    void sending.send();
  };

  const insert = (reply: CannedEntry): void => {
    const filled = fillVariables(reply.text, variables(reply.lang));
    if (field.current !== null && slash !== null) insertText(field.current, slash, filled);
    setSlash(null);
    // A use that can't be counted is not worth a word.
    app.core.call({ name: 'canned-used', id: reply.id, conversationId: open.row.id }).catch(() => undefined);
    if (files !== null) void files.addCanned(reply.files ?? []);
    // A link is made by offering times.
    if (kind === 'reply' && findVariable(filled, 'appointment.link') !== null) onPropose();
  };
  const canned = useCanned({ open, query: slash?.query ?? null, choose: insert, close: () => setSlash(null) });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (canned.onKeyDown(event)) return;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      if (sending.canSend) news.before(leave);
      // What is missing is asked for where it stands.
      else if (unresolved.length > 0 && field.current !== null) selectGap(field.current);
    } else if (isUndo(event) && draft.text === '') {
      // There is nothing to undo in an empty field but what was sent from it.
      app.actions.get('undo-send')?.();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      field.current?.blur();
    }
  };

  return (
    <>
      {slash !== null && <CannedPopup id={listId} query={slash.query} canned={canned} />}
      <div className={styles['writing']}>
        <textarea
          ref={field}
          className={styles['text']}
          {...spelled.attributes}
          aria-label={t(`composer.${kind}`)}
          aria-haspopup="listbox"
          aria-controls={slash === null ? undefined : listId}
          aria-activedescendant={slash === null ? undefined : canned.activeId(listId)}
          placeholder={t(`composer.${kind}-placeholder`)}
          value={draft.text}
          readOnly={sending.isSending}
          data-pane-entry
          onChange={(event) => {
            draft.type(event.target.value);
            setSlash(slashBefore(event.target.value, event.target.selectionStart));
          }}
          onBlur={() => {
            draft.flush();
            setSlash(null);
          }}
          onKeyDown={onKeyDown}
          onPaste={files?.paste}
        />
        {spelled.marks}
      </div>
      <GuardNotes text={draft.text} kind={kind} field={field} />
      <NewsNotice open={open} news={news} onSend={leave} />
      <Unresolved names={unresolved} />
      {kind === 'reply' && <PromiseOffer open={open} text={draft.text} />}
      <Stopped sending={sending} onPropose={onPropose} />
      {files !== null && <FileList files={files} hasWords={draft.text.trim() !== ''} />}
      <SendBar
        kind={kind}
        draft={draft}
        canSend={sending.canSend}
        isFirst={isWaitingChat(open)}
        onSend={() => news.before(leave)}
      >
        {files !== null && <AttachButton files={files} />}
        <CannedButton onPress={() => field.current && openCanned(field.current)} />
      </SendBar>
    </>
  );
}

/** It holds what should not be sent: what else could be done, and a second step. */
function Stopped({ sending, onPropose }: { sending: Sending; onPropose: () => void }): ReactNode {
  if (sending.stop === null) return null;
  return (
    <DespiteDialog
      stop={sending.stop}
      onPropose={() => {
        sending.goBack();
        onPropose();
      }}
      onBack={sending.goBack}
      onSend={(despite) => void sending.sendDespite(despite)}
    />
  );
}

/** What a canned reply left open; with it nothing leaves. */
function Unresolved({ names }: { names: readonly string[] }): ReactNode {
  const { t } = useText();
  if (names.length === 0) return null;
  return (
    <p className={styles['message']} data-tone="guard" role="status">
      <CircleAlert aria-hidden="true" />
      {t('composer.unresolved', {
        names: names.map((name) => (isVariableName(name) ? t(`variable.${name}`) : name)).join(', '),
      })}
    </p>
  );
}

function CannedButton({ onPress }: { onPress: () => void }): ReactNode {
  const { t } = useText();
  return (
    <Button look="plain" isSmall aria-label={t('composer.canned-label')} onPress={onPress}>
      <MessageSquareText aria-hidden="true" />
      {t('composer.canned')}
    </Button>
  );
}

const isUndo = ({ key, ctrlKey, shiftKey }: KeyboardEvent): boolean => key === 'z' && ctrlKey && !shiftKey;

/** Typing a slash is how the list opens, so the button types one. */
function openCanned(field: HTMLTextAreaElement): void {
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  document.execCommand('insertText', false, before === '' || /\s$/.test(before) ? '/' : ' /');
}

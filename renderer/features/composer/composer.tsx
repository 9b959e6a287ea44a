import { Clock3, HandHelping, MailX, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { hasEmail } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { classes } from '../../ui/classes.ts';
import { useApp } from '../../store/context.tsx';
import { isWaitingChat } from '../../store/waiting-chat.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import styles from './composer.module.css';
import { Editor } from './editor.tsx';
import type { WrittenKind } from './written-kind.ts';
import fileStyles from '../../ui/file-chips.module.css';
import { appendText, insertText } from './insert-text.ts';
import { ReachNotice } from './reach-notice.tsx';
import { ToneNotice } from './tone-notice.tsx';
import { useDrop } from '../../ui/use-drop.ts';
import { useFiles } from './use-files.ts';
import { useOffer } from './use-offer.ts';
import { useUndone } from './use-undone.ts';
import { useWriting } from './use-writing.ts';

const kinds = ['reply', 'note'] as const satisfies readonly WrittenKind[];
/** Before a chat is taken there is nobody yet for whom a note would be. */
const firstKinds = ['reply'] as const satisfies readonly WrittenKind[];

/** Where one writes to the contact, or for colleagues. Both drafts are kept, whichever is on top. */
export function Composer({ open }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const id = open.row.id;
  const hasAddress = open.row.channel === 'chat' || (open.content != null && hasEmail(open.content.contact));
  const isFirst = isWaitingChat(open);
  const [chosen, setKind] = useState<WrittenKind>(hasAddress && !hasNoteDraftOnly(open) ? 'reply' : 'note');
  const kind = isFirst ? 'reply' : chosen;
  const field = useRef<HTMLTextAreaElement>(null);
  const drafts = {
    reply: useDraft(
      id,
      'reply',
      open.drafts.find((draft) => draft.kind === 'reply'),
    ),
    note: useDraft(
      id,
      'note',
      open.drafts.find((draft) => draft.kind === 'note'),
    ),
  };
  const files = useFiles(open);
  const drop = useDrop((dropped) => {
    if (!hasAddress) return;
    setKind('reply');
    void files.add(dropped);
  });
  const toWrite = useRef<((field: HTMLTextAreaElement) => void) | null>(null);
  const [focusCount, setFocusCount] = useState(0);
  // The other tab's field exists only after it has been drawn.
  useEffect(() => {
    if (focusCount === 0) return;
    field.current?.focus();
    if (field.current !== null) toWrite.current?.(field.current);
    toWrite.current = null;
  }, [focusCount]);
  const write = (next: WrittenKind, change: typeof toWrite.current = null): void => {
    toWrite.current = change;
    setKind(next);
    setFocusCount(focusCount + 1);
  };
  useKeys({ reply: () => write('reply'), note: isFirst ? undefined : () => write('note') });
  useWriting({ id, kind, field, setKind });
  useUndone(id, () => {
    drafts.reply.expectBack();
    drafts.note.expectBack();
    write('reply');
  });
  const putInto = (text: string): void => write('reply', (into) => appendText(into, text));
  useOffer(open, {
    text: drafts.reply.text,
    append: putInto,
    replace: (range, text) => write('reply', (into) => insertText(into, range, text)),
  });

  return (
    // The tabs would keep what is dropped to themselves.
    <div {...drop.handlers} className={styles['around']}>
      <Tabs
        className={classes(styles['composer'], drop.isOver && fileStyles['dropping'])}
        data-kind={kind}
        selectedKey={kind}
        onSelectionChange={(key) => setKind(key as WrittenKind)}
      >
        <TabList className={styles['tabs'] ?? ''} aria-label={t('composer.label')}>
          {(isFirst ? firstKinds : kinds).map((each) => (
            <Tab key={each} id={each} className={styles['tab'] ?? ''}>
              {t(`composer.${each}`)}
            </Tab>
          ))}
        </TabList>
        {/* React Aria gives a panel its id once */}
        <TabPanel key={kind} id={kind} className={styles['panel'] ?? ''}>
          <Messages {...{ open, kind, hasAddress, returned: drafts[kind].returned, onWords: putInto }} />
          <Editor
            key={kind}
            open={open}
            kind={kind}
            draft={drafts[kind]}
            field={field}
            isBarred={kind === 'reply' && !hasAddress}
            files={kind === 'reply' && hasAddress ? files : null}
            onPropose={() => app.actions.get('book')?.()}
          />
        </TabPanel>
      </Tabs>
    </div>
  );
}

const hasNoteDraftOnly = ({ files, drafts }: OpenConversation): boolean =>
  files.length === 0 && drafts.some(({ kind }) => kind === 'note') && !drafts.some(({ kind }) => kind === 'reply');

interface MessagesProps {
  readonly open: OpenConversation;
  readonly kind: WrittenKind;
  readonly hasAddress: boolean;
  readonly returned: Parameters<ReturnType<typeof useFailureText>>[0] | null;
  /** Puts them into the reply. */
  readonly onWords: (text: string) => void;
}

function Messages({ open, kind, hasAddress, returned, onWords }: MessagesProps): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const isUnderRequest = typeof open.under === 'object' && open.under !== null;
  return (
    <>
      {returned !== null && (
        <p className={styles['message']} data-tone="guard" role="status">
          <Undo2 aria-hidden="true" />
          <span>
            {t('composer.returned')} {failureText(returned)}
          </span>
        </p>
      )}
      {isWaitingChat(open) && (
        <p className={styles['message']} data-tone="waiting">
          <HandHelping aria-hidden="true" />
          {t('composer.takes-it')}
        </p>
      )}
      {isUnderRequest && (
        <p className={styles['message']} data-tone="waiting">
          <Clock3 aria-hidden="true" />
          {t('composer.under-request')}
        </p>
      )}
      {kind === 'reply' && !hasAddress && (
        <p className={styles['message']}>
          <MailX aria-hidden="true" />
          {t('composer.no-address')}
        </p>
      )}
      {kind === 'reply' && (
        <>
          <ReachNotice open={open} onAsk={onWords} />
          <ToneNotice open={open} onCalm={onWords} />
        </>
      )}
    </>
  );
}

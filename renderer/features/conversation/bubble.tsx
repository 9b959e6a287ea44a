import { Check, CircleAlert, Clock3, NotebookPen, Send } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { type Delivery, isOriginal } from '../../../shared/model/message.ts';
import { isAbusive } from '../../../shared/tone/abusive.ts';
import { Marked } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { RedactedText } from '../../redaction/redacted-text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Attachments } from './attachments.tsx';
import { Original } from './original/original.tsx';
import { recordingsOf } from './recording.ts';
import { RedactButton } from './redact-button.tsx';
import { SettleMail } from './settle-mail.tsx';
import styles from './thread.module.css';
import { LockedVoice, Voice } from './voice-player.tsx';

interface BubbleProps {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
}

export function Bubble({
  message,
  conversation,
  isElsewhere,
}: BubbleProps & { readonly isElsewhere: boolean }): ReactNode {
  const { t, dates } = useText();
  const { nameOf, me } = useDirectory();
  const author =
    message.authorId === null ? conversation.contact.name || t('thread.contact') : nameOf(message.authorId);
  const isOurs = message.kind !== 'incoming';
  const isOpenable = me !== null && conversation.participantIds.includes(me.id);
  return (
    <article
      className={styles['bubble']}
      data-kind={message.kind}
      data-automatic={message.automatic ? true : undefined}
      data-pending={message.pending === null ? undefined : true}
    >
      <header className={styles['who']} title={dates.full(message.at)}>
        {message.kind === 'note' && <NotebookPen aria-hidden="true" />}
        <span>{isOurs && message.authorId === null ? t('app.name') : author}</span>
        <span>· {dates.clock(message.at)}</span>
        {isElsewhere && <span>· {conversation.number}</span>}
        {message.kind === 'note' && <span>· {t(noteKey(message))}</span>}
        {message.automatic && <span>· {t('thread.automatic')}</span>}
        {!isOurs && <ToneMark text={message.text} />}
        <DeliveryState message={message} />
        <RedactButton message={message} conversation={conversation} author={author} />
      </header>
      <Written message={message} isOpenable={isOpenable} />
      {message.delivery === 'failed' && <p className={styles['why']}>{t('delivery.failed-why')}</p>}
      {message.delivery === 'uncertain' && <SettleMail message={message} conversation={conversation} />}
      {message.quoted !== null && message.quoted !== '' && <Quoted text={message.quoted} />}
      <Files message={message} conversation={conversation} isOpenable={isOpenable} />
    </article>
  );
}

/** Said calmly, to whoever is about to read it; it changes nothing else (TN1). */
function ToneMark({ text }: { text: string }): ReactNode {
  const { t } = useText();
  const offends = useMemo(() => isAbusive(text), [text]);
  return offends ? <Tag>{t('tone.mark')}</Tag> : null;
}

const noteKey = ({ event }: ThreadMessage) => {
  if (event === null) return 'thread.note';
  return event.code === 'inspected' ? 'event.inspected-reason' : 'event.handover';
};
/** The text, or on request the mail as it was laid out; for whoever gets its attachments (EV7). */
function Written({ message, isOpenable }: Pick<FilesProps, 'message' | 'isOpenable'>): ReactNode {
  const { t } = useText();
  const [isOriginalShown, setOriginalShown] = useState(false);
  const original = message.attachments.find((file) => isOriginal(file) && file.redacted === undefined);
  return (
    <>
      {isOriginalShown && original !== undefined && isOpenable ? (
        <Original id={original.id} attachments={message.attachments} />
      ) : (
        <div className={styles['text']}>
          {message.kind === 'incoming' ? <Marked text={message.text} /> : <RedactedText text={message.text} />}
        </div>
      )}
      {original !== undefined && isOpenable && (
        <div className={styles['fold']}>
          <Button isSmall aria-pressed={isOriginalShown} onPress={() => setOriginalShown(!isOriginalShown)}>
            {t(isOriginalShown ? 'original.hide' : 'original.show')}
          </Button>
        </div>
      )}
    </>
  );
}

interface FilesProps {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
  /** This person takes part in the case (EV7). */
  readonly isOpenable: boolean;
}

function Files({ message, conversation, isOpenable }: FilesProps): ReactNode {
  const recordings = recordingsOf(message.attachments);
  const files = message.attachments.filter((file) => !recordings.includes(file) && !isOriginal(file));
  return (
    <>
      {recordings.map((recording) =>
        isOpenable ? (
          <Voice key={recording.id} recording={recording} messageId={message.id} conversationId={conversation.id} />
        ) : (
          <LockedVoice key={recording.id} recording={recording} />
        ),
      )}
      {files.length > 0 && <Attachments attachments={files} conversation={conversation} isOpenable={isOpenable} />}
    </>
  );
}

const deliveryIcons: Readonly<Record<Delivery | 'pending', typeof Check>> = {
  pending: Clock3,
  queued: Clock3,
  sending: Send,
  sent: Check,
  failed: CircleAlert,
  uncertain: CircleAlert,
};

/** "inviata" stands here only when the receiving server has taken the mail ([OU3]). */
function DeliveryState({ message }: { message: ThreadMessage }): ReactNode {
  const { t } = useText();
  const state = message.pending === null ? message.delivery : 'pending';
  if (state === null) return null;
  const Icon = deliveryIcons[state];
  return (
    <span className={styles['delivery']} data-delivery={state}>
      · <Icon aria-hidden="true" /> {t(`delivery.${state}`)}
    </span>
  );
}

/** An acknowledgement says the same to everybody: one line, its text on demand. */
export function Acknowledgement({ message, conversation }: BubbleProps): ReactNode {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <article className={styles['acknowledgement']}>
      <header className={styles['who']}>
        <span>{t(message.event?.code === 'lease-expired' ? 'event.told-contact' : 'event.acknowledging')}</span>
        <DeliveryState message={message} />
        <Button isSmall look="plain" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? 'thread.hide-text' : 'thread.show-text')}
        </Button>
      </header>
      {isOpen && <div className={styles['text']}>{message.text}</div>}
      {message.delivery === 'uncertain' && <SettleMail message={message} conversation={conversation} />}
    </article>
  );
}

function Quoted({ text }: { text: string }): ReactNode {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles['fold']}>
      <Button isSmall look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {t(isOpen ? 'thread.hide-quoted' : 'thread.show-quoted')}
      </Button>
      {isOpen && (
        <blockquote className={styles['quoted']}>
          <Marked text={text} />
        </blockquote>
      )}
    </div>
  );
}

import { Download, EyeOff, FileText, Image, LoaderCircle, Lock } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Failure } from '../../../shared/errors.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Document } from '../../../shared/model/document.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import styles from './attachment.module.css';
import { DocumentLine } from './document-line.tsx';
import { RedactFile } from './redact-file.tsx';
import { watermarked } from './watermark.ts';

/** Types that the window itself can show; everything else is saved and opened by its own program. */
const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  /** Only who takes part in the case gets its attachments (EV7). */
  readonly isOpenable: boolean;
  readonly conversation: Conversation;
}

export function Attachments({ attachments, isOpenable, conversation }: AttachmentsProps): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['attachments']}>
      {attachments.map((attachment) => (
        <Fragment key={attachment.id}>
          <div className={styles['file']}>
            {attachment.redacted === undefined ? (
              <AttachmentButton
                attachment={attachment}
                conversation={conversation}
                isOpenable={isOpenable && isShown(attachment)}
              />
            ) : (
              <Redacted attachment={attachment} redacted={attachment.redacted} />
            )}
            {isOpenable && conversation.state !== 'waiting' && attachment.redacted === undefined && (
              <RedactFile attachment={attachment} conversation={conversation} />
            )}
          </div>
          {isOpenable && attachment.redacted === undefined && conversation.state !== 'waiting' && (
            <DocumentLine attachment={attachment} conversation={conversation} />
          )}
        </Fragment>
      ))}
      {!isOpenable && <p className={styles['locked']}>{t('attachment.locked')}</p>}
    </div>
  );
}

interface RedactedProps {
  readonly attachment: Attachment;
  readonly redacted: NonNullable<Attachment['redacted']>;
}

/** What remains: of what kind it was, who destroyed it and when ([RD11]). */
function Redacted({ attachment, redacted: { userId, at } }: RedactedProps): ReactNode {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  const kind = shownTypes.includes(attachment.type) ? 'image' : attachment.type.split('/')[0];
  return (
    <p className={styles['redacted']}>
      <EyeOff aria-hidden="true" />
      {t('redact.file-gone', { kind: kind ?? 'other', name: nameOf(userId), when: dates.full(at) })}
    </p>
  );
}

/** Of what is in the vault only what can be written across, until it is destroyed ([DV6]). */
const isShown = ({ document, type }: Attachment): boolean =>
  document === undefined || (document.destroyedAt === null && shownTypes.includes(type));

interface AttachmentButtonProps extends Pick<AttachmentsProps, 'conversation' | 'isOpenable'> {
  readonly attachment: Attachment;
}

function AttachmentButton({ attachment, conversation, isOpenable }: AttachmentButtonProps): ReactNode {
  const { t, size } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const [state, setState] = useState<'idle' | 'loading' | { url: string } | { failure: Failure }>('idle');
  const { document } = attachment;
  const wordsAcross = useWatermark(conversation);
  const isImage = shownTypes.includes(attachment.type);
  const Icon = state === 'loading' ? LoaderCircle : isImage ? Image : FileText;

  const open = async (): Promise<void> => {
    setState('loading');
    try {
      const { bytes, type } = await app.core.call({ name: 'attachment', id: attachment.id });
      const whole = new Blob([new Uint8Array(bytes)], { type });
      const copy = document === undefined ? whole : await watermarked(whole, wordsAcross(document));
      const url = URL.createObjectURL(copy);
      if (isImage) return setState({ url });
      saveAs(url, attachment.name);
      URL.revokeObjectURL(url);
      app.announce(t('attachment.saved'));
      setState('idle');
    } catch (error) {
      setState({ failure: failureOf(error) });
    }
  };

  return (
    <>
      <AriaButton
        className={styles['attachment'] ?? ''}
        isDisabled={!isOpenable || state === 'loading'}
        onPress={() => void open()}
      >
        <Icon aria-hidden="true" />
        <span className="only-read-aloud">{t('attachment.open')}</span>
        <span className={styles['name']}>{attachment.name}</span>
        <span className={styles['size']}>
          {state === 'loading' ? t('attachment.loading') : size(attachment.sizeBytes)}
        </span>
        {isOpenable ? !isImage && <Download aria-hidden="true" /> : <Lock aria-hidden="true" />}
      </AriaButton>
      {typeof state === 'object' && 'failure' in state && (
        <p role="alert" className={styles['problem']}>
          {failureText(state.failure)}
        </p>
      )}
      {isOpenable && typeof state === 'object' && 'url' in state && (
        <Preview
          name={document === undefined ? attachment.name : nameOfCopy(attachment.name)}
          url={state.url}
          onClose={() => setState('idle')}
        />
      )}
    </>
  );
}

/** What for, when, by whom, in which case ([DV6]). */
function useWatermark({ number }: Conversation): (document: Document) => string {
  const { t, dates } = useText();
  const { me } = useDirectory();
  const now = useHubNow();
  return ({ purpose }) => [t(`purpose.${purpose}`), dates.full(now), me?.name ?? '', number].join(' · ');
}

/** The copy is a JPEG, whatever the image was. */
const nameOfCopy = (name: string): string => `${name.replace(/\.[^.]*$/, '')}.jpg`;

function Preview({ name, url, onClose }: { name: string; url: string; onClose: () => void }): ReactNode {
  const { t } = useText();
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <Modal title={name} closeLabel={t('action.close')} size="wide" onClose={onClose}>
      <div className={styles['preview']}>
        <img src={url} alt={name} />
      </div>
      <ModalFoot>
        <Button onPress={() => saveAs(url, name)}>
          <Download aria-hidden="true" />
          {t('attachment.save')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

export function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

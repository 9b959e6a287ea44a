import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { AttachmentButton } from './attachment-button.tsx';
import { AttachmentMenu } from './attachment-menu.tsx';
import styles from './attachment.module.css';
import { isPdf, isPicture } from './picture.ts';

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  /** Only who takes part in the case gets its attachments (EV7). */
  readonly isOpenable: boolean;
  readonly conversation: Conversation;
}

/** One row for each: what it is, what became of it, the one thing that is done with it, and a menu for the rest. */
export function Attachments({ attachments, isOpenable, conversation }: AttachmentsProps): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['attachments']}>
      {attachments.map((attachment) =>
        attachment.redacted === undefined ? (
          <div key={attachment.id} className={styles['file']}>
            <AttachmentButton {...{ attachment, conversation }} isOpenable={isOpenable && isShown(attachment)} />
            {isOpenable && conversation.state !== 'waiting' && <AttachmentMenu {...{ attachment, conversation }} />}
          </div>
        ) : (
          <Redacted key={attachment.id} attachment={attachment} redacted={attachment.redacted} />
        ),
      )}
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
  const kind = isPicture(attachment.type) ? 'image' : attachment.type.split('/')[0];
  return (
    <p className={styles['redacted']}>
      <EyeOff aria-hidden="true" />
      {t('redact.file-gone', { kind: kind ?? 'other', name: nameOf(userId), when: dates.full(at) })}
    </p>
  );
}

/** Of what is in the vault only what can be written across, until it is destroyed ([DV6]). */
const isShown = ({ document, type }: Attachment): boolean =>
  document === undefined || (document.destroyedAt === null && (isPicture(type) || isPdf(type)));

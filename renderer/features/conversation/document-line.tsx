import { type ReactNode, useState } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import styles from './attachment.module.css';
import { DocumentDialog } from './document-dialog.tsx';

/** What can be an identity document ([DV1]). */
const keepable: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];

interface DocumentLineProps {
  readonly attachment: Attachment;
  readonly conversation: Conversation;
}

/** Whether an attachment is in the vault, until when, and the ways in and out; for whoever takes part in the case. */
export function DocumentLine({ attachment, conversation }: DocumentLineProps): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const [asked, setAsked] = useState<'keep' | 'destroy' | null>(null);
  const { id: attachmentId, document, type } = attachment;
  const close = (): void => setAsked(null);
  const about = { conversationId: conversation.id, under: conversation.fence, attachmentId };
  const destroy = async (): Promise<void> => {
    if (!(await app.send({ name: 'destroy-document', ...about }))) return;
    app.announce(t('document.announce-destroyed'));
    close();
  };
  if (document === undefined && !keepable.includes(type)) return null;
  if (document !== undefined && document.destroyedAt !== null) {
    return <p className={styles['document']}>{t('document.destroyed', { when: dates.full(document.destroyedAt) })}</p>;
  }
  const isPdf = type === 'application/pdf';
  return (
    <div className={styles['document']}>
      {document !== undefined && (
        <span>
          {t('document.in-vault', { what: t(`purpose.${document.purpose}`), when: dates.full(document.expiresAt) })}
          {isPdf && ` ${t('document.no-pdf')}`}
        </span>
      )}
      <Button isSmall look="plain" onPress={() => setAsked('keep')}>
        {t(document === undefined ? 'document.keep' : 'document.change')}
      </Button>
      {document !== undefined && (
        <Button isSmall onPress={() => setAsked('destroy')}>
          {t('document.done')}
        </Button>
      )}
      {asked === 'keep' && <DocumentDialog {...{ attachment, about }} onClose={close} />}
      {asked === 'destroy' && (
        <Modal title={t('document.sure')} closeLabel={t('action.close')} onClose={close}>
          <ModalLead>{t('document.sure-why')}</ModalLead>
          <ModalFoot>
            <Button autoFocus onPress={close}>
              {t('action.cancel')}
            </Button>
            <Button look="primary" onPress={() => void destroy()}>
              {t('document.yes')}
            </Button>
          </ModalFoot>
        </Modal>
      )}
    </div>
  );
}

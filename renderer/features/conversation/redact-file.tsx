import { EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

interface RedactFileProps {
  readonly attachment: Attachment;
  readonly conversation: Conversation;
}

/** Destroys an attachment as a whole ([RD11]); it can't be undone, so it is asked first. */
export function RedactFile({ attachment, conversation }: RedactFileProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [isOpen, setOpen] = useState(false);
  const { id: attachmentId, name } = attachment;
  const redact = async (): Promise<void> => {
    const about = { conversationId: conversation.id, under: conversation.fence, attachmentId };
    if (!(await app.send({ name: 'redact-attachment', ...about }))) return;
    app.announce(t('redact.file-announce'));
    setOpen(false);
  };
  return (
    <>
      <Button isSmall isIcon look="plain" aria-label={t('redact.file-of', { name })} onPress={() => setOpen(true)}>
        <EyeOff aria-hidden="true" />
      </Button>
      {isOpen && (
        <Modal title={t('redact.file-sure')} closeLabel={t('action.close')} onClose={() => setOpen(false)}>
          <ModalLead>{t('redact.file-why', { name })}</ModalLead>
          {conversation.contact.email !== null && <ModalLead>{t('redact.file-sent')}</ModalLead>}
          <ModalFoot>
            <Button autoFocus onPress={() => setOpen(false)}>
              {t('action.cancel')}
            </Button>
            <Button look="primary" onPress={() => void redact()}>
              {t('redact.file-yes')}
            </Button>
          </ModalFoot>
        </Modal>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import { hasEmail, type Conversation } from '../../../shared/model/conversation.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import type { AboutFile } from './document-dialog.tsx';

interface RedactFileProps {
  readonly attachment: Attachment;
  readonly conversation: Conversation;
  readonly about: AboutFile;
  readonly onClose: () => void;
}

/** Destroys an attachment as a whole ([RD11]); it can't be undone, so it is asked first. */
export function RedactFile({ attachment, conversation, about, onClose }: RedactFileProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const redact = async (): Promise<void> => {
    if (!(await app.send({ name: 'redact-attachment', ...about }))) return;
    app.announce(t('redact.file-announce'));
    onClose();
  };
  return (
    <Modal title={t('redact.file-sure')} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('redact.file-why', { name: attachment.name })}</ModalLead>
      {hasEmail(conversation.contact) && <ModalLead>{t('redact.file-sent')}</ModalLead>}
      <ModalFoot>
        <Button autoFocus onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button look="primary" onPress={() => void redact()}>
          {t('redact.file-yes')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

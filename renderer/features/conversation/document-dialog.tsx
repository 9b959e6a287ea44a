import { type ReactNode, useState } from 'react';
import { DEFAULT_KEPT_DAYS, MAX_KEPT_DAYS, type Purpose, purposes } from '../../../shared/model/document.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Chooser } from '../../ui/select.tsx';

/** Which file, and the right to do something with it. */
export interface AboutFile {
  readonly conversationId: string;
  readonly under: number;
  readonly attachmentId: string;
}

interface DocumentDialogProps {
  readonly attachment: Attachment;
  readonly about: AboutFile;
  readonly onClose: () => void;
}

/** For what, and for how long ([DV1], [DV2]). */
export function DocumentDialog({ attachment, about, onClose }: DocumentDialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [purpose, setPurpose] = useState<Purpose>(attachment.document?.purpose ?? 'enrolment');
  const [days, setDays] = useState(String(DEFAULT_KEPT_DAYS));
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  const isRight = count >= 1 && count <= MAX_KEPT_DAYS;
  const keep = async (): Promise<void> => {
    if (!isRight || !(await app.send({ name: 'keep-document', ...about, purpose, days: count }))) return;
    app.announce(t('document.announce-kept'));
    onClose();
  };
  return (
    <Modal title={t('document.title')} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('document.lead')}</ModalLead>
      <Chooser
        label={t('document.purpose')}
        value={purpose}
        options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        onChange={(value) => setPurpose(value as Purpose)}
      />
      <Field
        label={t('document.days')}
        inputMode="numeric"
        value={days}
        isInvalid={!isRight}
        onChange={setDays}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void keep();
        }}
      />
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={!isRight} onPress={() => void keep()}>
          {t('document.confirm')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

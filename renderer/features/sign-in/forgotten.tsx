import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

interface ForgottenProps {
  readonly name: string | null;
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Nobody can recover a PIN: the only way on is to begin anew, and what that costs is said first (ID3). */
export function Forgotten({ name, waiting, onClose }: ForgottenProps): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  return (
    <Modal title={t('door.forgotten-title')} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('door.forgotten-lead', { name: name ?? t('door.forgotten-you'), count: waiting })}</ModalLead>
      <ModalFoot>
        <Button autoFocus onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button look="primary" onPress={() => void desktop.call('begin-anew', null)}>
          {t('door.forgotten-confirm')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import type { AboutFile } from './document-dialog.tsx';

/** A document that was checked is destroyed ([DV2]); it can't be undone, so it is asked first. */
export function DestroyDocument({ about, onClose }: { about: AboutFile; onClose: () => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const destroy = async (): Promise<void> => {
    if (!(await app.send({ name: 'destroy-document', ...about }))) return;
    app.announce(t('document.announce-destroyed'));
    onClose();
  };
  return (
    <Modal title={t('document.sure')} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('document.sure-why')}</ModalLead>
      <ModalFoot>
        <Button autoFocus onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button look="primary" onPress={() => void destroy()}>
          {t('document.yes')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Modal, ModalLead } from '../../ui/modal.tsx';
import { EnrolForm } from './enrol-form.tsx';

/** The hub was set back to a time at which it did not know this workstation (RE8). */
export function ActivateAgain(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const name = useLive({ name: 'status' })?.me?.name ?? '';
  const close = (): void => app.openDialog(null);
  return (
    <Modal title={t('sign-in.again')} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('sign-in.again-lead', { name })}</ModalLead>
      <EnrolForm problem={null} onEnrolled={close} />
    </Modal>
  );
}

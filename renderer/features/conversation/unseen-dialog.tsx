import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { useResolve } from './use-resolve.ts';

/** Before a case is resolved in which the contact has written something that was not on the screen (UN3). */
export function UnseenDialog({ conversationId, unseen }: { conversationId: string; unseen: number }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const resolve = useResolve();
  const close = (): void => app.openDialog(null);
  if (!open || open.under === null) return null;
  return (
    <Modal title={t('unseen.title', { number: open.row.number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('unseen.lead', { count: unseen })}</ModalLead>
      <ModalFoot>
        <Button
          onPress={() => {
            close();
            void resolve(open);
          }}
        >
          {t('unseen.resolve')}
        </Button>
        {/* the harmless answer is at hand */}
        <Button look="primary" autoFocus onPress={close}>
          {t('unseen.read')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

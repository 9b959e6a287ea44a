import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

/** Takes a case out of those that it was merged with (MG5): says first who will read it then. */
export function UnmergeDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const close = (): void => app.openDialog(null);
  const under = open?.under ?? (open?.row.state === 'resolved' ? (open.content?.fence ?? null) : null);
  if (!open || under === null) return null;
  const { number } = open.row;
  const submit = async (): Promise<void> => {
    if (!(await app.send({ name: 'unmerge', conversationId, under }))) return;
    close();
    app.announce(t('merge.announce-apart', { number }));
  };
  return (
    <Modal title={t('merge.apart-title', { number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('merge.apart-lead')}</ModalLead>
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" autoFocus onPress={() => void submit()}>
          {t('merge.apart')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

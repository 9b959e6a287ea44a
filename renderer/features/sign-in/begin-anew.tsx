import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

interface BeginAnewProps {
  /** A forgotten PIN, or a door that no PIN and no hub opens any more. */
  readonly why: 'forgotten' | 'stuck';
  readonly name: string | null;
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Where nothing opens what is here, the only way on is to begin anew; what that costs is said first (ID3, ID8). */
export function BeginAnew({ why, name, waiting, onClose }: BeginAnewProps): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  return (
    <Modal title={t(`door.${why}-title`)} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t(`door.${why}-lead`, { name: name ?? t('door.forgotten-you'), count: waiting })}</ModalLead>
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

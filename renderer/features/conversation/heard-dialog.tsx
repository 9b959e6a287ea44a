import type { ReactNode } from 'react';
import { type Hearing, hearings } from '../../../shared/model/hearing.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalLead } from '../../ui/modal.tsx';
import styles from './voice-player.module.css';

interface HeardDialogProps {
  readonly onMark: (how: Hearing) => void;
  readonly onClose: () => void;
}

/** Somebody answers with their name for a voicemail that was not played to its end here: why is part of it (VM6). */
export function HeardDialog({ onMark, onClose }: HeardDialogProps): ReactNode {
  const { t } = useText();
  return (
    <Modal title={t('voice.mark-title')} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('voice.mark-lead')}</ModalLead>
      <div className={styles['reasons']}>
        {hearings
          .filter((how) => how !== 'played')
          .map((how) => (
            <Button key={how} onPress={() => onMark(how)}>
              {t(`voice.reason.${how}`)}
            </Button>
          ))}
      </div>
    </Modal>
  );
}

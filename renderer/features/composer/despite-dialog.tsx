import { type ReactNode, useState } from 'react';
import { type Despite, despiteReasons } from '../../../shared/model/flag.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './despite-dialog.module.css';
import type { Stop } from './use-send.ts';

interface DespiteDialogProps {
  readonly stop: Stop;
  readonly onPropose: () => void;
  readonly onBack: () => void;
  readonly onSend: (despite: Despite) => void;
}

/** The second step before a confidential reply: the better ways first, and the other only with a reason ([GU5]). */
export function DespiteDialog({ stop, onPropose, onBack, onSend }: DespiteDialogProps): ReactNode {
  const { t, list } = useText();
  const [reason, setReason] = useState<Despite['reason'] | null>(null);
  const { flags, reasons } = stop;
  return (
    <Modal title={t('despite.title')} closeLabel={t('action.close')} onClose={onBack}>
      <ModalLead>{t('despite.lead', { what: list(flags.map((flag) => t(`flag.${flag}`))) })}</ModalLead>
      {reasons.length > 0 && (
        <ul className={styles['why']}>
          {reasons.map((each) => (
            <li key={each}>{t(each)}</li>
          ))}
        </ul>
      )}
      <div className={styles['ways']}>
        {/* the dialog came instead of what was asked for: the better way is at hand */}
        <Button look="primary" autoFocus onPress={onPropose}>
          {t('guard.propose')}
        </Button>
        <Button onPress={onBack}>{t('despite.back')}</Button>
      </div>
      <div className={styles['reasons']}>
        <RadioList
          label={t('despite.label')}
          value={reason}
          options={despiteReasons.map((value) => ({ value, label: t(`despite.${value}`) }))}
          onChange={setReason}
        />
      </div>
      <p className={styles['hint']}>{t('despite.hint')}</p>
      <ModalFoot>
        <Button
          isDisabled={reason === null}
          onPress={() => {
            if (reason !== null) onSend({ flags: [...flags], reason });
          }}
        >
          {t('despite.send')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

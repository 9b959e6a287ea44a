import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type Despite, despiteReasons } from '../../../shared/model/flag.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
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
      <RadioGroup
        className={styles['reasons'] ?? ''}
        value={reason}
        onChange={(value) => setReason(value as Despite['reason'])}
      >
        <Label>{t('despite.label')}</Label>
        {despiteReasons.map((each) => (
          <Radio key={each} value={each} className={styles['reason'] ?? ''}>
            {t(`despite.${each}`)}
          </Radio>
        ))}
      </RadioGroup>
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

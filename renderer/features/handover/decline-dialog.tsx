import { type ReactNode, useState } from 'react';
import { type DeclineReason, declineReasons } from '../../../shared/model/passing.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';

/** Says no to a case that is passed to this person: why is asked from a closed list, and nothing can be written beside it (TR5). */
export function DeclineDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { me, nameOf } = useDirectory();
  const row = useLive({ name: 'conversation', id: conversationId })?.row;
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [isMissing, setMissing] = useState(false);
  const passing = row?.passing;
  // Taken back meanwhile: nobody waits for the answer.
  if (row === undefined || passing === undefined || passing.toUserId !== me?.id) return null;
  const close = (): void => app.openDialog(null);
  const name = nameOf(row.assigneeId);
  const submit = async (): Promise<void> => {
    if (reason === null) return setMissing(true);
    if (!(await app.send({ name: 'decline-transfer', conversationId, at: passing.at, reason }))) return undefined;
    app.announce(t('passing.declined', { name }));
    return close();
  };
  return (
    <Modal title={t('passing.decline-title', { number: row.number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('passing.decline-lead', { name })}</ModalLead>
      <RadioList
        label={t('passing.decline-why')}
        value={reason}
        options={declineReasons.map((value) => ({ value, label: t(`passing.reason.${value}`) }))}
        onChange={(chosen) => {
          setReason(chosen);
          setMissing(false);
        }}
      />
      {isMissing && <FieldError>{t('passing.decline-choose')}</FieldError>}
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t('passing.decline-send')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

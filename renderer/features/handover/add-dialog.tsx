import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TargetChoice } from './target-choice.tsx';

/** One more person takes part in the case (CL11). */
export function AddDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const [userId, setUserId] = useState<string | null>(null);
  const [sees, setSees] = useState<'all' | 'now'>('all');
  const [isMissing, setMissing] = useState(false);
  const close = (): void => app.openDialog(null);
  // Lost meanwhile: there is nobody to be added any more.
  if (!open || open.under === null) return null;
  const { under } = open;
  const submit = async (): Promise<void> => {
    if (userId === null) return setMissing(true);
    const from = sees === 'now' ? { from: sees } : {};
    if (await app.send({ name: 'add-participant', conversationId, under, userId, ...from })) close();
  };
  return (
    <Modal title={t('handover.add-title', { number: open.row.number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('handover.add-lead')}</ModalLead>
      <TargetChoice
        currentGroupId={null}
        without={open.content?.participantIds ?? []}
        onChoose={(target) => {
          setUserId(target !== null && 'userId' in target ? target.userId : null);
          setMissing(false);
        }}
      />
      <RadioList
        label={t('partial.choice')}
        value={sees}
        options={(['all', 'now'] as const).map((value) => ({ value, label: t(`partial.choice.${value}`) }))}
        onChange={setSees}
      />
      {isMissing && <FieldError>{t('handover.add-choose')}</FieldError>}
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t('handover.add')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type SkipReason, skipReasons } from '../../../shared/model/next.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { takeNext } from './use-next.ts';

/** Leaves the next in line to others: why is asked from a closed list, and nothing can be written beside it (NX3). */
export function SkipDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  // Lost meanwhile: there is nothing to skip.
  if (!open || open.under === null) return null;
  return (
    <Modal
      title={t('next.skip-title', { number: open.row.number })}
      closeLabel={t('action.close')}
      onClose={() => app.openDialog(null)}
    >
      <SkipForm conversationId={conversationId} under={open.under} />
    </Modal>
  );
}

interface SkipFormProps {
  readonly conversationId: string;
  readonly under: NonNullable<OpenConversation['under']>;
}

function SkipForm({ conversationId, under }: SkipFormProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [reason, setReason] = useState<SkipReason | null>(null);
  const [isMissing, setMissing] = useState(false);
  const close = (): void => app.openDialog(null);
  const skip = async (isOnward: boolean): Promise<void> => {
    if (reason === null) return setMissing(true);
    if (!(await app.send({ name: 'release', conversationId, under, handover: '', skipped: reason }))) return undefined;
    close();
    if (isOnward) await takeNext(app);
  };
  return (
    <>
      <ModalLead>{t('next.skip-lead')}</ModalLead>
      <RadioList
        label={t('next.why')}
        value={reason}
        options={skipReasons.map((value) => ({ value, label: t(`next.reason.${value}`) }))}
        onChange={(chosen) => {
          setReason(chosen);
          setMissing(false);
        }}
      />
      {isMissing && <FieldError>{t('next.choose')}</FieldError>}
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button onPress={() => void skip(false)}>{t('next.skip-only')}</Button>
        <Button look="primary" onPress={() => void skip(true)}>
          {t('next.skip-onward')}
        </Button>
      </ModalFoot>
    </>
  );
}

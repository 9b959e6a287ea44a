import { type ReactNode, useState } from 'react';
import { isReason, MAX_REASON, MIN_REASON } from '../../../shared/model/inspection.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

/** Why a coordinator wants to read a case in which they take no part (BG1). */
export function InspectDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const { nameOf } = useDirectory();
  const open = useLive({ name: 'conversation', id: conversationId });
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const close = (): void => app.openDialog(null);
  // Theirs to read meanwhile: nothing has to be asked for any more.
  if (!open || open.content !== null) return null;
  const { number, assigneeId } = open.row;
  const submit = async (): Promise<void> => {
    if (!isReason(reason)) return setFailure({ code: 'reason-missing', limit: MIN_REASON });
    setAsking(true);
    try {
      await app.core.call({ name: 'inspect', conversationId, reason });
      close();
    } catch (error) {
      setFailure(failureOf(error));
      setAsking(false);
    }
  };
  return (
    <Modal title={t('inspect.title', { number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>
        {assigneeId === null ? t('inspect.lead-nobody') : t('inspect.lead', { name: nameOf(assigneeId) })}
      </ModalLead>
      <Field
        label={t('inspect.reason')}
        hint={t('inspect.reason-hint', { count: MIN_REASON })}
        isLong
        autoFocus
        maxLength={MAX_REASON}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setFailure(null);
        }}
      />
      {!isOnline && <FieldError>{t('inspect.online-only')}</FieldError>}
      {isOnline && failure !== null && <FieldError>{failureText(failure)}</FieldError>}
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={isAsking || !isOnline} onPress={() => void submit()}>
          {t('inspect.go')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

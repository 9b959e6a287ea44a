import { type ReactNode, useState } from 'react';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { TargetChoice, type Target } from './target-choice.tsx';

/** Passes several cases that this person holds on together, with one note for whoever is next. */
export function HandOverAllDialog({ conversationIds }: { conversationIds: readonly string[] }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [to, setTo] = useState<Target | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const close = (): void => app.openDialog(null);
  const submit = async (): Promise<void> => {
    if (to === null) return setMissing(true);
    const move = { name: 'transfer' as const, to, handover: note.trimEnd() };
    try {
      const done = await app.core.call({ name: 'move-all', conversationIds: [...conversationIds], move });
      app.announce(
        t('userId' in to ? 'bulk.did.asked' : 'bulk.did.transfer', { count: done.stored.length, left: done.left }),
      );
      return close();
    } catch (error) {
      return app.complain(failureOf(error));
    }
  };
  return (
    <Modal
      title={t('bulk.transfer-title', { count: conversationIds.length })}
      closeLabel={t('action.close')}
      onClose={close}
    >
      <ModalLead>{t('bulk.transfer-lead')}</ModalLead>
      <TargetChoice
        currentGroupId=""
        onChoose={(target) => {
          setTo(target);
          setMissing(false);
        }}
      />
      {isMissing && <FieldError>{t('handover.choose')}</FieldError>}
      <Field
        isLong
        label={t('handover.note')}
        hint={t('handover.note-hint')}
        value={note}
        maxLength={MAX_WRITTEN_TEXT}
        onChange={setNote}
      />
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t('handover.transfer')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

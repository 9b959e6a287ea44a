import { type ReactNode, useState } from 'react';
import { CALL_TRIES, type CallOutcome, callOutcomes } from '../../../shared/model/reach.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { type Again, againAt, againChoices } from './again.ts';

/** Writes down a call to the contact, and when to try again (CB1). */
export function CallDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const open = useLive({ name: 'conversation', id: conversationId });
  const [outcome, setOutcome] = useState<CallOutcome | null>(null);
  const [again, setAgain] = useState<Again>('never');
  const [isMissing, setMissing] = useState(false);
  const close = (): void => app.openDialog(null);
  if (!open?.content || open.under === null) return null;
  const { under } = open;
  const { contact, number, reach = {} } = open.content;
  const choose = (chosen: CallOutcome): void => {
    setOutcome(chosen);
    setMissing(false);
    // Whoever was not reached is tried again, unless somebody says otherwise.
    setAgain(chosen === 'no-answer' || chosen === 'busy' ? 'hour' : 'never');
  };
  const submit = async (): Promise<void> => {
    if (outcome === null) return setMissing(true);
    const command = { name: 'log-call', conversationId, under, outcome, againAt: againAt(again, now) } as const;
    if (!(await app.send(command))) return;
    close();
    app.announce(t('call.announce', { number }));
  };
  return (
    <Modal title={t('call.title', { number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>
        {contact.phone ?? t(contact.withheld?.includes('phone') === true ? 'details.phone-withheld' : 'call.no-phone')}
        {reach.tries !== undefined && ` · ${t('call.tries', { count: reach.tries, limit: CALL_TRIES })}`}
      </ModalLead>
      <RadioList
        label={t('call.how')}
        value={outcome}
        options={callOutcomes.map((value) => ({ value, label: t(`call.${value}`) }))}
        onChange={choose}
      />
      {isMissing && <FieldError>{t('call.choose')}</FieldError>}
      <RadioList
        label={t('call.again')}
        value={again}
        options={againChoices.map((value) => ({ value, label: t(`call.again.${value}`) }))}
        onChange={setAgain}
      />
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t('call.save')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

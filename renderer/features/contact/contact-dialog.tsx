import { type ReactNode, useState } from 'react';
import type { Contact } from '../../../shared/model/conversation.ts';
import type { Under } from '../../../shared/protocol/commands.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';

/** The contact says that their details are right, or which ones are (CD3). */
export function ContactDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const close = (): void => app.openDialog(null);
  if (!open?.content || open.under === null) return null;
  const { number, contact } = open.content;
  return (
    <Modal title={t('reach.title', { number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('reach.lead')}</ModalLead>
      <Details conversationId={conversationId} under={open.under} contact={contact} onClose={close} />
    </Modal>
  );
}

interface DetailsProps {
  readonly conversationId: string;
  readonly under: Under;
  readonly contact: Contact;
  readonly onClose: () => void;
}

function Details({ conversationId, under, contact, onClose }: DetailsProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [email, setEmail] = useState(contact.email ?? '');
  const [phone, setPhone] = useState(contact.phone ?? '');
  const { withheld = [] } = contact;
  const [isTried, setTried] = useState(false);
  const isWrong = email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const submit = async (): Promise<void> => {
    setTried(true);
    if (isWrong) return;
    const details = { email: email.trim() || null, phone: phone.trim() || null };
    if (!(await app.send({ name: 'confirm-contact', conversationId, under, ...details }))) return;
    onClose();
    app.announce(t('reach.announce'));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {withheld.includes('email') ? (
        <p>{t('details.email-withheld')}</p>
      ) : (
        <Field label={t('desk.email')} type="email" value={email} onChange={setEmail} maxLength={320} autoFocus />
      )}
      {withheld.includes('phone') ? (
        <p>{t('details.phone-withheld')}</p>
      ) : (
        <Field label={t('desk.phone')} type="tel" value={phone} onChange={setPhone} maxLength={40} />
      )}
      {isTried && isWrong && <FieldError>{t('reach.wrong-email')}</FieldError>}
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" type="submit">
          {t('reach.save')}
        </Button>
      </ModalFoot>
    </form>
  );
}

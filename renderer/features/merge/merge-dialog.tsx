import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { mergePlan } from './merge-plan.ts';

interface MergeDialogProps {
  readonly conversationId: string;
  /** Null: its number is asked for. */
  readonly otherId: string | null;
}

/** Two cases become one, with both numbers (MG2). */
export function MergeDialog({ conversationId, otherId: givenId }: MergeDialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [number, setNumber] = useState('');
  const [isTried, setTried] = useState(false);
  const typedId = useCaseNumbered(number);
  const otherId = givenId ?? typedId;
  const open = useLive({ name: 'conversation', id: conversationId });
  const other = useLive(otherId === null ? null : { name: 'conversation', id: otherId });
  const close = (): void => app.openDialog(null);
  if (!open) return null;
  const plan = mergePlan(open, other ?? null);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!plan.ok || !other) return;
    if (!(await app.send({ name: 'merge', ...plan.command }))) return;
    close();
    app.announce(t('merge.announce', { number: open.row.number, to: other.row.number }));
  };
  return (
    <Modal title={t('merge.title', { number: open.row.number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('merge.lead')}</ModalLead>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {givenId === null && (
          <Field
            label={t('merge.number')}
            hint={t('merge.number-hint')}
            value={number}
            onChange={(typed) => {
              setNumber(typed);
              setTried(false);
            }}
            autoFocus
          />
        )}
        {other && <Other other={other} />}
        {!plan.ok && (isTried || givenId !== null) && <FieldError>{t(`merge.not.${plan.why}`)}</FieldError>}
        <ModalFoot>
          <Button onPress={close}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('merge.do')}
          </Button>
        </ModalFoot>
      </form>
    </Modal>
  );
}

function Other({ other: { row } }: { other: OpenConversation }): ReactNode {
  const { t } = useText();
  const what = row.content === null ? t('row.private') : `${row.content.contactName} · ${row.content.subject}`;
  return (
    <div role="status">
      <ModalLead>
        <strong>{row.number}</strong> · {what}
      </ModalLead>
    </div>
  );
}

/** The case of this number, as it is typed, with or without zeros; null: none is known. */
function useCaseNumbered(text: string): string | null {
  const found = useLive(/\d/.test(text) ? { name: 'search', text: text.trim(), limit: 1 } : null);
  const match = /^(\d{4})-?(\d{1,6})$/.exec(text.trim());
  const row = found?.hits[0]?.row;
  const wanted = match === null ? null : `${match[1]}-${match[2]?.padStart(6, '0')}`;
  const isIt =
    row !== undefined && (row.number === wanted || row.merged?.some(({ number }) => number === wanted) === true);
  return isIt ? row.id : null;
}

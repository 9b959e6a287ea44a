import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import type { Command } from '../../../shared/protocol/commands.ts';
import { useUndoable } from '../../store/use-undoable.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { choicesAt, dueAt, type DueChoice, dueOf, fieldsOf } from './due.ts';
import styles from './promise.module.css';

const kinds = ['answer', 'analysis'] as const;

/** "I'll ask, and let you know": until when, and whether the case is in analysis until then (PM1). */
export function PromiseDialog({ conversationId }: { conversationId: string }): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const now = useHubNow();
  const undoable = useUndoable();
  const open = useLive({ name: 'conversation', id: conversationId });
  const known = open?.content?.promised;
  const [choice, setChoice] = useState<DueChoice>('tomorrow');
  const [fields, setFields] = useState(() => fieldsOf(known?.dueAt ?? dueAt('tomorrow', now)));
  const [isLong, setLong] = useState<boolean | null>(null);
  const [isWrong, setWrong] = useState(false);
  const close = (): void => app.openDialog(null);
  if (!open?.content || open.under === null) return null;
  const { under, content } = open;
  const inAnalysis = isLong ?? known?.inAnalysis ?? false;
  // Fields for dates speak the language of the machine.
  const chosen = choice === 'other' ? dueOf(fields, now) : dueAt(choice, now);
  const submit = async (): Promise<void> => {
    if (chosen === null) return setWrong(true);
    const about = { conversationId, under };
    const back: Command =
      known === undefined || known.dueAt <= now
        ? { name: 'end-promise', ...about, outcome: 'cancelled' }
        : { name: 'set-promise', ...about, dueAt: known.dueAt, inAnalysis: known.inAnalysis };
    const command = { name: 'set-promise', ...about, dueAt: chosen, inAnalysis } as const;
    if (await undoable(command, { text: t('done.promise', { when: dates.full(chosen) }), back })) close();
  };
  return (
    <Modal title={t('promise.title', { number: content.number })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>
        {known === undefined ? t('promise.lead') : t('promise.lead-known', { when: dates.full(known.dueAt) })}
      </ModalLead>
      <RadioList
        label={t('promise.until')}
        value={choice}
        options={choicesAt(now).map((value) => ({
          value,
          label:
            value === 'other' ? t('promise.other') : t(`promise.${value}`, { when: dates.full(dueAt(value, now)) }),
        }))}
        onChange={setChoice}
      />
      {choice === 'other' && (
        <div className={styles['when']}>
          <Field
            label={t('promise.day')}
            type="date"
            value={fields.day}
            onChange={(day) => setFields({ ...fields, day })}
          />
          <Field
            label={t('promise.hour')}
            type="time"
            value={fields.hour}
            onChange={(hour) => setFields({ ...fields, hour })}
          />
        </div>
      )}
      {choice === 'other' && chosen !== null && <p>{t('promise.chosen', { when: dates.full(chosen) })}</p>}
      {isWrong && <FieldError>{t('promise.wrong')}</FieldError>}
      <RadioList
        label={t('promise.kind')}
        value={inAnalysis ? 'analysis' : 'answer'}
        options={kinds.map((value) => ({ value, label: t(`promise.kind.${value}`) }))}
        onChange={(kind) => setLong(kind === 'analysis')}
      />
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t(known === undefined ? 'promise.save' : 'promise.move')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

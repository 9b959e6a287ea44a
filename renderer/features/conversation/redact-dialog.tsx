import { type ReactNode, useMemo, useState } from 'react';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import { hasEmail, type Conversation } from '../../../shared/model/conversation.ts';
import { partOf, redacted, redactedParts, redactedValue, type Span } from '../../../shared/redact.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SelectText, type Range } from './select-text.tsx';
import styles from './redact.module.css';

interface RedactDialogProps {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
  /** Words that were selected in the thread. */
  readonly selected: string;
  readonly onClose: () => void;
}

type Part = Span['part'];

/** First what, then whether: it can't be undone. */
export function RedactDialog({ message, conversation, selected, onClose }: RedactDialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { subject } = conversation;
  const parts = usePartsOf(message, conversation);
  const at = useMemo(() => placeOf(message, selected), [message, selected]);
  const [part, setPart] = useState<Part>(at.part);
  const [range, setRange] = useState<Range>(at.range);
  const [isSure, setSure] = useState(false);
  const span: Span = { messageId: message.id, part, ...range };
  const value = redactedValue(message, subject, span);
  const redact = async (): Promise<void> => {
    const { id: conversationId, fence: under } = conversation;
    const redactions = message.redactions ?? 0;
    if (!(await app.send({ name: 'redact', conversationId, under, ...span, redactions }))) return;
    app.announce(t('redact.announce'));
    onClose();
  };
  if (isSure && value !== null) {
    return (
      <Modal title={t('redact.sure-title')} closeLabel={t('action.close')} onClose={onClose}>
        <Consequences conversation={conversation} message={message} span={span} value={value} />
        <ModalFoot>
          <Button autoFocus onPress={() => setSure(false)}>
            {t('redact.back')}
          </Button>
          <Button look="primary" onPress={() => void redact()}>
            {t('redact.yes')}
          </Button>
        </ModalFoot>
      </Modal>
    );
  }
  const isCovered = value === null && range.end > range.start;
  return (
    <Modal title={t('redact.title')} closeLabel={t('action.close')} size="wide" onClose={onClose}>
      <ModalLead>{t('redact.lead')}</ModalLead>
      {parts.length > 1 && (
        <Segments
          label={t('redact.part')}
          value={part}
          options={parts.map((each) => ({ value: each, label: t(`redact.part-${each}`) }))}
          onChange={(next) => {
            setPart(next);
            setRange(nothing);
          }}
        />
      )}
      <SelectText key={part} text={partOf(message, subject, part) ?? ''} range={range} onSelect={setRange} />
      <p className={styles['chosen']} role="status">
        {value !== null && t('redact.selected', { value: shortened(value) })}
        {value === null && t(isCovered ? 'redact.not-these' : 'redact.nothing')}
      </p>
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={value === null} onPress={() => setSure(true)}>
          {t('redact.go-on')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

/** The subject is offered with the message that opened the case. */
function usePartsOf(message: ThreadMessage, { id, subject }: Conversation): readonly Part[] {
  const open = useLive({ name: 'conversation', id });
  const isFirst = open?.messages.find(({ kind }) => kind === 'incoming')?.id === message.id;
  return redactedParts.filter(
    (part) => (part !== 'subject' || isFirst) && (partOf(message, subject, part) ?? '') !== '',
  );
}

const nothing: Range = { start: 0, end: 0 };

/** Where the words that were selected in the thread stand. */
function placeOf(message: ThreadMessage, words: string): { readonly part: Part; readonly range: Range } {
  const first: Part = message.text === '' ? 'quoted' : 'text';
  for (const part of [first, 'quoted'] as const) {
    const start = words === '' ? -1 : (message[part] ?? '').indexOf(words);
    if (start !== -1) return { part, range: { start, end: start + words.length } };
  }
  return { part: first, range: nothing };
}

interface ConsequencesProps extends Pick<RedactDialogProps, 'message' | 'conversation'> {
  readonly span: Span;
  readonly value: string;
}

/** What will be gone, and what will not. */
function Consequences({ message, conversation, span, value }: ConsequencesProps): ReactNode {
  const { t } = useText();
  const open = useLive({ name: 'conversation', id: conversation.id });
  const { subject } = conversation;
  const left = redacted({ subject, messages: open?.messages ?? [message] }, span);
  const elsewhere = (left?.messages ?? []).filter(({ id }) => id !== message.id).length;
  return (
    <>
      <ModalLead>{t('redact.sure', { value: shortened(value) })}</ModalLead>
      <ul className={styles['consequences']}>
        {elsewhere > 0 && <li>{t('redact.sure-elsewhere', { count: elsewhere })}</li>}
        {span.part !== 'subject' && left?.subject !== subject && <li>{t('redact.sure-subject')}</li>}
        {message.kind !== 'note' && hasEmail(conversation.contact) && <li>{t('redact.sure-mail')}</li>}
        <li>{t('redact.sure-who')}</li>
      </ul>
    </>
  );
}

const SHOWN = 80;

const shortened = (value: string): string => (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);

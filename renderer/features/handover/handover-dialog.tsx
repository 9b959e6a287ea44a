import { type ReactNode, useRef, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { GuardNotes } from '../../guard/guard-notes.tsx';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useUndoable } from '../../store/use-undoable.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { WaitsFor } from './waits-for.tsx';
import { TargetChoice, type Target } from './target-choice.tsx';

type Mode = 'release' | 'transfer';

/** Hands a case back to its queue, or on to a person or group, with a note for whoever is next. */
export function HandoverDialog({ mode, conversationId }: { mode: Mode; conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const close = (): void => app.openDialog(null);
  // Lost meanwhile: there is nothing to hand over any more, and the note is kept as a draft.
  if (!open || open.under === null) return null;
  return (
    <Modal
      title={t(`handover.${mode}-title`, { number: open.row.number })}
      closeLabel={t('action.close')}
      onClose={close}
    >
      <HandoverForm mode={mode} open={open} under={open.under} onClose={close} />
    </Modal>
  );
}

/** A person has to accept (TR1); a group gets it at once. */
const transferTo = (to: Target, shared: Omit<Extract<Command, { name: 'release' }>, 'name' | 'skipped'>): Command =>
  'userId' in to ? { name: 'ask-transfer', ...shared, toUserId: to.userId } : { name: 'transfer', ...shared, to };

interface HandoverFormProps {
  readonly mode: Mode;
  readonly open: OpenConversation;
  readonly under: NonNullable<OpenConversation['under']>;
  readonly onClose: () => void;
}

function HandoverForm({ mode, open, under, onClose }: HandoverFormProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const conversationId = open.row.id;
  const { groupName } = useDirectory();
  const undoable = useUndoable();
  const [to, setTo] = useState<Target | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isMissing, setMissing] = useState(false);
  const draft = useDraft(
    conversationId,
    'handover',
    open.drafts.find(({ kind }) => kind === 'handover'),
  );

  const submit = async (): Promise<void> => {
    if (mode === 'transfer' && to === null) return setMissing(true);
    const shared = { conversationId, under, handover: draft.text.trimEnd().slice(0, MAX_WRITTEN_TEXT) };
    const command: Command = to === null ? { name: 'release', ...shared } : transferTo(to, shared);
    if (!(await send(command))) return undefined;
    draft.clear();
    return onClose();
  };

  /** What went to a group can be had back while nobody has taken it; a person is asked (UN1). */
  const send = async (command: Command): Promise<boolean> => {
    if (command.name === 'ask-transfer') return app.send(command);
    const { number } = open.row;
    const text =
      command.name === 'transfer' && 'groupId' in command.to
        ? t('done.transfer-group', { number, to: groupName(command.to.groupId) })
        : t('done.release', { number });
    return undoable(command, { text, back: { name: 'claim' } });
  };

  return (
    <>
      <ModalLead>{t(`handover.${mode}-lead`)}</ModalLead>
      {mode === 'transfer' && (
        <TargetChoice
          currentGroupId={open.row.groupId}
          onChoose={(target) => {
            setTo(target);
            setMissing(false);
          }}
        />
      )}
      {isMissing && <FieldError>{t('handover.choose')}</FieldError>}
      <div aria-live="polite">
        {to !== null && 'userId' in to && <WaitsFor userId={to.userId} channel={open.row.channel} />}
      </div>
      <Field
        isLong
        areaRef={field}
        label={t('handover.note')}
        hint={t('handover.note-hint')}
        value={draft.text}
        maxLength={MAX_WRITTEN_TEXT}
        // the dialog was opened to write in it
        autoFocus={mode === 'release'}
        onChange={draft.type}
      />
      <GuardNotes text={draft.text} kind="handover" field={field} />
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" onPress={() => void submit()}>
          {t(`handover.${mode}`)}
        </Button>
      </ModalFoot>
    </>
  );
}

import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { type DeskForm, deskWays, parseDeskForm } from '../../../shared/model/desk.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { GuardNotes } from '../../guard/guard-notes.tsx';
import { useText } from '../../i18n/text.tsx';
import { useSpelled } from '../../spelling/use-spelled.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './desk.module.css';
import { createFrom, type DeskWords, gapsIn, isEmailWrong } from './form.ts';
import { type DeskDraft, numberOrNone } from './use-desk-form.ts';

interface DeskFormProps {
  readonly draft: DeskDraft;
  readonly onOpened: (conversationId: string, number: string) => void;
  readonly onLeave: () => void;
}

export function DeskFormFields({ draft, onOpened, onLeave }: DeskFormProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const typed = useDraft(draft.conversationId, 'desk', draft);
  const form = parseDeskForm(typed.text) ?? parseDeskForm(draft.text);
  const textField = useRef<HTMLTextAreaElement>(null);
  const spelled = useSpelled({ field: textField, text: form?.text ?? '' });
  const change = (part: Partial<DeskForm>): void => {
    if (form !== null) typed.type(JSON.stringify({ ...form, ...part }));
  };
  const opening = useOpening({ draft, form, onOpened, clear: typed.clear });
  const hasNewNumber = useNumber({ draft, form, change });
  if (form === null) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      void opening.open();
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      typed.flush();
      onLeave();
    }
  };
  return (
    // keys of the whole form; each field keeps its own
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['form']}
      aria-label={t('nav.desk')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      <CaseNumber form={form} hasNewNumber={hasNewNumber} change={change} />
      <Segments
        label={t('desk.way')}
        value={form.way}
        options={deskWays.map((value) => ({ value, label: t(`desk.way.${value}`) }))}
        onChange={(way) => change({ way })}
      />
      {/* the form was opened to type in it */}
      <Field label={t('desk.name')} value={form.name} autoFocus isRequired onChange={(name) => change({ name })} />
      <div className={styles['pair']}>
        <Field label={t('desk.phone')} type="tel" value={form.phone} onChange={(phone) => change({ phone })} />
        <Field label={t('desk.email')} type="email" value={form.email} onChange={(email) => change({ email })} />
      </div>
      <div className={styles['pair']}>
        <Field
          label={t('desk.delegate')}
          hint={t('desk.delegate-hint')}
          value={form.delegate}
          onChange={(delegate) => change({ delegate })}
        />
        <Field
          label={t('desk.witness')}
          hint={t('desk.witness-hint')}
          value={form.witness}
          onChange={(witness) => change({ witness })}
        />
      </div>
      <Chooser
        label={t('desk.group')}
        value={form.groupId}
        options={groups.map(({ id }) => ({ value: id, label: groupName(id) }))}
        onChange={(groupId) => change({ groupId })}
      />
      <Field label={t('desk.subject')} value={form.subject} onChange={(subject) => change({ subject })} />
      <Field
        label={t('desk.text')}
        hint={t('desk.text-hint')}
        isLong
        isRequired
        areaRef={textField}
        spelled={spelled}
        value={form.text}
        onChange={(text) => change({ text })}
      />
      <GuardNotes text={form.text} kind="note" field={textField} />
      <Foot
        form={form}
        change={change}
        opening={opening}
        saved={typed.saving.state === 'saved'}
        onDelete={typed.clear}
      />
    </form>
  );
}

type Change = (part: Partial<DeskForm>) => void;

function CaseNumber({
  form,
  hasNewNumber,
  change,
}: {
  form: DeskForm;
  hasNewNumber: boolean;
  change: Change;
}): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const { me } = useDirectory();
  const now = useHubNow();
  const take = (): void => {
    numberOrNone(app).then(
      (number) => change({ number }),
      (error: unknown) => app.complain(failureOf(error)),
    );
  };
  return (
    <div className={styles['number']}>
      <p>{t('desk.number')}</p>
      <p className={styles['digits']} role="status">
        {form.number ?? t('desk.no-number')}
      </p>
      <p className={styles['hint']}>{t(form.number === null ? 'desk.no-number-why' : 'desk.number-hint')}</p>
      {form.number === null && <Button onPress={take}>{t('desk.another-number')}</Button>}
      {hasNewNumber && <FieldError>{t('desk.new-number')}</FieldError>}
      <p className={styles['hint']}>{t('desk.when', { when: dates.moment(now, now), name: me?.name ?? '' })}</p>
    </div>
  );
}

interface FootProps {
  readonly form: DeskForm;
  readonly change: Change;
  readonly opening: Opening;
  readonly saved: boolean;
  readonly onDelete: () => void;
}

function Foot({ form, change, opening, saved, onDelete }: FootProps): ReactNode {
  const { t } = useText();
  const toldId = useId();
  return (
    <>
      <label className={styles['told']} htmlFor={toldId}>
        <input
          id={toldId}
          type="checkbox"
          checked={form.isTold}
          disabled={form.number === null}
          required
          onChange={(event) => change({ isTold: event.currentTarget.checked })}
        />
        <span>{t('desk.told', { number: form.number ?? '—' })}</span>
      </label>
      {opening.problem !== null && <FieldError>{opening.problem}</FieldError>}
      <div className={styles['foot']}>
        <span className={styles['hint']}>{saved && t('desk.saved')}</span>
        {form.isTold ? (
          <span className={styles['hint']}>{t('desk.delete-told')}</span>
        ) : (
          <Button look="plain" onPress={onDelete}>
            {t('desk.delete')}
          </Button>
        )}
        <Button look="primary" aria-keyshortcuts="Control+Enter" onPress={() => void opening.open()}>
          {t('desk.open')}
        </Button>
      </div>
    </>
  );
}

interface Opening {
  readonly problem: string | null;
  open(): Promise<void>;
}

interface OpeningOptions extends Pick<DeskFormProps, 'draft' | 'onOpened'> {
  readonly form: DeskForm | null;
  readonly clear: () => void;
}

/** Makes a case of the form, or says in words what is missing. */
function useOpening({ draft, form, onOpened, clear }: OpeningOptions): Opening {
  const { t, list } = useText();
  const app = useApp();
  const [hasTried, setTried] = useState(false);
  const isOpening = useRef(false);
  const words: DeskWords = {
    delegate: (name) => t('desk.line.delegate', { name }),
    witness: (name) => t('desk.line.witness', { name }),
  };
  const problemOf = (filled: DeskForm): string => {
    const gaps = gapsIn(filled);
    if (gaps.length > 0) return t('desk.missing', { what: list(gaps.map((gap) => t(`desk.missing.${gap}`))) });
    return isEmailWrong(filled) ? t('desk.wrong.email') : t('desk.too-long', { count: MAX_WRITTEN_TEXT });
  };
  const isReady = form === null || createFrom(draft.conversationId, form, words) !== null;
  return {
    // Said after the first try, for as long as it is so.
    problem: hasTried && !isReady ? problemOf(form) : null,
    async open() {
      if (form === null || isOpening.current) return;
      const command = createFrom(draft.conversationId, form, words);
      if (command === null) return setTried(true);
      isOpening.current = true;
      const isStored = await app.send(command);
      isOpening.current = false;
      if (!isStored) return;
      clear();
      onOpened(draft.conversationId, command.number);
    },
  };
}

/** A number that the hub refused is no number any more: the form gets another one, which has to be told again. */
function useNumber({ draft, form, change }: { draft: DeskDraft; form: DeskForm | null; change: Change }): boolean {
  const app = useApp();
  const [isReplaced, setReplaced] = useState(false);
  const isRefused = draft.returned?.code === 'invalid-command';
  const replace = useEffectEvent(() => {
    if (form?.isTold !== true) return;
    numberOrNone(app).then(
      (number) => {
        change({ number, isTold: false });
        setReplaced(true);
      },
      (error: unknown) => app.complain(failureOf(error)),
    );
  });
  useEffect(() => {
    if (isRefused) replace();
  }, [isRefused]);
  return isReplaced;
}

import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { Draft } from '../../../shared/bridge/core-queries.ts';
import type { CannedForm } from '../../../shared/canned/form.ts';
import { GuardNotes } from '../../guard/guard-notes.tsx';
import { useText } from '../../i18n/text.tsx';
import { useSpelled } from '../../spelling/use-spelled.tsx';
import { useApp } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field, FieldError } from '../../ui/field.tsx';
import fileStyles from '../../ui/file-chips.module.css';
import { Page } from '../../ui/page.tsx';
import { useDrop } from '../../ui/use-drop.ts';
import { CannedFacts, CannedNames } from './canned-fields.tsx';
import { CannedFiles } from './canned-files.tsx';
import { useCannedFiles } from './use-canned-files.ts';
import styles from './canned-editor.module.css';
import { Conflict } from './conflict.tsx';
import { Preview } from './preview.tsx';
import { type FormState, useCannedForm } from './use-canned-form.ts';
import { VariableMenu } from './variable-menu.tsx';

interface EditorProps {
  readonly id: string;
  readonly start: CannedForm;
  readonly draft: Draft | undefined;
  readonly onClose: () => void;
}

/** Ctrl+S stores, Esc goes back to the list: what was typed stays as a draft. */
export function CannedEditor({ id, start, draft, onClose }: EditorProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const state = useCannedForm(id, start, draft);
  const { form } = state;
  const files = useCannedFiles(state);
  const drop = useDrop((dropped) => {
    if (!form.isOwn) void files.add(dropped);
  });
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => frame.current?.querySelector('input')?.focus(), []);

  const save = async (): Promise<void> => {
    if (!(await state.save())) return frame.current?.querySelector<HTMLElement>('[data-invalid]')?.focus();
    app.announce(t('canned-edit.saved', { title: form.title }));
    return onClose();
  };
  useEditorKeys({ save: () => void (state.isSaving || save()), close: onClose });
  const kind = form.isOwn ? 'own' : 'shared';
  return (
    <Page
      title={t(form.base === null ? `canned-edit.new-${kind}` : `canned-edit.${kind}`)}
      lead={t(`canned-edit.lead-${kind}`)}
      isWide
    >
      <form
        ref={frame}
        className={classes(styles['editor'], drop.isOver && !form.isOwn && fileStyles['dropping'])}
        {...drop.handlers}
        onPaste={form.isOwn ? undefined : files.paste}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {isOutdated(state) && <Conflict state={state} onTake={onClose} />}
        <div className={styles['fields']}>
          <CannedNames state={state} />
          <Words state={state} />
          {form.isOwn ? <p className={styles['hint']}>{t('canned-files.none-own')}</p> : <CannedFiles files={files} />}
          <CannedFacts state={state} />
        </div>
        <Preview form={form} />
        <Foot state={state} onClose={onClose} />
      </form>
    </Page>
  );
}

/** There is another version than the one that was begun with. */
const isOutdated = ({ form, other }: FormState): boolean => other !== null && form.base !== null;

function useEditorKeys(does: { readonly save: () => void; readonly close: () => void }): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const isSave = event.key === 's' && (event.ctrlKey || event.metaKey);
    if (!isSave && (event.key !== 'Escape' || event.defaultPrevented)) return;
    event.preventDefault();
    if (isSave) does.save();
    else does.close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function Words({ state: { form, change, problems, areShown } }: { state: FormState }): ReactNode {
  const { t } = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  const spelled = useSpelled({ field: area, text: form.text, language: form.lang });
  const problem = problems.find((found) => ['no-text', 'too-long', 'unknown-variable', 'link-refused'].includes(found));
  // While something is typed only what would not be expected is said.
  const isSaid = problem !== undefined && (areShown || problem !== 'no-text');
  return (
    <div className={styles['words']}>
      <Field
        label={t('canned-edit.text')}
        hint={t('canned-edit.text-hint', { example: `{{contact.firstName|${t('canned-edit.example')}}}` })}
        isLong
        areaRef={area}
        spelled={spelled}
        value={form.text}
        isInvalid={isSaid}
        onChange={(text) => change({ text })}
      />
      {isSaid && <FieldError>{t(`canned-problem.${problem}`)}</FieldError>}
      <div>
        <VariableMenu area={area} />
      </div>
      <GuardNotes text={form.text} kind="reply" field={area} />
    </div>
  );
}

function Foot({ state, onClose }: { state: FormState; onClose: () => void }): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const { failure, isSaving, isChanged, drop } = state;
  const mustSettle = isOutdated(state);
  return (
    <div className={styles['foot']}>
      {failure !== null && !mustSettle && (
        <FieldError>{failure.code === 'file-missing' ? t('canned-files.lost') : failureText(failure)}</FieldError>
      )}
      <p role="status" className={styles['kept']}>
        {isChanged && t('canned-edit.kept')}
      </p>
      <Button onPress={onClose}>{t('canned-edit.close')}</Button>
      {isChanged && (
        <Button
          onPress={() => {
            drop();
            onClose();
          }}
        >
          {t('canned-edit.drop')}
        </Button>
      )}
      <Button type="submit" look="primary" isDisabled={isSaving || mustSettle}>
        {t('canned-edit.save')}
      </Button>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { CannedProblem } from '../../../shared/canned/check.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Field, FieldError } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './canned-editor.module.css';
import { everyGroup } from './filter.ts';
import type { FormState } from './use-canned-form.ts';

/** What it is found by. */
export function CannedNames({ state }: { state: FormState }): ReactNode {
  const { t } = useText();
  const { form, change } = state;
  return (
    <>
      <Field
        label={t('canned-edit.title')}
        value={form.title}
        maxLength={120}
        isInvalid={isShown(state, 'no-title')}
        onChange={(title) => change({ title })}
      />
      <Problem state={state} of={['no-title']} />
      <Field
        label={t('canned-edit.shortcut')}
        hint={t('canned-edit.shortcut-hint')}
        value={form.shortcut}
        maxLength={41}
        isInvalid={isShown(state, 'shortcut-form') || isShown(state, 'shortcut-taken')}
        onChange={(shortcut) => change({ shortcut: shortcut.toLowerCase() })}
      />
      <Problem state={state} of={['shortcut-form', 'shortcut-taken']} />
    </>
  );
}

/** What it is written in, for whom, and for how long. */
export function CannedFacts({ state }: { state: FormState }): ReactNode {
  const { t } = useText();
  const { form, change } = state;
  return (
    <>
      <div className={styles['row']}>
        <Segments
          label={t('canned-edit.lang')}
          value={form.lang}
          options={(['it', 'en'] as const).map((value) => ({
            value,
            label: t('canned-page.language', { lang: value }),
          }))}
          onChange={(lang) => change({ lang })}
        />
        {form.lang === 'it' && (
          <Segments
            label={t('canned-edit.address')}
            value={form.address}
            options={(['lei', 'tu', 'any'] as const).map((value) => ({
              value,
              label: t(`canned-edit.address-${value}`),
            }))}
            onChange={(address) => change({ address })}
          />
        )}
      </div>
      <GroupChoice state={state} />
      <div className={styles['row']}>
        <Field
          label={t('canned-edit.from')}
          type="date"
          value={form.validFrom}
          onChange={(validFrom) => change({ validFrom })}
        />
        <Field
          label={t('canned-edit.until')}
          hint={t('canned-edit.until-hint')}
          type="date"
          value={form.validUntil}
          isInvalid={state.problems.includes('days-order')}
          onChange={(validUntil) => change({ validUntil })}
        />
      </div>
      <Problem state={state} of={['days-order']} />
    </>
  );
}

function GroupChoice({ state: { form, change } }: { state: FormState }): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  return (
    <Chooser
      label={t('canned-edit.group')}
      value={form.groupId ?? everyGroup}
      options={[
        { value: everyGroup, label: t('canned-page.everyone') },
        ...groups.map(({ id }) => ({ value: id, label: groupName(id) })),
      ]}
      onChange={(value) => change({ groupId: value === everyGroup ? null : value })}
    />
  );
}

/** What is missing is said when somebody wants to store it; what is wrong, at once. */
const isShown = ({ problems, areShown, form }: FormState, problem: CannedProblem): boolean =>
  problems.includes(problem) && (areShown || (problem !== 'no-title' && form.shortcut !== ''));

function Problem({ state, of }: { state: FormState; of: readonly CannedProblem[] }): ReactNode {
  const { t } = useText();
  const problem = of.find((one) => isShown(state, one));
  return problem === undefined ? null : <FieldError>{t(`canned-problem.${problem}`)}</FieldError>;
}

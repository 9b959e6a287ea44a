import { type ReactNode, useState } from 'react';
import { conditions } from '../../../shared/model/routed.ts';
import { MAX_RULE_NAME, type Rule } from '../../../shared/routing/settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Field } from '../../ui/field.tsx';
import { Chooser } from '../../ui/select.tsx';
import { valuesFrom } from './rules-problem.ts';
import styles from './hours.module.css';

interface FormProps {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
}

/** One rule, with all that can be said of it. */
export function RuleForm({ rule, onChange }: FormProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const set = (change: Partial<Rule>): void => onChange({ ...rule, ...change });
  const hasText = rule.by === 'words';
  return (
    <div className={styles['rule-form']}>
      <Field
        label={t('routing.name')}
        hint={t('routing.name-hint')}
        value={rule.name}
        maxLength={MAX_RULE_NAME}
        onChange={(name) => set({ name })}
      />
      <Chooser
        label={t('routing.by')}
        value={rule.by}
        options={conditions.map((by) => ({ value: by, label: t(`routing.by.${by}`) }))}
        onChange={(value) => {
          const by = conditions.find((each) => each === value) ?? rule.by;
          // What was recognised by something else is no list of it.
          if (by !== rule.by) set({ by, values: [], inText: false, overChoice: false });
        }}
      />
      <Values key={rule.by} rule={rule} onChange={onChange} />
      {hasText && <Tick label={t('routing.in-text')} isTicked={rule.inText} onChange={(inText) => set({ inText })} />}
      {(hasText || rule.by === 'address') && (
        <Tick
          label={t('routing.over-choice')}
          isTicked={rule.overChoice}
          onChange={(overChoice) => set({ overChoice })}
        />
      )}
      <Chooser
        label={t('routing.group')}
        value={rule.groupId}
        options={groups.map(({ id }) => ({ value: id, label: groupName(id) }))}
        onChange={(groupId) => set({ groupId })}
      />
      <People rule={rule} onChange={onChange} />
      <Waiting rule={rule} onChange={onChange} />
    </div>
  );
}

function Values({ rule, onChange }: FormProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const [text, setText] = useState(() => rule.values.join(', '));
  const label = t(`routing.values.${rule.by}`);
  if (rule.by === 'category') {
    const ids = groups.map(({ id }) => id);
    return (
      <Ticks
        legend={label}
        options={ids.map((id) => ({ id, label: groupName(id) }))}
        ticked={rule.values}
        onChange={(values) => onChange({ ...rule, values })}
      />
    );
  }
  return (
    <Field
      isLong={rule.by === 'words'}
      label={label}
      hint={t(rule.by === 'words' ? 'routing.words-hint' : 'routing.values-hint')}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange({ ...rule, values: valuesFrom(next) });
      }}
    />
  );
}

function People({ rule, onChange }: FormProps): ReactNode {
  const { t } = useText();
  const { users } = useDirectory();
  const known = users.filter(({ id, active }) => active || rule.people.includes(id));
  return (
    <>
      <Ticks
        legend={t('routing.people')}
        hint={t('routing.people-hint')}
        options={known.map(({ id, name }) => ({ id, label: name }))}
        ticked={rule.people}
        onChange={(people) => onChange({ ...rule, people, unlessNobody: rule.unlessNobody && people.length > 0 })}
      />
      {rule.people.length > 0 && (
        <Tick
          label={t('routing.unless-nobody')}
          isTicked={rule.unlessNobody}
          onChange={(unlessNobody) => onChange({ ...rule, unlessNobody })}
        />
      )}
    </>
  );
}

function Waiting({ rule, onChange }: FormProps): ReactNode {
  const { t } = useText();
  const [text, setText] = useState(() => (rule.unlessWaiting === null ? '' : String(rule.unlessWaiting)));
  return (
    <div className={styles['number']}>
      <Field
        label={t('routing.unless-waiting')}
        hint={t('routing.unless-waiting-hint')}
        inputMode="numeric"
        value={text}
        onChange={(next) => {
          setText(next);
          onChange({ ...rule, unlessWaiting: next.trim() === '' ? null : Number(next) });
        }}
      />
    </div>
  );
}

interface TickProps {
  readonly label: string;
  readonly isTicked: boolean;
  readonly onChange: (isTicked: boolean) => void;
}

const Tick = ({ label, isTicked, onChange }: TickProps): ReactNode => (
  <label className={styles['tick']}>
    <input type="checkbox" checked={isTicked} onChange={({ target }) => onChange(target.checked)} />
    {label}
  </label>
);

interface TicksProps {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: string[]) => void;
}

const Ticks = ({ legend, hint, options, ticked, onChange }: TicksProps): ReactNode => (
  <fieldset className={styles['places']}>
    <legend>{legend}</legend>
    {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    {options.map(({ id, label }) => (
      <label key={id}>
        <input
          type="checkbox"
          checked={ticked.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...ticked, id] : ticked.filter((each) => each !== id))}
        />
        {label}
      </label>
    ))}
  </fieldset>
);

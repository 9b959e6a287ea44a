import { ArrowDown, ArrowUp, Pencil, Plus, Trash2, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RoutingSettings, Rule } from '../../../shared/routing/settings.ts';
import { plainRule } from '../../../shared/routing/default-rules.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { RoutingTrial } from './routing-trial.tsx';
import { RuleForm } from './rule-form.tsx';
import { type RulesProblem, rulesProblem } from './rules-problem.ts';
import { SettingsFoot } from './settings-foot.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';
import styles from './hours.module.css';

/** The rules by which what arrives is put where it belongs ([RT1]): for coordinators. The hub refuses everybody else ([RT5]). */
export function RoutingCard(): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const settings = useLive({ name: 'settings' });
  if (me?.role !== 'coordinator' || settings === undefined) return null;
  return (
    <Card title={t('routing.title')}>
      <RoutingForm known={settings.routing} />
    </Card>
  );
}

function RoutingForm({ known }: { known: RoutingSettings }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const draft = useSettingsDraft(known.revision, known.rules);
  const [problem, setProblem] = useState<RulesProblem | null>(null);
  const change = (rules: Rule[]): void => {
    setProblem(null);
    draft.change(rules);
  };
  const save = async (): Promise<void> => {
    const found = rulesProblem(draft.value);
    setProblem(found);
    if (found !== null) return;
    const rules = draft.value.map((rule) => ({ ...rule, name: rule.name.trim() }));
    const isSaved = await draft.save((revision) => ({ part: 'routing', value: { revision, rules } }));
    if (isSaved) app.announce(t('routing.saved'));
  };
  return (
    <div className={styles['form']}>
      <p className={styles['hint']}>{t('routing.lead')}</p>
      <Rules rules={draft.value} wrongId={problem?.ruleId ?? null} onChange={change} />
      <SettingsFoot
        draft={draft}
        problem={problem === null ? null : t(`routing.problem.${problem.what}`, { name: problem.name })}
        saveLabel={t('routing.save')}
        onSave={() => void save()}
      />
      <RoutingTrial rules={draft.value} />
    </div>
  );
}

interface RulesProps {
  readonly rules: readonly Rule[];
  readonly wrongId: string | null;
  readonly onChange: (rules: Rule[]) => void;
}

/** Where the focus goes once the list is drawn anew: an element that moves loses it. */
type Wanted = `up ${string}` | `down ${string}` | `edit ${string}` | 'add';

function Rules({ rules, wrongId, onChange }: RulesProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [openId, setOpenId] = useState<string | null>(null);
  const { section, focus } = useFocusAfter(rules);
  const move = (rule: Rule, by: 1 | -1): void => {
    const at = rules.indexOf(rule);
    onChange(rules.toSpliced(at, 1).toSpliced(at + by, 0, rule));
    app.announce(t('routing.moved', { name: nameOf(rule, t('routing.unnamed')), position: at + by + 1 }));
    focus(`${by === 1 ? 'down' : 'up'} ${rule.id}`);
  };
  const remove = (rule: Rule): void => {
    onChange(rules.filter((each) => each !== rule));
    app.announce(t('routing.removed', { name: nameOf(rule, t('routing.unnamed')) }));
    focus('add');
  };
  const add = async (): Promise<void> => {
    const id = await app.core.call({ name: 'new-id' });
    onChange([
      ...rules,
      { ...plainRule, people: [], id, name: '', by: 'words', values: [], groupId: rules[0]?.groupId ?? 'segreteria' },
    ]);
    setOpenId(id);
  };
  return (
    <section aria-label={t('routing.rules')} ref={section}>
      <h4>{t('routing.rules')}</h4>
      {rules.length === 0 && <p className={styles['hint']}>{t('routing.none')}</p>}
      <ol>
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            index={index}
            isLast={index === rules.length - 1}
            isOpen={openId === rule.id}
            isWrong={wrongId === rule.id}
            onToggle={() => setOpenId(openId === rule.id ? null : rule.id)}
            onMove={(by) => move(rule, by)}
            onRemove={() => remove(rule)}
            onChange={(next) => onChange(rules.map((each) => (each === rule ? next : each)))}
          />
        ))}
      </ol>
      <span data-focus="add">
        <Button isSmall onPress={() => void add()}>
          <Plus aria-hidden="true" />
          {t('routing.add')}
        </Button>
      </span>
    </section>
  );
}

const nameOf = ({ name }: Rule, unnamed: string): string => (name.trim() === '' ? unnamed : name);

function useFocusAfter(rules: readonly Rule[]) {
  const section = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const button = section.current?.querySelector<HTMLButtonElement>(
      `[data-focus="${wanted}"] button:not(:disabled, [aria-disabled="true"])`,
    );
    const [, id] = wanted.split(' ');
    (button ?? section.current?.querySelector<HTMLButtonElement>(`[data-focus="edit ${id}"] button`))?.focus();
    setWanted(null);
  }, [rules, wanted]);
  return { section, focus: setWanted };
}

interface RuleRowProps {
  readonly rule: Rule;
  readonly index: number;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  readonly isWrong: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly onChange: (rule: Rule) => void;
}

function RuleRow(props: RuleRowProps): ReactNode {
  const { rule, isOpen, isWrong, onChange } = props;
  const { t } = useText();
  const { groupName } = useDirectory();
  const name = nameOf(rule, t('routing.unnamed'));
  return (
    <li className={styles['rule']} data-wrong={isWrong ? true : undefined}>
      <div className={styles['rule-head']}>
        <p>
          <strong>{name}</strong>
          <span>{t('routing.summary', { by: rule.by, group: groupName(rule.groupId) })}</span>
        </p>
        <RuleButtons {...props} name={name} />
      </div>
      {isOpen && <RuleForm rule={rule} onChange={onChange} />}
    </li>
  );
}

function RuleButtons({
  rule,
  name,
  index,
  isLast,
  isOpen,
  onToggle,
  onMove,
  onRemove,
}: RuleRowProps & { name: string }): ReactNode {
  const { t } = useText();
  const plain = { look: 'plain', isIcon: true, isSmall: true } as const;
  return (
    <div className={styles['rule-buttons']}>
      <span data-focus={`up ${rule.id}`}>
        <Button {...plain} isDisabled={index === 0} aria-label={t('routing.up', { name })} onPress={() => onMove(-1)}>
          <ArrowUp aria-hidden="true" />
        </Button>
      </span>
      <span data-focus={`down ${rule.id}`}>
        <Button {...plain} isDisabled={isLast} aria-label={t('routing.down', { name })} onPress={() => onMove(1)}>
          <ArrowDown aria-hidden="true" />
        </Button>
      </span>
      <span data-focus={`edit ${rule.id}`}>
        <Button
          {...plain}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'routing.done' : 'routing.edit', { name })}
          onPress={onToggle}
        >
          {isOpen ? <X aria-hidden="true" /> : <Pencil aria-hidden="true" />}
        </Button>
      </span>
      <Button {...plain} aria-label={t('routing.remove', { name })} onPress={onRemove}>
        <Trash2 aria-hidden="true" />
      </Button>
    </div>
  );
}

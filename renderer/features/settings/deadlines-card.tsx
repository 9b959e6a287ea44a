import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Deadlines } from '../../../shared/schedule/deadlines.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import {
  deadlinesDraftOf,
  deadlinesOf,
  type DeadlinesDraft,
  type DeadlinesProblem,
  freshKey,
  isDeadlinesProblem,
} from './deadlines-draft.ts';
import { WeeklyRow } from './hours-lines.tsx';
import { SettingsFoot } from './settings-foot.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';
import styles from './hours.module.css';

/** How long contacts wait at most, and when somebody is there ([CK5]): for coordinators. The hub refuses everybody else ([RT5]). */
export function DeadlinesCard(): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const settings = useLive({ name: 'settings' });
  if (me?.role !== 'coordinator' || settings === undefined) return null;
  return (
    <Card title={t('deadlines.title')}>
      <DeadlinesForm known={settings.deadlines} />
    </Card>
  );
}

function DeadlinesForm({ known }: { known: Deadlines }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const draft = useSettingsDraft(known.revision, deadlinesDraftOf(known));
  const [problem, setProblem] = useState<DeadlinesProblem | null>(null);
  const change = (next: Partial<DeadlinesDraft>): void => {
    setProblem(null);
    draft.change({ ...draft.value, ...next });
  };
  const save = async (): Promise<void> => {
    const value = deadlinesOf(draft.value, known.revision);
    if (isDeadlinesProblem(value)) return setProblem(value);
    setProblem(null);
    const isSaved = await draft.save((revision) => ({ part: 'deadlines', value: { ...value, revision } }));
    if (isSaved) app.announce(t('deadlines.saved'));
  };
  const parts = { draft: draft.value, problem, onChange: change };
  return (
    <div className={styles['form']}>
      <p className={styles['hint']}>{t('deadlines.lead')}</p>
      <Steps {...parts} what="answer" names={['answerMark', 'answerCoordinators']} />
      <Steps {...parts} what="hearing" names={['hearingMark', 'hearingCoordinators']} />
      <Steps {...parts} what="return" names={['returnMinutes']} />
      <ServiceHours {...parts} />
      <Closures {...parts} />
      <SettingsFoot
        draft={draft}
        problem={problem === null ? null : t(`deadlines.problem.${problem.what}`)}
        saveLabel={t('deadlines.save')}
        onSave={() => void save()}
      />
    </div>
  );
}

interface PartProps {
  readonly draft: DeadlinesDraft;
  readonly problem: DeadlinesProblem | null;
  readonly onChange: (change: Partial<DeadlinesDraft>) => void;
}

interface StepsProps extends PartProps {
  readonly what: 'answer' | 'hearing' | 'return';
  readonly names: readonly (
    | 'answerMark'
    | 'answerCoordinators'
    | 'hearingMark'
    | 'hearingCoordinators'
    | 'returnMinutes'
  )[];
}

function Steps({ draft, problem, onChange, what, names }: StepsProps): ReactNode {
  const { t } = useText();
  return (
    <section aria-label={t(`deadlines.${what}`)}>
      <h4>{t(`deadlines.${what}`)}</h4>
      <p className={styles['hint']}>{t(`deadlines.${what}-hint`)}</p>
      <div className={styles['numbers']}>
        {names.map((name) => (
          <Field
            key={name}
            label={t(`deadlines.${name}`)}
            inputMode="numeric"
            value={draft[name]}
            isInvalid={problem?.what === 'numbers'}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
    </section>
  );
}

function ServiceHours({ draft, problem, onChange }: PartProps): ReactNode {
  const { t } = useText();
  const { weekly } = draft;
  const fresh = { from: '09:00', to: '12:00', places: [], weekday: ((weekly.at(-1)?.weekday ?? 0) % 7) + 1 };
  return (
    <section aria-label={t('deadlines.weekly')}>
      <h4>{t('deadlines.weekly')}</h4>
      <ul>
        {weekly.map((line) => (
          <WeeklyRow
            key={line.key}
            line={line}
            hasPlaces={false}
            isWrong={problem?.key === line.key}
            onChange={(change) =>
              onChange({ weekly: weekly.map((each) => (each.key === line.key ? { ...each, ...change } : each)) })
            }
            onRemove={() => onChange({ weekly: weekly.filter(({ key }) => key !== line.key) })}
          />
        ))}
      </ul>
      <Button isSmall onPress={() => onChange({ weekly: [...weekly, { ...fresh, key: freshKey(draft) }] })}>
        <Plus aria-hidden="true" />
        {t('hours.add')}
      </Button>
    </section>
  );
}

function Closures({ draft, problem, onChange }: PartProps): ReactNode {
  const { t } = useText();
  const { closures } = draft;
  return (
    <section aria-label={t('deadlines.closures')}>
      <h4>{t('deadlines.closures')}</h4>
      <p className={styles['hint']}>{t('deadlines.closures-hint')}</p>
      <ul>
        {closures.map(({ key, date }) => (
          <li key={key} className={styles['row']} data-wrong={problem?.key === key ? true : undefined}>
            <Field
              label={t('deadlines.closure')}
              inputMode="numeric"
              value={date}
              isInvalid={problem?.key === key}
              onChange={(next) =>
                onChange({ closures: closures.map((each) => (each.key === key ? { key, date: next } : each)) })
              }
            />
            <Button
              isIcon
              look="plain"
              aria-label={t('hours.remove', { what: date })}
              onPress={() => onChange({ closures: closures.filter((each) => each.key !== key) })}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <Button isSmall onPress={() => onChange({ closures: [...closures, { key: freshKey(draft), date: '' }] })}>
        <Plus aria-hidden="true" />
        {t('deadlines.add-closure')}
      </Button>
    </section>
  );
}

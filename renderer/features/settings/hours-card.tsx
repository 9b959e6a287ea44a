import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Chooser } from '../../ui/select.tsx';
import { draftOf, type HoursDraft, type HoursProblem, isProblem, nextKey, scheduleOf } from './hours-draft.ts';
import { ExceptionRow, WeeklyRow } from './hours-lines.tsx';
import styles from './hours.module.css';

/** When each group can be met: for coordinators. The hub refuses everybody else, whatever is shown (AP11). */
export function HoursCard(): ReactNode {
  const { t } = useText();
  const { me, groups, groupName } = useDirectory();
  const schedules = useLive({ name: 'schedules' });
  const [chosen, setChosen] = useState<string | null>(null);
  const groupId = chosen ?? groups[0]?.id;
  if (me?.role !== 'coordinator' || schedules === undefined || groupId === undefined) return null;
  const known = schedules.find((schedule) => schedule.groupId === groupId);
  return (
    <Card title={t('hours.title')}>
      <div className={styles['group']}>
        <Chooser
          label={t('agenda.group')}
          value={groupId}
          options={groups.map(({ id }) => ({ value: id, label: groupName(id) }))}
          onChange={setChosen}
        />
        <p className={styles['hint']}>{t('hours.lead')}</p>
      </div>
      {/* Another's change of the same hours begins the form anew: nothing is set on top of what was not seen. */}
      <HoursForm key={`${groupId} ${JSON.stringify(known)}`} groupId={groupId} known={known} />
    </Card>
  );
}

function HoursForm({ groupId, known }: { groupId: string; known: Schedule | undefined }): ReactNode {
  const { t } = useText();
  const { groupName } = useDirectory();
  const app = useApp();
  const [draft, setDraft] = useState(() => draftOf(known));
  const [problem, setProblem] = useState<HoursProblem | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (next: Partial<HoursDraft>): void => {
    setDraft({ ...draft, ...next });
    setProblem(null);
  };
  const save = async (): Promise<void> => {
    const result = scheduleOf(draft, groupId);
    setFailure(null);
    if (isProblem(result)) return setProblem(result);
    setSaving(true);
    try {
      await app.core.call({ name: 'set-schedule', schedule: result });
      app.announce(t('hours.saved', { group: groupName(groupId) }));
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <div className={styles['form']}>
      <WeeklyLines draft={draft} problem={problem} onChange={change} />
      <ExceptionLines draft={draft} problem={problem} onChange={change} />
      <Numbers draft={draft} onChange={change} />
      <Wrong problem={problem} failure={failure} />
      <div className={styles['foot']}>
        <Button isDisabled={isSaving} onPress={() => change(draftOf(known))}>
          {t('hours.undo')}
        </Button>
        <Button look="primary" isDisabled={isSaving} onPress={() => void save()}>
          {t('hours.save')}
        </Button>
      </div>
    </div>
  );
}

interface PartProps {
  readonly draft: HoursDraft;
  readonly problem: HoursProblem | null;
  readonly onChange: (change: Partial<HoursDraft>) => void;
}

function WeeklyLines({ draft, problem, onChange }: PartProps): ReactNode {
  const { t } = useText();
  const { weekly } = draft;
  const after = weekly.at(-1)?.weekday ?? 0;
  const fresh = { from: '09:00', to: '12:00', places: ['office', 'phone'] as const };
  return (
    <section aria-label={t('hours.weekly')}>
      <h4>{t('hours.weekly')}</h4>
      {weekly.length === 0 && <p className={styles['hint']}>{t('hours.none')}</p>}
      <ul>
        {weekly.map((line) => (
          <WeeklyRow
            key={line.key}
            line={line}
            isWrong={problem?.key === line.key}
            onChange={(change) =>
              onChange({ weekly: weekly.map((each) => (each.key === line.key ? { ...each, ...change } : each)) })
            }
            onRemove={() => onChange({ weekly: weekly.filter(({ key }) => key !== line.key) })}
          />
        ))}
      </ul>
      <Button
        isSmall
        onPress={() => onChange({ weekly: [...weekly, { ...fresh, key: nextKey(draft), weekday: (after % 7) + 1 }] })}
      >
        <Plus aria-hidden="true" />
        {t('hours.add')}
      </Button>
    </section>
  );
}

function ExceptionLines({ draft, problem, onChange }: PartProps): ReactNode {
  const { t } = useText();
  const { exceptions } = draft;
  const fresh = { isClosed: true, from: '09:00', to: '12:00', places: ['office'] as const };
  return (
    <section aria-label={t('hours.exceptions')}>
      <h4>{t('hours.exceptions')}</h4>
      <p className={styles['hint']}>{t('hours.exceptions-hint')}</p>
      <ul>
        {exceptions.map((line) => (
          <ExceptionRow
            key={line.key}
            line={line}
            isWrong={problem?.key === line.key}
            onChange={(change) =>
              onChange({
                exceptions: exceptions.map((each) => (each.key === line.key ? { ...each, ...change } : each)),
              })
            }
            onRemove={() => onChange({ exceptions: exceptions.filter(({ key }) => key !== line.key) })}
          />
        ))}
      </ul>
      <Button
        isSmall
        onPress={() => onChange({ exceptions: [...exceptions, { ...fresh, key: nextKey(draft), date: '' }] })}
      >
        <Plus aria-hidden="true" />
        {t('hours.add-exception')}
      </Button>
    </section>
  );
}

function Numbers({ draft, onChange }: Omit<PartProps, 'problem'>): ReactNode {
  const { t } = useText();
  const names = ['lengthMinutes', 'noticeHours', 'horizonDays'] as const;
  return (
    <div className={styles['numbers']}>
      {names.map((name) => (
        <Field
          key={name}
          label={t(`hours.${name}`)}
          inputMode="decimal"
          value={draft[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </div>
  );
}

function Wrong({ problem, failure }: { problem: HoursProblem | null; failure: Failure | null }): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  if (problem !== null) return <FieldError>{t(`hours.problem.${problem.what}`)}</FieldError>;
  return failure === null ? null : <FieldError>{failureText(failure)}</FieldError>;
}

import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { Group } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAtHub } from './use-at-hub.ts';
import styles from './staff.module.css';

interface Draft {
  readonly it: string;
  readonly en: string;
  readonly who: 'everybody' | 'some';
  readonly memberIds: readonly string[];
  /** Of the group as it was seen when this was begun, or taken up again. */
  readonly revision: number;
}

const draftOf = (group: Group | null): Draft => ({
  it: group?.name.it ?? '',
  en: group?.name.en ?? '',
  who: group?.memberIds === undefined ? 'everybody' : 'some',
  memberIds: group?.memberIds ?? [],
  revision: group?.revision ?? 0,
});

interface DialogProps {
  /** Null: a new one. */
  readonly group: Group | null;
  readonly onClose: () => void;
}

/** Name and members of a group; what was typed stays, whatever somebody else or the hub says ([GR3]). */
export function GroupDialog({ group, onClose }: DialogProps): ReactNode {
  const { t, locale } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const [draft, setDraft] = useState(() => draftOf(group));
  const [problem, setProblem] = useState<'groups.problem.name' | 'groups.problem.members' | null>(null);
  const isOutdated = group !== null && (group.revision ?? 0) !== draft.revision;
  const change = (next: Partial<Draft>): void => {
    setDraft({ ...draft, ...next });
    setProblem(null);
    atHub.forget();
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = { it: draft.it.trim(), en: draft.en.trim() };
    if (name.it === '' || name.en === '') return setProblem('groups.problem.name');
    if (draft.who === 'some' && draft.memberIds.length === 0) return setProblem('groups.problem.members');
    const given = { name, memberIds: draft.who === 'some' ? [...draft.memberIds] : null };
    const step =
      group === null
        ? ({ step: 'create', ...given } as const)
        : ({ step: 'change', groupId: group.id, revision: draft.revision, ...given } as const);
    const said = t('groups.saved', { name: name[locale] });
    const done = await atHub.ask(() => app.core.call({ name: 'change-groups', change: step }), said);
    return done === null ? undefined : onClose();
  };
  const title = group === null ? t('groups.add') : t('groups.edit', { name: group.name[locale] });
  return (
    <Modal title={title} closeLabel={t('action.close')} onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void save(event)}>
        <Field
          label={t('groups.name-it')}
          value={draft.it}
          maxLength={80}
          autoFocus
          onChange={(it) => change({ it })}
        />
        <Field label={t('groups.name-en')} value={draft.en} maxLength={80} onChange={(en) => change({ en })} />
        <Members draft={draft} onChange={change} />
        {isOutdated && (
          <div role="alert" className={styles['outdated']}>
            <p>{t('settings-draft.changed')}</p>
            <div className={styles['choices']}>
              <Button isSmall onPress={() => change(draftOf(group))}>
                {t('settings-draft.take')}
              </Button>
              <Button isSmall onPress={() => change({ revision: group.revision ?? 0 })}>
                {t('settings-draft.keep')}
              </Button>
            </div>
          </div>
        )}
        {problem !== null && <FieldError>{t(problem)}</FieldError>}
        {problem === null && !isOutdated && atHub.failure !== null && (
          <FieldError>{failureText(atHub.failure)}</FieldError>
        )}
        <ModalFoot>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={atHub.isBusy || isOutdated || !atHub.isOnline}>
            {t('groups.save')}
          </Button>
        </ModalFoot>
      </form>
    </Modal>
  );
}

function Members({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }): ReactNode {
  const { t } = useText();
  const { users } = useDirectory();
  const { who, memberIds } = draft;
  const known = users.filter(({ id, active }) => active || memberIds.includes(id));
  return (
    <>
      <Segments
        label={t('groups.who')}
        value={who}
        options={[
          { value: 'everybody', label: t('groups.who.everybody') },
          { value: 'some', label: t('groups.who.some') },
        ]}
        onChange={(next) => onChange({ who: next })}
      />
      <p className={styles['hint']}>{t('groups.who-hint')}</p>
      {who === 'some' && (
        <fieldset className={styles['ticks']}>
          <legend className="only-read-aloud">{t('groups.who.some')}</legend>
          {known.map(({ id, name, active }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={memberIds.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    memberIds: target.checked ? [...memberIds, id] : memberIds.filter((each) => each !== id),
                  })
                }
              />
              {active ? name : t('people.name-inactive', { name })}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

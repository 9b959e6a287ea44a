import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import {
  type GuardSettings,
  type GuardVerdict,
  isGuardPhrase,
  MAX_GUARD_PHRASE_UNITS,
  noGuardSettings,
  withVerdict,
} from '../../../shared/guard/settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Segments } from '../../ui/segments.tsx';
import { GuardTrial } from './guard-trial.tsx';
import styles from './guard-words.module.css';

type Listed = Exclude<GuardVerdict, 'none'>;

/** Phrases that are always or never confidential for this association ([GU8]): a coordinator's to set. */
export function GuardWords(): ReactNode {
  const { t } = useText();
  const settings = useLive({ name: 'guard' }) ?? noGuardSettings;
  const field = useRef<HTMLDivElement>(null);
  const set = useSetWord();
  const remove = async (phrase: string): Promise<void> => {
    // What had the focus is about to go.
    field.current?.querySelector('input')?.focus();
    await set(phrase, 'none');
  };
  return (
    <Card title={t('guard-words.title')}>
      <p className={styles['lead']}>{t('guard-words.lead')}</p>
      <div ref={field}>
        <AddForm settings={settings} onAdd={set} />
      </div>
      <Words verdict="always" phrases={settings.always} onRemove={(phrase) => void remove(phrase)} />
      <Words verdict="never" phrases={settings.never} onRemove={(phrase) => void remove(phrase)} />
      <GuardTrial settings={settings} />
    </Card>
  );
}

type SetWord = (phrase: string, verdict: GuardVerdict) => Promise<boolean>;

function useSetWord(): SetWord {
  const app = useApp();
  const { t } = useText();
  return async (phrase, verdict) => {
    const isStored = await app.send({ name: 'set-guard-word', conversationId: 'none', phrase, verdict });
    if (isStored) app.announce(t(`guard-words.said-${verdict}`, { phrase }));
    return isStored;
  };
}

function AddForm({ settings, onAdd }: { settings: GuardSettings; onAdd: SetWord }): ReactNode {
  const { t } = useText();
  const [phrase, setPhrase] = useState('');
  const [verdict, setVerdict] = useState<Listed>('always');
  const [problem, setProblem] = useState<'guard-words.no-phrase' | 'guard-words.too-many' | null>(null);
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = phrase.trim();
    if (!isGuardPhrase(wanted)) return setProblem('guard-words.no-phrase');
    if (withVerdict(settings, wanted, verdict) === null) return setProblem('guard-words.too-many');
    setProblem(null);
    if (await onAdd(wanted, verdict)) setPhrase('');
    return undefined;
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void add(event)}>
      <Field
        label={t('guard-words.phrase')}
        hint={t('guard-words.phrase-hint')}
        value={phrase}
        maxLength={MAX_GUARD_PHRASE_UNITS}
        isInvalid={problem !== null}
        onChange={(next) => {
          setPhrase(next);
          setProblem(null);
        }}
      />
      {problem !== null && <FieldError>{t(problem)}</FieldError>}
      <Segments<Listed>
        label={t('guard-words.verdict')}
        value={verdict}
        options={[
          { value: 'always', label: t('guard-words.always-one') },
          { value: 'never', label: t('guard-words.never-one') },
        ]}
        onChange={setVerdict}
      />
      <div className={styles['foot']}>
        <Button type="submit" look="primary">
          {t('guard-words.add')}
        </Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly verdict: Listed;
  readonly phrases: readonly string[];
  readonly onRemove: (phrase: string) => void;
}

function Words({ verdict, phrases, onRemove }: WordsProps): ReactNode {
  const { t } = useText();
  const id = `guard-words-${verdict}`;
  return (
    <div className={styles['list']}>
      <h4 id={id}>{t(`guard-words.${verdict}`)}</h4>
      {phrases.length === 0 && <p className={styles['none']}>{t(`guard-words.${verdict}-none`)}</p>}
      {phrases.length > 0 && (
        <ul aria-labelledby={id}>
          {phrases.map((phrase) => (
            <li key={phrase}>
              <span>{phrase}</span>
              <CrossButton label={t('guard-words.remove', { phrase })} onPress={() => onRemove(phrase)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

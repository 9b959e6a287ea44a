import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { PinFields, pinsDiffer, usePinState } from './pin-fields.tsx';
import styles from './sign-in.module.css';

interface EnrolFormProps {
  readonly problem: Failure | null;
  readonly onEnrolled?: () => void;
}

/** Address of the hub and enrolment code. */
export function EnrolForm({ problem, onEnrolled }: EnrolFormProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const knownUrl = useLive({ name: 'status' })?.hubUrl;
  const settingsUrl = useAppState((state) => state.settings.hubUrl);
  const isHubFixed = useAppState((state) => state.info?.managed.includes('hubUrl') === true);
  const [hubUrl, setHubUrl] = useState(settingsUrl ?? knownUrl ?? '');
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const wantsPin = useLive({ name: 'status' })?.pin === 'wanted';
  const [chosen, setChosen] = usePinState();
  const [hasDiffered, setDiffered] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const differs = wantsPin && pinsDiffer(chosen);
    setDiffered(differs);
    if (differs) return;
    setBusy(true);
    setFailure(null);
    try {
      await app.core.call({
        name: 'enrol',
        code: code.trim(),
        hubUrl: hubUrl.trim(),
        pin: wantsPin ? chosen.pin : null,
      });
      onEnrolled?.();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const shown = failure ?? (problem?.code === 'not-enrolled' ? null : problem);
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('sign-in.hub')}
        hint={t(isHubFixed ? 'sign-in.hub-fixed' : 'sign-in.hub-hint')}
        isReadOnly={isHubFixed}
        value={hubUrl}
        maxLength={500}
        isRequired
        // the first thing to fill, on a page that is nothing else
        autoFocus={knownUrl == null}
        onChange={setHubUrl}
      />
      <div className={styles['code']}>
        <Field
          label={t('sign-in.code')}
          hint={t('sign-in.code-hint')}
          value={code}
          maxLength={40}
          isRequired
          // the address is known: the code is what is missing
          autoFocus={knownUrl != null}
          autoComplete="off"
          onChange={setCode}
        />
      </div>
      {wantsPin && <PinFields value={chosen} onChange={setChosen} label={t('door.pin-choose')} />}
      {hasDiffered && <FieldError>{t('door.pin-differs')}</FieldError>}
      {shown !== null && !isBusy && <FieldError>{failureText(shown)}</FieldError>}
      <Button look="primary" type="submit" isDisabled={isBusy || code.trim() === '' || hubUrl.trim() === ''}>
        {t(isBusy ? 'sign-in.busy' : 'sign-in.submit')}
      </Button>
    </form>
  );
}

import { type FormEvent, type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { PIN_MAX_LENGTH } from '../../../shared/model/pin.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { BeginAnew } from './begin-anew.tsx';
import { Card } from './card.tsx';
import { PinFields, pinsDiffer, usePinState } from './pin-fields.tsx';
import styles from './sign-in.module.css';

/** What a closed door asks for. */
export function DoorPage(): ReactNode {
  const wants = useLive({ name: 'status' })?.door?.wants;
  switch (wants) {
    case 'pin':
      return <EnterPin />;
    case 'hub':
      return <NeedsHub />;
    case 'new-pin':
      return <ChoosePin />;
    case 'nothing':
      return <Gone />;
    case undefined:
      return null;
  }
}

/** Asking again leads to the same answer, unless somebody mends the hub (ID8). */
const neverOpens: ReadonlySet<Failure['code']> = new Set(['unknown-device', 'key-lost']);

/** Whoever sits here, as the start screen knows them. */
function useSomebody(): { readonly name: string | null; readonly waiting: number } {
  const volunteers = useAppState((state) => state.volunteers);
  return volunteers?.all.find(({ id }) => id === volunteers.current) ?? { name: null, waiting: 0 };
}

/** One act with the core at a time, and what it failed with. */
function useAct(): { isBusy: boolean; failure: Failure | null; act: (run: () => Promise<unknown>) => Promise<void> } {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (run: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await run();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, act };
}

function EnterPin(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const { name, waiting } = useSomebody();
  const known = useLive({ name: 'status' })?.problem ?? null;
  const [pin, setPin] = useState('');
  const [isForgotten, setForgotten] = useState(false);
  const { isBusy, failure, act } = useAct();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = pin;
    setPin('');
    void act(() => app.core.call({ name: 'unlock', pin: typed }));
  };
  const shown = failure ?? known;
  return (
    <Card title={name === null ? t('door.pin-title') : t('door.pin-title-of', { name })}>
      <form className={styles['form']} onSubmit={submit}>
        <Field
          label={t('door.pin')}
          type="password"
          value={pin}
          maxLength={PIN_MAX_LENGTH}
          autoComplete="off"
          // nothing else is to be done here
          autoFocus
          onChange={setPin}
        />
        {shown !== null && !isBusy && <FieldError>{failureText(shown)}</FieldError>}
        <Button look="primary" type="submit" isDisabled={isBusy || pin === ''}>
          {t(isBusy ? 'door.opening' : 'door.open')}
        </Button>
      </form>
      <p className={styles['others']}>
        <Button onPress={() => void app.desktop.call('stand-up', null)}>{t('door.switch')}</Button>
        <Button onPress={() => setForgotten(true)}>{t('door.forgotten')}</Button>
      </p>
      {isForgotten && <BeginAnew why="forgotten" name={name} waiting={waiting} onClose={() => setForgotten(false)} />}
    </Card>
  );
}

function NeedsHub(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const { name, waiting } = useSomebody();
  const problem = useLive({ name: 'status' })?.problem ?? null;
  const [isAsked, setAsked] = useState(false);
  const isStuck = problem !== null && neverOpens.has(problem.code);
  return (
    <Card title={t('door.hub-title')} lead={t(isStuck ? 'door.hub-lead-stuck' : 'door.hub-lead')}>
      <p role="status" className={styles['lead']}>
        {problem === null ? t('door.hub-asking') : failureText(problem)}
      </p>
      <p className={styles['others']}>
        <Button
          look="primary"
          // nothing else is to be done here
          autoFocus
          onPress={() => void app.core.call({ name: 'retry-now' }).catch(() => undefined)}
        >
          {t('offline.retry')}
        </Button>
        <Button onPress={() => void app.desktop.call('stand-up', null)}>{t('door.switch')}</Button>
        {isStuck && <Button onPress={() => setAsked(true)}>{t('door.stuck-begin')}</Button>}
      </p>
      {isAsked && <BeginAnew why="stuck" name={name} waiting={waiting} onClose={() => setAsked(false)} />}
    </Card>
  );
}

function ChoosePin(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const [chosen, setChosen] = usePinState();
  const [hasDiffered, setDiffered] = useState(false);
  const { isBusy, failure, act } = useAct();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isSame = !pinsDiffer(chosen);
    setDiffered(!isSame);
    if (isSame) void act(() => app.core.call({ name: 'choose-pin', pin: chosen.pin, former: null }));
  };
  return (
    <Card title={t('door.choose-title')} lead={t('door.choose-lead')}>
      <form className={styles['form']} onSubmit={submit}>
        <PinFields value={chosen} onChange={setChosen} label={t('door.pin-choose')} autoFocus />
        {hasDiffered && <FieldError>{t('door.pin-differs')}</FieldError>}
        {failure !== null && !isBusy && <FieldError>{failureText(failure)}</FieldError>}
        <Button look="primary" type="submit" isDisabled={isBusy || chosen.pin === ''}>
          {t('door.choose')}
        </Button>
      </form>
    </Card>
  );
}

function Gone(): ReactNode {
  const { t } = useText();
  const app = useApp();
  return (
    <Card title={t('door.gone-title')} lead={t('door.gone-lead')}>
      <Button
        look="primary"
        // nothing else is to be done here
        autoFocus
        onPress={() => void app.desktop.call('begin-anew', null)}
      >
        {t('door.begin-anew')}
      </Button>
    </Card>
  );
}

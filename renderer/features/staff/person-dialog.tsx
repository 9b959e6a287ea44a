import { type ReactNode, useState } from 'react';
import type { PersonChange, Person, PersonChanged } from '../../../shared/model/staff.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAtHub } from './use-at-hub.ts';
import { useRoleOptions } from './use-role-options.ts';
import styles from './staff.module.css';

interface DialogProps {
  readonly person: Person;
  readonly onChanged: () => void;
  readonly onIssued: (made: PersonChanged) => void;
  readonly onClose: () => void;
}

interface PartProps {
  readonly person: Person;
  readonly isOff: boolean;
  readonly change: (change: PersonChange, said: string) => Promise<PersonChanged | null>;
}

/** Role, code, devices and access of one person; each at once, and said before where it can't be taken back. */
export function PersonDialog({ person, onChanged, onIssued, onClose }: DialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const change: PartProps['change'] = async (wanted, said) => {
    const done = await atHub.ask(() => app.core.call({ name: 'change-people', change: wanted }), said);
    onChanged();
    if (done !== null && done.value.code !== null) onIssued(done.value);
    return done?.value ?? null;
  };
  const part = { person, change, isOff: atHub.isBusy || !atHub.isOnline };
  return (
    <Modal title={person.name} closeLabel={t('action.close')} onClose={onClose} size="wide">
      {!atHub.isOnline && <p role="status">{t('people.offline')}</p>}
      {atHub.failure !== null && <FieldError>{failureText(atHub.failure)}</FieldError>}
      {person.active && <RolePart {...part} />}
      {person.active && <CodePart {...part} />}
      <DevicesPart {...part} />
      <AccessPart {...part} />
    </Modal>
  );
}

function RolePart({ person, isOff, change }: PartProps): ReactNode {
  const { t } = useText();
  const options = useRoleOptions();
  const { me } = useDirectory();
  return (
    <section className={styles['section']} aria-labelledby="person-role">
      <h3 id="person-role">{t('people.role')}</h3>
      <Segments
        label={t('people.role')}
        isLabelHidden
        value={person.role}
        options={options}
        onChange={(role) => {
          if (isOff || role === person.role) return;
          const label = options.find(({ value }) => value === role)?.label ?? '';
          void change(
            { step: 'role', userId: person.id, role },
            t('people.role-set', { name: person.name, role: label }),
          );
        }}
      />
      <p className={styles['hint']}>{t(person.id === me?.id ? 'people.role-own' : 'people.role-hint')}</p>
    </section>
  );
}

function CodePart({ person, isOff, change }: PartProps): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const { id: userId, name, codeUntil } = person;
  return (
    <section className={styles['section']} aria-labelledby="person-code">
      <h3 id="person-code">{t('people.code')}</h3>
      <p className={styles['hint']}>
        {codeUntil === null ? t('people.code-hint') : t('people.code-until', { when: dates.atMoment(codeUntil, now) })}
      </p>
      <div className={styles['choices']}>
        <Button
          isDisabled={isOff}
          onPress={() => void change({ step: 'code', userId }, t('people.code-made', { name }))}
        >
          {t('people.code-new')}
        </Button>
        {codeUntil !== null && (
          <Button
            isDisabled={isOff}
            onPress={() => void change({ step: 'withdraw-code', userId }, t('people.code-withdrawn'))}
          >
            {t('people.code-withdraw')}
          </Button>
        )}
      </div>
    </section>
  );
}

function DevicesPart({ person, isOff, change }: PartProps): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const [asked, setAsked] = useState<string | null>(null);
  const { devices } = person;
  return (
    <section className={styles['section']} aria-labelledby="person-devices">
      <h3 id="person-devices">{t('people.devices-title')}</h3>
      {devices.length === 0 && <p className={styles['hint']}>{t('people.devices-none')}</p>}
      <ul className={styles['rows']} aria-labelledby="person-devices" hidden={devices.length === 0}>
        {devices.map(({ id, name, enrolledAt, seenAt, revokedAt }) => (
          <li key={id} className={styles['row']}>
            <div className={styles['words']}>
              <strong>{name}</strong>
              <p className={styles['facts']}>
                {t('people.enrolled', { when: dates.moment(enrolledAt, now) })} ·{' '}
                {revokedAt === null
                  ? seenAt === null
                    ? t('people.seen-never')
                    : t('people.seen', { when: dates.moment(seenAt, now) })
                  : t('people.revoked', { when: dates.moment(revokedAt, now) })}
              </p>
              {asked === id && <p role="alert">{t('people.revoke-sure')}</p>}
            </div>
            {revokedAt === null && (
              <div className={styles['buttons']}>
                {asked === id && (
                  <Button isSmall onPress={() => setAsked(null)}>
                    {t('action.cancel')}
                  </Button>
                )}
                <Button
                  isSmall
                  isDisabled={isOff}
                  aria-label={t(asked === id ? 'people.revoke-do' : 'people.revoke', { name })}
                  onPress={() => {
                    if (asked !== id) return setAsked(id);
                    setAsked(null);
                    return void change({ step: 'revoke-device', deviceId: id }, t('people.revoked-now', { name }));
                  }}
                >
                  {t(asked === id ? 'people.revoke-do-short' : 'people.revoke-short')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccessPart({ person, isOff, change }: PartProps): ReactNode {
  const { t } = useText();
  const [isAsked, setAsked] = useState(false);
  const { id: userId, name, active, open } = person;
  const devices = person.devices.filter(({ revokedAt }) => revokedAt === null).length;
  const set = (isActive: boolean): void => {
    setAsked(false);
    void change({ step: 'active', userId, isActive }, t(isActive ? 'people.let-in' : 'people.shut-out', { name }));
  };
  return (
    <section className={styles['section']} aria-labelledby="person-access">
      <h3 id="person-access">{t('people.access')}</h3>
      {active && <p className={styles['hint']}>{t('people.shut-out-hint')}</p>}
      {!active && <p className={styles['hint']}>{t('people.let-in-hint')}</p>}
      {isAsked && <p role="alert">{t('people.shut-out-sure', { name, count: open, total: devices })}</p>}
      <div className={styles['choices']}>
        {active && !isAsked && (
          <Button isDisabled={isOff} onPress={() => setAsked(true)}>
            {t('people.shut-out-ask')}
          </Button>
        )}
        {isAsked && <Button onPress={() => setAsked(false)}>{t('action.cancel')}</Button>}
        {isAsked && (
          <Button look="primary" isDisabled={isOff} onPress={() => set(false)}>
            {t('people.shut-out-do')}
          </Button>
        )}
        {!active && (
          <Button isDisabled={isOff} onPress={() => set(true)}>
            {t('people.let-in-do')}
          </Button>
        )}
      </div>
    </section>
  );
}

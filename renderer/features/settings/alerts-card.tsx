import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components';
import { alertKinds } from '../../../shared/model/alert.ts';
import { quietUntil, type QuietSpan } from '../../../shared/model/quiet.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { useChangePreferences, usePreferences } from '../../store/use-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { minutesFrom, timeOf } from './quiet-hours.ts';
import styles from './alerts-card.module.css';
import settings from './settings.module.css';

/** Which news the desktop tells, and when it is silent. */
export function AlertsCard(): ReactNode {
  const { t } = useText();
  const { notifications } = usePreferences();
  const change = useChangePreferences();
  const isShared = useAppState((state) => state.volunteers?.isShared === true);
  const cannot = useAppState((state) => state.info?.canNotify === false);
  return (
    <Card title={t('alerts.title')}>
      <div className={settings['line']}>
        <p className={settings['hint']}>{t(isShared ? 'alerts.lead-shared' : 'alerts.lead')}</p>
        {cannot && (
          <p className={styles['cannot']} role="note">
            {t('alerts.cannot')}
          </p>
        )}
      </div>
      {alertKinds.map((kind) => (
        <div key={kind} className={settings['line']}>
          <Switch
            className={settings['switch'] ?? ''}
            isSelected={notifications[kind]}
            onChange={(isTold) => change({ notifications: { ...notifications, [kind]: isTold } })}
          >
            {t(`alerts.kind.${kind}`)}
            <span className={settings['track']} />
          </Switch>
        </div>
      ))}
      <QuietNow />
      <QuietHours />
    </Card>
  );
}

function QuietNow(): ReactNode {
  const { t, dates } = useText();
  const { clock } = useApp();
  const { quietUntilAt } = usePreferences();
  const change = useChangePreferences();
  const begin = (span: QuietSpan) => () => change({ quietUntilAt: quietUntil(span, clock.now()) });
  const until = quietUntilAt !== null && quietUntilAt > clock.now() ? quietUntilAt : null;
  return (
    <div className={settings['line']} role="group" aria-labelledby="quiet-now">
      <span id="quiet-now">{t('alerts.quiet')}</span>
      <div className={styles['buttons']}>
        <Button onPress={begin('hour')}>{t('alerts.quiet-hour')}</Button>
        <Button onPress={begin('tomorrow')}>{t('alerts.quiet-tomorrow')}</Button>
        <Button isDisabled={until === null} onPress={() => change({ quietUntilAt: null })}>
          {t('alerts.resume')}
        </Button>
      </div>
      <p className={settings['hint']} role="status">
        {until === null ? t('alerts.not-quiet') : t('alerts.quiet-until', { at: dates.full(until) })}
      </p>
    </div>
  );
}

/** When most people are not at work, minutes of the day. */
const USUAL = { from: 20 * 60, to: 8 * 60 };

function QuietHours(): ReactNode {
  const { t } = useText();
  const { quietHours } = usePreferences();
  const change = useChangePreferences();
  return (
    <div className={settings['line']}>
      <Switch
        className={settings['switch'] ?? ''}
        isSelected={quietHours !== null}
        onChange={(isOn) => change({ quietHours: isOn ? USUAL : null })}
      >
        {t('alerts.quiet-daily')}
        <span className={settings['track']} />
      </Switch>
      {quietHours !== null && (
        <div className={styles['times']}>
          <Time
            label={t('alerts.quiet-from')}
            minutes={quietHours.from}
            onChange={(from) => change({ quietHours: { ...quietHours, from } })}
          />
          <Time
            label={t('alerts.quiet-to')}
            minutes={quietHours.to}
            onChange={(to) => change({ quietHours: { ...quietHours, to } })}
          />
        </div>
      )}
    </div>
  );
}

interface TimeProps {
  readonly label: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}

/** Kept as soon as it is an hour; what is none is marked, and the hour of before stays in force. */
function Time({ label, minutes, onChange }: TimeProps): ReactNode {
  const { t } = useText();
  const [typed, setTyped] = useState(() => timeOf(minutes));
  const isWrong = minutesFrom(typed) === null;
  return (
    <Field
      label={label}
      inputMode="numeric"
      isInvalid={isWrong}
      {...(isWrong ? { hint: t('alerts.no-time') } : {})}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const read = minutesFrom(text);
        if (read !== null) onChange(read);
      }}
    />
  );
}

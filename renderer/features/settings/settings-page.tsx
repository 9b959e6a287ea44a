import { Lock, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Radio, RadioGroup, Switch } from 'react-aria-components';
import type { ManagedSetting, Settings } from '../../../shared/bridge/desktop.ts';
import { useText } from '../../i18n/text.tsx';
import type { MessageId } from '../../i18n/it/index.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { changeTextScale, textScales } from '../../store/text-scale.ts';
import { useChangePreferences, usePreferences } from '../../store/use-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { AlertsCard } from './alerts-card.tsx';
import { ApprovedLinksCard } from './approved-links-card.tsx';
import { AboutCard } from './about-card.tsx';
import { ChatSiteCard } from './chat-site-card.tsx';
import { CoordinationLead } from './coordination-lead.tsx';
import { KeysCard } from './keys-card.tsx';
import { PracticeCard } from './practice-card.tsx';
import { PinCard } from './pin-card.tsx';
import { DiagnosticsCard } from './diagnostics-card.tsx';
import { GuardWords } from './guard-words.tsx';
import { WritingCard } from './writing-card.tsx';
import { Fact } from './fact.tsx';
import { UpdatesCard } from './updates-card.tsx';
import styles from './settings.module.css';

export function SettingsPage(): ReactNode {
  const { t } = useText();
  const isCoordinator = useLive({ name: 'status' })?.me?.role === 'coordinator';
  return (
    <Page title={t('nav.settings')}>
      <Card title={t('settings.display')}>
        <Choice
          name="language"
          label="settings.language"
          options={{ it: 'settings.language.it', en: 'settings.language.en' }}
        />
        <Choice
          name="theme"
          label="settings.theme"
          options={{ system: 'settings.theme.system', light: 'settings.theme.light', dark: 'settings.theme.dark' }}
        />
        <Choice
          name="contrast"
          label="settings.contrast"
          options={{ system: 'settings.contrast.system', more: 'settings.contrast.more' }}
        />
        <Choice
          name="density"
          label="settings.density"
          options={{ comfortable: 'settings.density.comfortable', compact: 'settings.density.compact' }}
        />
        <TextSize />
        <KeepToasts />
        <CloseToTray />
      </Card>
      <AlertsCard />
      <KeysCard />
      <WritingCard />
      {isCoordinator && <CoordinationLead />}
      <ApprovedLinksCard />
      {isCoordinator && <ChatSiteCard />}
      {isCoordinator && <GuardWords />}
      <PracticeCard />
      <PinCard />
      <Connection />
      <DiagnosticsCard />
      <UpdatesCard />
      <AboutCard />
    </Page>
  );
}

type Chosen = 'language' | 'theme' | 'contrast' | 'density';

interface ChoiceProps<N extends Chosen> {
  readonly name: N;
  readonly label: MessageId;
  readonly options: Readonly<Record<Settings[N], MessageId>>;
}

function Choice<N extends Chosen>({ name, label, options }: ChoiceProps<N>): ReactNode {
  const { t } = useText();
  const app = useApp();
  const value = useAppState((state) => state.settings[name]);
  const isFixed = useIsFixed(name);
  return (
    <div className={styles['line']}>
      <span id={label}>{t(label)}</span>
      <RadioGroup
        aria-labelledby={label}
        isReadOnly={isFixed}
        {...(isFixed ? { 'aria-describedby': `${label}.fixed` } : {})}
        orientation="horizontal"
        className={styles['segments'] ?? ''}
        value={value}
        onChange={(next) => app.changeSettings({ [name]: next })}
      >
        {Object.entries<MessageId>(options).map(([option, words]) => (
          <Radio key={option} value={option} className={styles['segment'] ?? ''}>
            {t(words)}
          </Radio>
        ))}
      </RadioGroup>
      {isFixed && <FixedMark id={`${label}.fixed`} />}
    </div>
  );
}

function useIsFixed(name: keyof Settings): boolean {
  return useAppState((state) => state.info?.managed.includes(name as ManagedSetting) === true);
}

function FixedMark({ id }: { id: string }): ReactNode {
  const { t } = useText();
  return (
    <p id={id} className={styles['fixed']}>
      <Lock aria-hidden="true" />
      {t('settings.fixed')}
    </p>
  );
}

function TextSize(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const scale = useAppState((state) => state.settings.textScale);
  const keyboard = useKeyMap();
  return (
    <div className={styles['line']}>
      <span id="text-size">{t('settings.text-size')}</span>
      <div className={styles['stepper']} role="group" aria-labelledby="text-size">
        <Button
          isIcon
          aria-label={t('settings.text-smaller')}
          isDisabled={scale <= textScales.least}
          aria-keyshortcuts={keyboard.aria('smaller')}
          onPress={() => changeTextScale(app, -1)}
        >
          <Minus aria-hidden="true" />
        </Button>
        <output>{scale} %</output>
        <Button
          isIcon
          aria-label={t('settings.text-bigger')}
          isDisabled={scale >= textScales.most}
          aria-keyshortcuts={keyboard.aria('bigger')}
          onPress={() => changeTextScale(app, 1)}
        >
          <Plus aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}

function KeepToasts(): ReactNode {
  const { t } = useText();
  const { keepToasts } = usePreferences();
  const change = useChangePreferences();
  return (
    <div className={styles['line']}>
      <Switch
        className={styles['switch'] ?? ''}
        isSelected={keepToasts}
        aria-describedby="keep-toasts-hint"
        onChange={(isOn) => change({ keepToasts: isOn })}
      >
        {t('settings.keep-toasts')}
        <span className={styles['track']} />
      </Switch>
      <p id="keep-toasts-hint" className={styles['hint']}>
        {t('settings.keep-toasts-hint')}
      </p>
    </div>
  );
}

function CloseToTray(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const isOn = useAppState((state) => state.settings.closeToTray);
  const hasTray = useAppState((state) => state.info?.hasTray === true);
  const isFixed = useIsFixed('closeToTray');
  if (!hasTray) return null;
  return (
    <div className={styles['line']}>
      <Switch
        className={styles['switch'] ?? ''}
        isSelected={isOn}
        isReadOnly={isFixed}
        aria-describedby={isFixed ? 'tray-hint tray.fixed' : 'tray-hint'}
        onChange={(closeToTray) => app.changeSettings({ closeToTray })}
      >
        {t('settings.tray')}
        <span className={styles['track']} />
      </Switch>
      <p id="tray-hint" className={styles['hint']}>
        {t('settings.tray-hint')}
      </p>
      {isFixed && <FixedMark id="tray.fixed" />}
    </div>
  );
}

function Connection(): ReactNode {
  const { t } = useText();
  const status = useLive({ name: 'status' });
  const isHubFixed = useIsFixed('hubUrl');
  if (status === undefined) return null;
  const unknown = t('settings.unknown');
  const state = status.connection === 'offline' ? t('status.offline') : t(`status.${status.connection}`);
  return (
    <Card title={t('settings.connection')}>
      <Fact label={t('settings.state')} value={state} />
      <Fact label={t('settings.hub')} value={status.hubUrl ?? unknown} />
      {isHubFixed && (
        <div className={styles['line']}>
          <FixedMark id="hub-fixed" />
        </div>
      )}
      <Fact label={t('settings.association')} value={status.association?.name ?? unknown} />
      <Fact label={t('settings.person')} value={status.me?.name ?? unknown} />
      <Fact label={t('settings.archive')} value={t(`settings.archive.${status.protection}`)} />
    </Card>
  );
}

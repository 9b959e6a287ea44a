import { Fragment, type ReactNode } from 'react';
import { Radio, RadioGroup, Switch } from 'react-aria-components';
import { undoSendChoices } from '../../../shared/bridge/desktop.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';

export function WritingCard(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const seconds = useAppState((state) => state.settings.undoSendSeconds);
  return (
    <Card title={t('settings.writing')}>
      <div className={styles['line']}>
        <span id="undo-send">{t('settings.undo-send')}</span>
        <RadioGroup
          aria-labelledby="undo-send"
          aria-describedby="undo-send-hint"
          orientation="horizontal"
          className={styles['segments'] ?? ''}
          value={String(seconds)}
          onChange={(chosen) => {
            const undoSendSeconds = undoSendChoices.find((each) => String(each) === chosen);
            if (undoSendSeconds !== undefined) app.changeSettings({ undoSendSeconds });
          }}
        >
          {undoSendChoices.map((each) => (
            <Radio key={each} value={String(each)} className={styles['segment'] ?? ''}>
              {t('settings.undo-send-for', { seconds: each })}
            </Radio>
          ))}
        </RadioGroup>
        <p id="undo-send-hint" className={styles['hint']}>
          {t('settings.undo-send-hint')}
        </p>
      </div>
      <SpellingLine />
    </Card>
  );
}

function SpellingLine(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const isOn = useAppState(({ settings }) => settings.spelling);
  const hasNone = useAppState(({ info }) => info?.dictionaries.length === 0);
  const refused = useAppState(({ spelled }) => spelled.refused);
  return (
    <div className={styles['line']}>
      <Switch
        className={styles['switch'] ?? ''}
        isSelected={isOn}
        aria-describedby="spelling-hint"
        onChange={(spelling) => app.changeSettings({ spelling })}
      >
        {t('settings.spelling')}
        <span className={styles['track']} />
      </Switch>
      <p id="spelling-hint" className={styles['hint']}>
        {t(hasNone ? 'settings.spelling-none' : 'settings.spelling-hint')}
        {refused.map((language) => (
          <Fragment key={language}> {t('settings.spelling-refused', { lang: language })}</Fragment>
        ))}
      </p>
    </div>
  );
}

import { Plus, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { isChanged, withoutPress, withShipped } from '../../keys/key-map.ts';
import { canChange, capsOf, definitionOf, type KeyId, keyIds, keySections, labelOf } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useChangePreferences, usePreferences } from '../../store/use-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { Card } from '../../ui/page.tsx';
import { Key } from '../../ui/small.tsx';
import styles from './keys-card.module.css';
import common from './settings.module.css';
import { type KeyRecorder, useKeyRecorder } from './use-key-recorder.ts';

/** Every key of this person: others for an action, none, or as shipped again. */
export function KeysCard(): ReactNode {
  const { t } = useText();
  const recorder = useKeyRecorder();
  const { map } = useKeyMap();
  const change = useChangePreferences();
  const hasOwn = keyIds.some((id) => isChanged(map, id));
  return (
    <Card title={t('settings.keyboard')}>
      <SingleKeys />
      {keySections
        .filter((section) => section !== 'write')
        .map((section) => (
          <section key={section} className={styles['section']} aria-labelledby={`keys-${section}`}>
            <h4 id={`keys-${section}`}>{t(`keys.section.${section}`)}</h4>
            <ul>
              {keyIds
                .filter((id) => definitionOf(id).section === section && canChange(id))
                .map((id) => (
                  <KeyLine key={id} id={id} recorder={recorder} />
                ))}
            </ul>
          </section>
        ))}
      <div className={common['line']}>
        <Button isDisabled={!hasOwn} onPress={() => change({ keys: {} })}>
          <RotateCcw aria-hidden="true" />
          {t('keys.reset-all')}
        </Button>
        <p className={common['hint']}>{t('keys.layout-hint')}</p>
      </div>
    </Card>
  );
}

function SingleKeys(): ReactNode {
  const { t } = useText();
  const { singleKeys } = usePreferences();
  const change = useChangePreferences();
  return (
    <div className={common['line']}>
      <Switch
        className={common['switch'] ?? ''}
        isSelected={singleKeys}
        aria-describedby="single-keys-hint"
        onChange={(isOn) => change({ singleKeys: isOn })}
      >
        {t('settings.single-keys')}
        <span className={common['track']} />
      </Switch>
      <p id="single-keys-hint" className={common['hint']}>
        {t('settings.single-keys-hint')}
      </p>
    </div>
  );
}

function KeyLine({ id, recorder }: { id: KeyId; recorder: KeyRecorder }): ReactNode {
  const { t } = useText();
  const { map } = useKeyMap();
  const change = useChangePreferences();
  const action = t(labelOf(id));
  const isRecording = recorder.id === id;
  return (
    <li className={styles['key']}>
      <span className={styles['action']}>{action}</span>
      <span className={styles['presses']}>
        {map[id].length === 0 && <span className={styles['none']}>{t('keys.none')}</span>}
        {map[id].map((press) => (
          <span key={press} className={styles['press']}>
            <Key>{capsOf(press).join(' ')}</Key>
            <CrossButton
              label={t('keys.remove', { key: capsOf(press).join(' '), action })}
              onPress={() => change({ keys: withoutPress(map, id, press) })}
            />
          </span>
        ))}
        <Button
          isSmall
          aria-label={t(isRecording ? 'keys.recording-label' : 'keys.add-label', { action })}
          aria-pressed={isRecording}
          onPress={() => (isRecording ? recorder.stop() : recorder.start(id))}
        >
          {isRecording ? t('keys.recording') : <Plus aria-hidden="true" />}
        </Button>
        {isChanged(map, id) && (
          <Button
            isSmall
            isIcon
            aria-label={t('keys.reset', { action })}
            onPress={() => change({ keys: withShipped(map, id) })}
          >
            <RotateCcw aria-hidden="true" />
          </Button>
        )}
      </span>
      {isRecording && <Outcome recorder={recorder} />}
    </li>
  );
}

/** Why a key can't be it, or whose it is until now. */
function Outcome({ recorder }: { recorder: KeyRecorder }): ReactNode {
  const { t } = useText();
  const { conflict, refused } = recorder;
  if (refused !== null) {
    return (
      <p className={styles['outcome']} role="alert">
        {t(`keys.refused.${refused}`)}
      </p>
    );
  }
  if (conflict === null) return <p className={styles['outcome']}>{t('keys.press-now')}</p>;
  return (
    <div className={styles['outcome']}>
      <p role="alert">
        {t('keys.conflict', { key: capsOf(conflict.press).join(' '), action: t(labelOf(conflict.owner)) })}
      </p>
      {conflict.canTake && (
        <Button isSmall look="primary" autoFocus onPress={recorder.take}>
          {t('keys.take')}
        </Button>
      )}
      <Button isSmall {...(conflict.canTake ? {} : { autoFocus: true })} onPress={recorder.stop}>
        {t('keys.leave')}
      </Button>
    </div>
  );
}

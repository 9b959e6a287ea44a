import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Card } from '../../ui/page.tsx';
import { Fact } from './fact.tsx';
import styles from './settings.module.css';

/** Which program this is, who vouches for it, and what it is made of; all of it from the package itself. */
export function AboutCard(): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  const info = useAppState((state) => state.info);
  const [notices, setNotices] = useState<string | null>(null);
  return (
    <Card title={t('settings.about')}>
      <Fact label={t('settings.version')} value={info?.appVersion ?? ''} />
      <Fact
        label={t('settings.platform')}
        value={t('settings.runtime', {
          version: info?.electron ?? '',
          development: String(info?.developmentRuntime ?? false),
        })}
      />
      <Fact label={t('about.signature')} value={t(info?.isSigned === true ? 'about.signed' : 'about.unsigned')} />
      {info?.policyProblem === true && (
        <div className={styles['line']}>
          <p className={styles['hint']}>{t('settings.policy-problem')}</p>
        </div>
      )}
      <div className={styles['line']}>
        <p className={styles['hint']}>{t('settings.licences')}</p>
        <Button onPress={() => void desktop.call('notices', null).then(setNotices)}>{t('about.notices')}</Button>
      </div>
      {notices !== null && (
        <Modal
          title={t('about.notices')}
          closeLabel={t('action.close')}
          size="wide"
          isText
          onClose={() => setNotices(null)}
        >
          {notices === '' ? <p>{t('about.notices-none')}</p> : <pre className={styles['notices']}>{notices}</pre>}
        </Modal>
      )}
    </Card>
  );
}

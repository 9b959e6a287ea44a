import { type ReactNode, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { CoreFacts } from '../../../shared/diagnostics/facts.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './diagnostics.module.css';

/** The file for whoever helps: shown whole, then saved as it was shown (DG4). */
export function BundleCard({ core }: { core: CoreFacts | null }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [withAddress, setWithAddress] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [answer, setAnswer] = useState('');
  const make = async (): Promise<void> => {
    setAnswer('');
    try {
      setText(await app.desktop.call('make-bundle', { core, withAddress }));
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  const save = async (): Promise<void> => {
    const { ended } = await app.desktop.call('save-bundle', null);
    if (ended !== 'cancelled') setAnswer(t(`diag.bundle-${ended}`));
  };
  return (
    <Card title={t('diag.bundle')}>
      <div className={styles['bundle']}>
        <p className={styles['hint']}>{t('diag.bundle-lead')}</p>
        <Checkbox
          className={styles['check'] ?? ''}
          isSelected={withAddress}
          aria-describedby="bundle-address-hint"
          onChange={(isSelected) => {
            setWithAddress(isSelected);
            setText(null);
          }}
        >
          <span className={styles['box']} />
          {t('diag.bundle-address')}
        </Checkbox>
        <p id="bundle-address-hint" className={styles['hint']}>
          {t('diag.bundle-address-hint')}
        </p>
        <div className={styles['tools']}>
          <Button onPress={() => void make()}>{t('diag.bundle-make')}</Button>
          {text !== null && (
            <Button look="primary" onPress={() => void save()}>
              {t('diag.bundle-save')}
            </Button>
          )}
          <span role="status">{answer}</span>
        </div>
        {text !== null && (
          // what scrolls has to be reached by the keyboard
          <pre className={styles['text']} tabIndex={0} role="region" aria-label={t('diag.bundle-text')}>
            {text}
          </pre>
        )}
      </div>
    </Card>
  );
}

import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import { saveAs } from '../../ui/save-as.ts';
import styles from './attachment.module.css';

/** A picture, out of memory: nothing is fetched for it. */
export function Preview({ name, url, onClose }: { name: string; url: string; onClose: () => void }): ReactNode {
  const { t } = useText();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <Modal title={name} closeLabel={t('action.close')} size="wide" onClose={onClose}>
      <div className={styles['preview']}>
        {isBroken ? (
          <p role="alert">{t('attachment.broken')}</p>
        ) : (
          <img src={url} alt={name} onError={() => setBroken(true)} />
        )}
      </div>
      <ModalFoot>
        <Button onPress={() => saveAs(url, name)}>
          <Download aria-hidden="true" />
          {t('attachment.save')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

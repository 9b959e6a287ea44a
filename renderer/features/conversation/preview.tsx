import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import { saveAs } from '../../ui/save-as.ts';
import styles from './attachment.module.css';

interface PreviewProps {
  readonly name: string;
  readonly url: string;
  /** Pages below one another: they are scrolled. */
  readonly isTall?: boolean;
  readonly onClose: () => void;
}

/** A picture, out of memory: nothing is fetched for it. */
export function Preview({ name, url, isTall = false, onClose }: PreviewProps): ReactNode {
  const { t } = useText();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <Modal title={name} closeLabel={t('action.close')} size="wide" onClose={onClose}>
      <div className={styles['preview']} data-tall={isTall ? true : undefined}>
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

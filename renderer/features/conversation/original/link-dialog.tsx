import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../i18n/text.tsx';
import { useApp } from '../../../store/context.tsx';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Modal, ModalFoot, ModalLead } from '../../../ui/modal.tsx';
import { seemsElsewhere, webAddress } from './link.ts';
import type { FollowedLink } from './mail-frame.tsx';
import styles from './original.module.css';

/** Where a link of a mail really leads, before anything is opened. */
export function LinkDialog({ link, onClose }: { link: FollowedLink; onClose: () => void }): ReactNode {
  const { t } = useText();
  const { desktop } = useApp();
  const [state, setState] = useState<'asked' | 'copied' | 'failed'>('asked');
  const web = webAddress(link.address);
  const open = (): void => {
    if (web !== null) desktop.call('open-link', { address: web }).then(onClose, () => setState('failed'));
  };
  return (
    <Modal
      title={t(web === null ? 'link.title-address' : 'link.title')}
      closeLabel={t('action.close')}
      onClose={onClose}
    >
      {web !== null && <ModalLead>{t('link.lead', { link: new URL(web).host })}</ModalLead>}
      <p className={styles['address']}>{web ?? link.address}</p>
      {web !== null && seemsElsewhere(link.words, web) && (
        <p className={styles['warning']}>
          <TriangleAlert aria-hidden="true" />
          <span>{t('link.elsewhere', { value: link.words })}</span>
        </p>
      )}
      <p role="status">{state !== 'asked' && t(`link.${state}`)}</p>
      <ModalFoot>
        <Button autoFocus onPress={() => setState(copyText(web ?? link.address) ? 'copied' : 'failed')}>
          {t('link.copy')}
        </Button>
        {web !== null && (
          <Button look="primary" onPress={open}>
            {t('link.open')}
          </Button>
        )}
      </ModalFoot>
    </Modal>
  );
}

import { Download, FileText, Image, LoaderCircle, Lock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Failure } from '../../../shared/errors.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import styles from './attachment.module.css';

/** Types that the window itself can show; everything else is saved and opened by its own program. */
const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  /** Only who takes part in the case gets its attachments (EV7). */
  readonly isOpenable: boolean;
}

export function Attachments({ attachments, isOpenable }: AttachmentsProps): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['attachments']}>
      {attachments.map((attachment) => (
        <AttachmentButton key={attachment.id} attachment={attachment} isOpenable={isOpenable} />
      ))}
      {!isOpenable && <p className={styles['locked']}>{t('attachment.locked')}</p>}
    </div>
  );
}

function AttachmentButton({ attachment, isOpenable }: { attachment: Attachment; isOpenable: boolean }): ReactNode {
  const { t, size } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const [state, setState] = useState<'idle' | 'loading' | { url: string } | { failure: Failure }>('idle');
  const isImage = shownTypes.includes(attachment.type);
  const Icon = state === 'loading' ? LoaderCircle : isImage ? Image : FileText;

  const open = async (): Promise<void> => {
    setState('loading');
    try {
      const { bytes, type } = await app.core.call({ name: 'attachment', id: attachment.id });
      const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
      if (isImage) return setState({ url });
      saveAs(url, attachment.name);
      URL.revokeObjectURL(url);
      app.announce(t('attachment.saved'));
      setState('idle');
    } catch (error) {
      setState({ failure: failureOf(error) });
    }
  };

  return (
    <>
      <AriaButton
        className={styles['attachment'] ?? ''}
        isDisabled={!isOpenable || state === 'loading'}
        onPress={() => void open()}
      >
        <Icon aria-hidden="true" />
        <span className="only-read-aloud">{t('attachment.open')}</span>
        <span className={styles['name']}>{attachment.name}</span>
        <span className={styles['size']}>
          {state === 'loading' ? t('attachment.loading') : size(attachment.sizeBytes)}
        </span>
        {isOpenable ? !isImage && <Download aria-hidden="true" /> : <Lock aria-hidden="true" />}
      </AriaButton>
      {typeof state === 'object' && 'failure' in state && (
        <p role="alert" className={styles['problem']}>
          {failureText(state.failure)}
        </p>
      )}
      {typeof state === 'object' && 'url' in state && (
        <Preview name={attachment.name} url={state.url} onClose={() => setState('idle')} />
      )}
    </>
  );
}

function Preview({ name, url, onClose }: { name: string; url: string; onClose: () => void }): ReactNode {
  const { t } = useText();
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <Modal title={name} closeLabel={t('action.close')} size="wide" onClose={onClose}>
      <div className={styles['preview']}>
        <img src={url} alt={name} />
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

export function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

import { MessageCircleWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import styles from './composer.module.css';
import type { News } from './use-news.ts';

interface NewsNoticeProps {
  readonly open: OpenConversation;
  readonly news: News;
  readonly onSend: () => void;
}

/** The situation has changed since the reply was begun: said at once, and asked about before it is sent (CL15). */
export function NewsNotice({ open, news, onSend }: NewsNoticeProps): ReactNode {
  const { t } = useText();
  if (news.messages.length === 0) return null;
  const name = open.content?.contact.name || t('thread.contact');
  const isLong = open.content?.promised?.inAnalysis === true;
  return (
    <>
      <p className={styles['message']} data-tone="waiting" role="status">
        <MessageCircleWarning aria-hidden="true" />
        <span className={styles['grow']}>{t(isLong ? 'news.changed' : 'news.written', { name })}</span>
        <Button isSmall onPress={news.read}>
          {t('news.read')}
        </Button>
      </p>
      {news.isAsked && (
        <Modal title={t('news.title', { name })} closeLabel={t('action.close')} onClose={news.goBack}>
          <ModalLead>{t('news.lead')}</ModalLead>
          {news.messages.map((message) => (
            <blockquote key={message.id} className={styles['news']}>
              {message.text}
            </blockquote>
          ))}
          <ModalFoot>
            <Button look="primary" onPress={news.goBack}>
              {t('despite.back')}
            </Button>
            <Button onPress={onSend}>{t('despite.send')}</Button>
          </ModalFoot>
        </Modal>
      )}
    </>
  );
}
